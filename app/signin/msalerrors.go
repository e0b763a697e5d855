package signin

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/problem"
	"latchkey/app/signin/loopback"
)

// msalVersion is the version whose texts stand here. A test holds it to go.mod: after an
// update, look whether they are still the same.
const msalVersion = "v1.10.1"

// msalText is a part of an error of MSAL's that has no type.
type msalText string

// What MSAL says, and where.
const (
	textNoToken      msalText = "no token found"                    // apps/internal/base/base.go, AcquireTokenSilent
	textWrongIssuer  msalText = "TenantDiscoveryResponse: issuer '" // .../oauth/ops/authority, ValidateIssuerMatchesAuthority
	textDeclined     msalText = "declined scopes are present: "     // apps/internal/base/base.go, NewAuthResult
	textFederated    msalText = "problem getting mex doc"           // .../oauth/oauth.go, UsernamePassword
	textUnknownRealm msalText = "problem getting user realm"        // the same
	textUnknownType  msalText = "unknown account type"              // the same
)

// msalTextIn reports whether an error of MSAL's says one of the texts.
func msalTextIn(err error, texts ...msalText) bool {
	return slices.ContainsFunc(texts, func(t msalText) bool { return strings.Contains(err.Error(), string(t)) })
}

// answerLimit bounds how much of an error answer is read.
const answerLimit = 1 << 20

// fromMSAL turns an error of MSAL's into a problem. MSAL's own text can carry
// codes, verifiers and tokens, so nothing of it is shown unredacted, and a CallErr
// is never printed verbosely.
func fromMSAL(err error) *problem.Problem {
	var p *problem.Problem
	if errors.As(err, &p) {
		return p
	}
	var call msalerrors.CallErr
	if errors.As(err, &call) && call.Resp != nil {
		body, _ := io.ReadAll(io.LimitReader(call.Resp.Body, answerLimit))
		if len(body) > 0 {
			return problem.FromOAuth(body, call.Resp.StatusCode)
		}
	}
	var broken msalerrors.InvalidJsonErr
	switch {
	case msalTextIn(err, textWrongIssuer):
		return problem.New(problem.Refused, "authority-wrong-issuer").Because(err)
	case errors.As(err, &broken):
		return problem.New(problem.Network, "answer-not-json")
	case errors.Is(err, context.Canceled):
		return problem.New(problem.Cancelled, "signin-cancelled")
	case errors.Is(err, context.DeadlineExceeded):
		return problem.New(problem.Network, "network-timed-out").Because(err)
	case msalTextIn(err, textDeclined):
		_, scopes, _ := strings.Cut(err.Error(), string(textDeclined))
		return problem.New(problem.Refused, "scopes-declined").With("scope", strings.ReplaceAll(scopes, ",", " "))
	case msalTextIn(err, textNoToken):
		return problem.New(problem.SignInNeeded, "signin-needed")
	}
	return problem.FromMSALText(err.Error())
}

// forgetDeclined forgets the tokens of a sign-in that was granted less than it asked for, which
// is an authority's right (RFC 6749 section 3.3): MSAL keeps them before it refuses them, and
// nobody could sign out of them.
func (c *client) forgetDeclined(ctx context.Context, err error, n *notes) {
	if msalTextIn(err, textDeclined) {
		c.refuse(ctx, public.AuthResult{}, n)
	}
}

// Refusal turns the identity provider's error redirect (RFC 6749 section 4.1.2.1)
// into a problem.
func Refusal(a loopback.Answer) *problem.Problem {
	body, err := json.Marshal(map[string]string{"error": a.Error, "error_description": a.Description})
	if err != nil {
		return problem.New(problem.Refused, "refused").Because(err)
	}
	return problem.FromOAuth(body, 0)
}
