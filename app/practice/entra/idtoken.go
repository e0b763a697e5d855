package entra

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Identity tokens that come straight from the authorization endpoint (OpenID Connect Core
// sections 3.2 and 3.3), for registrations whose switch "ID tokens" is on. Old links for
// an administrator's consent ask for one.

// responseTypes are the words that may be asked for; a plain access token is not among
// them.
var responseTypes = []string{"code", "id_token", "code id_token", "id_token code"}

// wantsIDToken and wantsCode say what a response type asks for; "" is a code.
func wantsIDToken(kind string) bool { return strings.Contains(kind, "id_token") }

func wantsCode(kind string) bool { return kind == "" || strings.Contains(kind, "code") }

// checkIDToken is what has to be right when an identity token is asked for.
func checkIDToken(p aadsts.Params, mustHaveNonce bool) *aadsts.Refusal {
	switch {
	case !wantsIDToken(p["response_type"]):
		return nil
	case p["response_mode"] == "query":
		return aadsts.Refuse("invalid_request", 70007, "'query' is not a supported value of 'response_mode' when requesting a token.")
	case mustHaveNonce:
		return p.CheckPresent("nonce")
	}
	return nil
}

// result is what a sign-in that went well answers.
func (v *visit) result(a account) answer {
	if endsWithConsent(v.request) {
		return answer{}
	}
	out := answer{"session_state": v.l.fresh(12)}
	if wantsCode(v.Type) {
		out["code"] = newCode(v.l, v.request, a)
	}
	if !wantsIDToken(v.Type) {
		return out
	}
	got := issued{
		tenant: v.tenant(), user: v.l.user(a.User), app: v.l.app(v.Client), nonce: v.Nonce, at: a.At, mfa: a.in(v.tenant()),
		v1: v.AdminConsent == adminConsentOld, grant: grant{openID: []string{"openid", "profile"}},
	}
	stamp(v.l, &got)
	b := bases(v.r.Context(), v.r.Host)
	c := v.s.issuer.idClaims(b, got)
	if code := out["code"]; code != "" {
		sum := sha256.Sum256([]byte(code))
		c.CodeHash = base64.RawURLEncoding.EncodeToString(sum[:len(sum)/2])
	}
	token, err := v.s.issuer.signed(c)
	if err != nil {
		v.l.log.Error("practice tenant: token", "error", err)
		return answerOf(v.incident(aadsts.Refuse("server_error", 90033, "A transient error has occurred. Please try again.")), b)
	}
	out["id_token"] = token
	return out
}
