package signin

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"

	"latchkey/app/problem"
	"latchkey/app/signin/loopback"
)

// codeNoToken marks MSAL's "no token found", which is no failure.
const codeNoToken = "no-token"

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
	case strings.Contains(err.Error(), "issuer") && strings.Contains(err.Error(), "does not match"):
		return problem.New(problem.Refused, "authority-wrong-issuer").Because(err)
	case errors.As(err, &broken):
		return problem.New(problem.Network, "answer-not-json")
	case errors.Is(err, context.Canceled):
		return problem.New(problem.Cancelled, "signin-cancelled")
	case errors.Is(err, context.DeadlineExceeded):
		return problem.New(problem.Network, "network-timed-out").Because(err)
	case strings.Contains(err.Error(), "no token found"):
		return problem.New(problem.SignInNeeded, codeNoToken)
	}
	return problem.FromMSALText(err.Error())
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
