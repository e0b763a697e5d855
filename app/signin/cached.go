package signin

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

// Cached is a session as the cache has it.
type Cached struct {
	Account  Account
	IssuedAt time.Time // when the identity provider made the tokens
	// ProvedAt is when the person proved who they are, zero when the token does not say.
	ProvedAt  time.Time
	ExpiresOn time.Time // of the access token for the resource that was asked about
	// MFA is whether a second factor was used; nil when no token says so, see methodsOf.
	MFA *bool
}

// Look is what the cache of a target's application holds. Looking asks no network and
// hands out no token.
type Look struct {
	Accounts []Account // each once, by user name
	Session  Cached    // of the target's account, as far as there is one
	// Problem says why there is no token for the resource that is still good; nil when
	// there is one.
	Problem *problem.Problem
}

// Look reads the cache once. An error says that the vault cannot be read.
func (s *Service) Look(ctx context.Context, t Target, resource string) (Look, error) {
	tables, err := s.sessionCache(t).tables(ctx)
	if err != nil {
		return Look{}, err
	}
	l := Look{Accounts: tables.everyone()}
	if t.HomeAccountID == "" {
		l.Problem = problem.New(problem.SignInNeeded, "signin-needed")
		return l, nil
	}
	l.Session = tables.session(t)
	row := tables.newestAccessToken(t.owns, t.scopes(resource)[0])
	l.Session.ExpiresOn = timeIn(row, "expires_on")
	if fetched := timeIn(row, "cached_at"); !fetched.IsZero() { // iat may be set back
		l.Session.IssuedAt = fetched
	}
	if methods := tables.methodsOf(t, row); len(methods) > 0 {
		mfa := slices.Contains(methods, "mfa")
		l.Session.MFA = &mfa
	}
	switch {
	case !slices.ContainsFunc(l.Accounts, func(a Account) bool { return a.HomeAccountID == t.HomeAccountID }):
		l.Problem = problem.New(problem.SignInNeeded, "signin-needed")
	case !row.Exists():
		l.Problem = problem.New(problem.SignInNeeded, "token-not-fetched")
	case !stillGood(row, s.options.Now()):
		l.Problem = problem.New(problem.SignInNeeded, "token-expired")
	}
	return l, nil
}

// LookApplication returns when the token was fetched that the cache holds for a resource of
// an application itself, and when it ends; both are zero when there is none. Like Look it
// asks no network. An error says that the vault cannot be read.
func (s *Service) LookApplication(ctx context.Context, t Target, resource string) (Cached, error) {
	tables, err := s.applicationCache(t).tables(ctx)
	if err != nil {
		return Cached{}, err
	}
	row := tables.newestAccessToken(t.ownsAsApplication, t.applicationScope(resource))
	return Cached{ExpiresOn: timeIn(row, "expires_on"), IssuedAt: timeIn(row, "cached_at")}, nil
}

// FindAccount finds the cached account that a target without one can use: the one with
// the target's login hint, or the only one there is. With several and no hint it
// finds none, and the identity provider asks.
func (s *Service) FindAccount(ctx context.Context, t Target) (homeAccountID string, found bool) {
	tables, err := s.sessionCache(t).tables(ctx)
	if err != nil {
		return "", false
	}
	matching := map[string]bool{}
	tables.accounts.ForEach(func(_, row gjson.Result) bool {
		if id := row.Get("home_account_id").String(); t.suits(row, id) {
			matching[id] = true
			homeAccountID = id
		}
		return true
	})
	return homeAccountID, len(matching) == 1
}

// suits reports whether an account may be used without asking.
func (t Target) suits(row gjson.Result, id string) bool {
	if t.LoginHint != "" && !strings.EqualFold(row.Get("username").String(), t.LoginHint) {
		return false
	}
	return t.Tenant == "" || strings.EqualFold(HomeTenant(id), t.Tenant) || strings.EqualFold(row.Get("realm").String(), t.Tenant)
}

// tables are those of a cache in MSAL's own format (the unified cache schema that all MSAL
// libraries share). MSAL itself would decode every token of every account, which takes
// long where there are many, and it asks the network when it does not find one.
type tables struct{ accounts, idTokens, accessTokens, refreshTokens gjson.Result }

// tables reads the cache. An error says that the vault cannot be read.
func (c *cache) tables(ctx context.Context) (tables, error) {
	data, _, err := c.load(ctx)
	if data == nil {
		return tables{}, problem.From(err)
	}
	found := gjson.GetManyBytes(data, "Account", "IdToken", "AccessToken", "RefreshToken")
	return tables{found[0], found[1], found[2], found[3]}, nil
}

// everyone lists the accounts; MSAL keeps an entry per tenant for the same person.
func (t tables) everyone() []Account {
	seen := map[string]bool{}
	list := []Account{}
	t.accounts.ForEach(func(_, row gjson.Result) bool {
		id := row.Get("home_account_id").String()
		if id != "" && !seen[id] {
			seen[id] = true
			name := row.Get("username").String()
			list = append(list, Account{HomeAccountID: id, TenantID: cmp.Or(HomeTenant(id), row.Get("realm").String()), Username: name, Name: name})
		}
		return true
	})
	slices.SortFunc(list, func(a, b Account) int { return strings.Compare(a.Username, b.Username) })
	return list
}

// owns reports whether a row is the target's account's, in the tenant that is asked for
// silently. MSAL files what came from a sign-in without a tenant under "organizations"; that
// is a token of the account's home.
func (t Target) owns(row gjson.Result) bool {
	if row.Get("home_account_id").String() != t.HomeAccountID {
		return false
	}
	realm, tenant := row.Get("realm").String(), t.silentTenant()
	return strings.EqualFold(realm, tenant) || realm == anyTenant && strings.EqualFold(tenant, HomeTenant(t.HomeAccountID))
}

// ownsAsApplication is owns for an application's own tokens.
func (t Target) ownsAsApplication(row gjson.Result) bool {
	return strings.EqualFold(row.Get("realm").String(), t.Tenant)
}

// session reads the id_token of the target's account and, where that says nothing, the
// row of the account.
func (t tables) session(of Target) Cached {
	var found Cached
	if claims, ok := t.idClaims(of); ok {
		if claims.IssuedAt != nil {
			found.IssuedAt = claims.IssuedAt.Time()
		}
		if claims.AuthTime > 0 {
			found.ProvedAt = time.Unix(claims.AuthTime, 0)
		}
		found.Account = Account{TenantID: claims.TenantID, Username: claims.Username, Name: claims.Name}
	}
	for _, known := range t.everyone() {
		if known.HomeAccountID == of.HomeAccountID && found.Account.Username == "" {
			found.Account = known
		}
	}
	found.Account.HomeAccountID = of.HomeAccountID
	if found.Account.TenantID == "" {
		found.Account.TenantID = of.silentTenant()
	}
	if found.Account.Name == "" {
		found.Account.Name = found.Account.Username
	}
	return found
}

// methodsOf are how the account's person proved who they are (amr, RFC 8176). AD FS and
// Entra's v1 say so in ID tokens, Entra's v2 doesn't; Dataverse's access tokens have it. An
// access token is for the resource alone and may have any form: what can be read there is
// shown, and nothing depends on it.
func (t tables) methodsOf(of Target, accessToken gjson.Result) []string {
	if claims, ok := t.idClaims(of); ok && len(claims.Methods) > 0 {
		return claims.Methods
	}
	claims, err := readClaims(accessToken.Get("secret").String())
	if err != nil {
		return nil
	}
	return claims.Methods
}

// idClaims are those of the newest id_token that is kept for the target's account.
func (t tables) idClaims(of Target) (newest idClaims, found bool) {
	t.idTokens.ForEach(func(_, row gjson.Result) bool {
		if !of.owns(row) {
			return true
		}
		claims, err := readClaims(row.Get("secret").String())
		if err == nil && (!found || claims.IssuedAt != nil && (newest.IssuedAt == nil || claims.IssuedAt.Time().After(newest.IssuedAt.Time()))) {
			newest, found = claims, true
		}
		return true
	})
	return newest, found
}

// refreshable reports whether there is a refresh token of the target's account; one serves
// all tenants and resources.
func (t tables) refreshable(of Target) (found bool) {
	t.refreshTokens.ForEach(func(_, row gjson.Result) bool {
		found = row.Get("home_account_id").String() == of.HomeAccountID
		return !found
	})
	return found
}

// newestAccessToken is the row of the access token for a scope that ends last; one that
// does not exist when there is none.
func (t tables) newestAccessToken(owned func(gjson.Result) bool, scope string) (newest gjson.Result) {
	matches := func(granted string) bool { return strings.EqualFold(granted, scope) }
	t.accessTokens.ForEach(func(_, row gjson.Result) bool {
		if owned(row) && slices.ContainsFunc(strings.Fields(row.Get("target").String()), matches) &&
			row.Get("expires_on").Int() > newest.Get("expires_on").Int() {
			newest = row
		}
		return true
	})
	return newest
}

// expiryMargin is how long before its end a token is no longer used; MSAL keeps to the same.
const expiryMargin = 5 * time.Minute

// stillGood reports whether an access token can be handed out. One of the future was kept
// while the clock was wrong: nobody knows when that ends.
func stillGood(row gjson.Result, now time.Time) bool {
	return row.Get("secret").String() != "" && timeIn(row, "expires_on").Sub(now) >= expiryMargin && !timeIn(row, "cached_at").After(now)
}

// token is the target's cached access token for a resource, if it is still good.
func (t tables) token(of Target, resource string, now time.Time) (Token, bool) {
	token, found := t.goodToken(of.owns, of.scopes(resource)[0], now)
	if found {
		token.Account = t.session(of).Account
	}
	return token, found
}

// applicationToken is token for an application's own.
func (t tables) applicationToken(of Target, resource string, now time.Time) (Token, bool) {
	token, found := t.goodToken(of.ownsAsApplication, of.applicationScope(resource), now)
	token.Account = of.applicationAccount()
	return token, found
}

func (t tables) goodToken(owned func(gjson.Result) bool, scope string, now time.Time) (Token, bool) {
	row := t.newestAccessToken(owned, scope)
	if !stillGood(row, now) {
		return Token{}, false
	}
	return Token{Value: secret.New(row.Get("secret").String()), ExpiresOn: timeIn(row, "expires_on")}, true
}

// timeIn is a time of a row, zero when it has none.
func timeIn(row gjson.Result, name string) time.Time {
	if seconds := row.Get(name).Int(); seconds > 0 {
		return time.Unix(seconds, 0)
	}
	return time.Time{}
}
