package signin

import (
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

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

// clockLeeway is how far this computer's clock may be ahead of the identity provider's.
const clockLeeway = 5 * time.Minute

// readClaims reads an id_token's claims.
func readClaims(raw string) (idClaims, error) {
	var c idClaims
	token, err := jwt.ParseSigned(raw, signatures)
	if err == nil {
		err = token.UnsafeClaimsWithoutVerification(&c)
	}
	return c, err
}

// checkIDToken refuses an id_token that was not made for this target and nonce; flows
// without a browser of ours have no nonce.
func (t Target) checkIDToken(raw string, nonce secret.String, now time.Time) (idClaims, error) {
	c, err := t.checkClaims(raw, now)
	if err == nil && c.Nonce != nonce.Reveal() {
		return c, problem.New(problem.Refused, "id-token-wrong-nonce")
	}
	return c, err
}

// checkClaims refuses an id_token that is not this target's, or of the past.
func (t Target) checkClaims(raw string, now time.Time) (idClaims, error) {
	c, err := readClaims(raw)
	switch {
	case err != nil:
		return c, problem.New(problem.Refused, "id-token-unreadable").Because(err)
	case len(c.Audience) != 1 || !strings.EqualFold(c.Audience[0], t.ClientID):
		return c, problem.New(problem.Refused, "id-token-wrong-audience")
	case !t.isIssuedBy(c):
		return c, problem.New(problem.Refused, "id-token-wrong-issuer")
	case !t.isOfTenant(c):
		return c, problem.New(problem.Refused, "id-token-wrong-tenant")
	case c.Expiry == nil || now.After(c.Expiry.Time().Add(clockLeeway)):
		return c, problem.New(problem.Refused, "id-token-expired")
	}
	return c, nil
}

// isIssuedBy reports whether the issuer is the target's authority. Entra's names the tenant in
// it; that of a custom cloud's authority is what its metadata says (OpenID Connect Core
// section 3.1.3.7, 2).
func (t Target) isIssuedBy(c idClaims) bool {
	entra := "https://" + t.Cloud.AuthorityHost + "/" + c.TenantID + "/"
	return t.isForeign(c) || c.TenantID != "" && strings.HasPrefix(c.Issuer, entra)
}

// isForeign reports an id_token of a custom cloud's authority, which need not be Entra.
func (t Target) isForeign(c idClaims) bool { return t.issuer != "" && c.Issuer == t.issuer }

// isOfTenant reports whether the id_token is of the tenant that was asked. The claim tid is
// Entra's own: where there is none, the tenant's issuer has said enough, and a name can't
// be compared with it.
func (t Target) isOfTenant(c idClaims) bool {
	if t.Tenant == "" || strings.EqualFold(c.TenantID, t.Tenant) {
		return true
	}
	return t.isForeign(c) && (c.TenantID == "" || !cloud.IsGUID(t.Tenant))
}

// checkRefreshed refuses what came with a refreshed token when it is not of the session
// that was refreshed. There need not be an id_token, and it need not repeat the nonce of
// the first one (OpenID Connect Core section 12.2). cached is what was known before.
func (t Target) checkRefreshed(result public.AuthResult, cached tables, now time.Time) error {
	if result.IDToken.RawToken == "" {
		return nil
	}
	c, err := t.ForTenant(t.silentTenant()).checkClaims(result.IDToken.RawToken, now)
	if err != nil {
		return err
	}
	original, known := cached.idClaims(t)
	switch {
	case known && original.Nonce != "" && c.Nonce != "" && c.Nonce != original.Nonce:
		return problem.New(problem.Refused, "id-token-wrong-nonce")
	case known && c.Subject != original.Subject, result.Account.HomeAccountID != t.HomeAccountID:
		return problem.New(problem.Refused, "id-token-wrong-subject")
	}
	return nil
}
