package signin

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"latchkey/app/problem"
)

// Cached is a session as the cache has it.
type Cached struct {
	Account  Account
	IssuedAt time.Time // when the identity provider made the tokens
	// ProvedAt is when the person proved who they are, zero when the token does not say.
	ProvedAt  time.Time
	ExpiresOn time.Time // of the access token for the resource that was asked about
	// MFA is whether a second factor was used; nil when the token does not say. Entra
	// puts the claim amr only into some tokens.
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

// soon is before its end when a token is no longer used; MSAL keeps to the same.
const soon = 5 * time.Minute

// Look reads the cache once, in MSAL's own format (the unified cache schema that all MSAL
// libraries share). MSAL itself would decode every token of every account, which takes
// long where there are many. An error says that the vault cannot be read.
func (s *Service) Look(ctx context.Context, t Target, resource string) (Look, error) {
	c, err := s.client(t)
	if err != nil {
		return Look{}, err
	}
	data, _, err := c.cache.load(ctx)
	if data == nil {
		return Look{}, problem.From(err)
	}
	tables := gjson.GetManyBytes(data, "Account", "IdToken", "AccessToken")
	l := Look{Accounts: accountsIn(tables[0])}
	if t.HomeAccountID == "" {
		l.Problem = problem.New(problem.SignInNeeded, "signin-needed")
		return l, nil
	}
	l.Session = sessionIn(tables[1], t)
	l.Session.Account = accountIn(l, t)
	l.Session.ExpiresOn = expiryIn(tables[2], t, t.scopes(resource)[0])
	switch {
	case !slices.ContainsFunc(l.Accounts, func(a Account) bool { return a.HomeAccountID == t.HomeAccountID }):
		l.Problem = problem.New(problem.SignInNeeded, "signin-needed")
	case l.Session.ExpiresOn.IsZero():
		l.Problem = problem.New(problem.SignInNeeded, "token-not-fetched")
	case l.Session.ExpiresOn.Sub(s.Now()) < soon:
		l.Problem = problem.New(problem.SignInNeeded, "token-expired")
	}
	return l, nil
}

// accountsIn lists the accounts; MSAL keeps an entry per tenant for the same person.
func accountsIn(table gjson.Result) []Account {
	seen := map[string]bool{}
	list := []Account{}
	table.ForEach(func(_, row gjson.Result) bool {
		id := row.Get("home_account_id").String()
		if _, home, ok := strings.Cut(id, "."); ok && !seen[id] {
			seen[id] = true
			name := row.Get("username").String()
			list = append(list, Account{HomeAccountID: id, TenantID: home, Username: name, Name: name})
		}
		return true
	})
	slices.SortFunc(list, func(a, b Account) int { return strings.Compare(a.Username, b.Username) })
	return list
}

// belongs reports whether a row is the target's account's, in the tenant that is asked
// for silently.
func belongs(row gjson.Result, t Target) bool {
	return row.Get("home_account_id").String() == t.HomeAccountID && strings.EqualFold(row.Get("realm").String(), t.silentTenant())
}

// sessionIn reads the id_token of the target's account.
func sessionIn(table gjson.Result, t Target) Cached {
	var found Cached
	table.ForEach(func(_, row gjson.Result) bool {
		if !belongs(row, t) {
			return true
		}
		claims, err := readClaims(row.Get("secret").String())
		if err != nil {
			return true
		}
		if claims.IssuedAt != nil {
			found.IssuedAt = claims.IssuedAt.Time()
		}
		if claims.AuthTime > 0 {
			found.ProvedAt = time.Unix(claims.AuthTime, 0)
		}
		if len(claims.Methods) > 0 {
			mfa := slices.Contains(claims.Methods, "mfa")
			found.MFA = &mfa
		}
		found.Account = Account{TenantID: claims.TenantID, Username: claims.Username, Name: claims.Name}
		return false
	})
	return found
}

// accountIn is the target's account: what its id_token says, else its row.
func accountIn(l Look, t Target) Account {
	a := l.Session.Account
	for _, known := range l.Accounts {
		if known.HomeAccountID == t.HomeAccountID && a.Username == "" {
			a = known
		}
	}
	a.HomeAccountID = t.HomeAccountID
	if a.TenantID == "" {
		a.TenantID = t.silentTenant()
	}
	return a
}

// expiryIn is when the token for a scope ends; zero when there is none.
func expiryIn(table gjson.Result, t Target, scope string) time.Time {
	var end time.Time
	table.ForEach(func(_, row gjson.Result) bool {
		if !belongs(row, t) || !slices.Contains(strings.Fields(row.Get("target").String()), scope) {
			return true
		}
		if seconds := row.Get("expires_on").Int(); seconds > end.Unix() {
			end = time.Unix(seconds, 0)
		}
		return true
	})
	return end
}
