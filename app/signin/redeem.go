package signin

import (
	"context"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// redeem exchanges the code for tokens, under the cache's lock, and checks whose
// they are.
func (a *Attempt) redeem(ctx context.Context, answer loopback.Answer) (Session, error) {
	if answer.Error != "" {
		return Session{}, Refusal(answer)
	}
	unlock, err := a.service.lock(ctx, a.client)
	if err != nil {
		return Session{}, err
	}
	defer unlock()
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	ctx, n := withNotes(ctx)
	options := []public.AcquireByAuthCodeOption{public.WithChallenge(a.verifier.Reveal())}
	if a.target.Tenant != "" {
		options = append(options, public.WithTenantID(a.target.Tenant))
	}
	if a.request.Claims != "" {
		options = append(options, public.WithClaims(a.request.Claims))
	}
	result, err := a.client.msal.AcquireTokenByAuthCode(ctx, answer.Code.Reveal(), a.redirect, a.target.scopes(a.request.Resource), options...)
	if err != nil {
		return Session{}, fromMSAL(err)
	}
	return a.session(ctx, result, n)
}

// session checks whose tokens came, and forgets them again when they are not for this
// attempt.
func (a *Attempt) session(ctx context.Context, result public.AuthResult, n *notes) (Session, error) {
	claims, err := a.target.check(result.IDToken.RawToken, a.nonce)
	if err != nil {
		_ = a.client.msal.RemoveAccount(ctx, result.Account)
		return Session{}, err
	}
	return sessionOf(result, claims, n), nil
}

func sessionOf(result public.AuthResult, claims idClaims, n *notes) Session {
	session := Session{
		Account:   accountOf(result),
		Token:     secret.New(result.AccessToken),
		ExpiresOn: result.ExpiresOn,
		Unsaved:   problem.From(n.write),
	}
	if claims.AuthTime > 0 && claims.IssuedAt != nil {
		session.ProofAge = max(claims.IssuedAt.Time().Sub(time.Unix(claims.AuthTime, 0)), 1)
	}
	return session
}

// idClaims are what is checked of an id_token (OpenID Connect Core section 3.1.3.7).
type idClaims struct {
	jwt.Claims
	Nonce    string `json:"nonce"`
	TenantID string `json:"tid"`
	AuthTime int64  `json:"auth_time"`
	Username string `json:"preferred_username"`
	Name     string `json:"name"`
	// Methods are how the person proved who they are (RFC 8176); optional.
	Methods []string `json:"amr"`
}

// signatures that an id_token may name; they are not verified, because the token
// came over TLS from the allow-listed host (OpenID Connect Core section 3.1.3.7, 6).
var signatures = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.ES256, jose.ES384}

// readClaims reads an id_token's claims.
func readClaims(raw string) (idClaims, error) {
	var c idClaims
	token, err := jwt.ParseSigned(raw, signatures)
	if err == nil {
		err = token.UnsafeClaimsWithoutVerification(&c)
	}
	return c, err
}

// check refuses an id_token that was not made for this target and nonce; ways in
// without a browser of ours have no nonce.
func (t Target) check(raw string, nonce secret.String) (idClaims, error) {
	c, err := readClaims(raw)
	issuer := "https://" + t.Cloud.AuthorityHost + "/" + c.TenantID + "/"
	switch {
	case err != nil:
		return c, problem.New(problem.Refused, "id-token-unreadable").Because(err)
	case c.Nonce != nonce.Reveal():
		return c, problem.New(problem.Refused, "id-token-wrong-nonce")
	case len(c.Audience) != 1 || !strings.EqualFold(c.Audience[0], t.ClientID):
		return c, problem.New(problem.Refused, "id-token-wrong-audience")
	case c.TenantID == "" || !strings.HasPrefix(c.Issuer, issuer):
		return c, problem.New(problem.Refused, "id-token-wrong-issuer")
	case t.Tenant != "" && !strings.EqualFold(c.TenantID, t.Tenant):
		return c, problem.New(problem.Refused, "id-token-wrong-tenant")
	}
	return c, nil
}
