package exchange

import (
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/signin"
	"latchkey/app/signin/loopback"
)

// Code finds the code in what was pasted: the whole address where the browser ended,
// its query or fragment, the fields of a posted form, or the code alone. Everything but
// a code alone must carry the plan's state, which the authority puts behind the code:
// an address that lost it was cut or is another sign-in's.
//
// The error is a *problem.Problem: of kind Input when another paste can mend it, else
// the authority's own refusal (RFC 6749 section 4.1.2.1), explained.
func (p Plan) Code(text string) (secret.String, error) {
	if code, ok := signin.BareCode(text); ok {
		return secret.New(code), nil
	}
	values, err := signin.PastedValues(text)
	if err != nil {
		return secret.String{}, err
	}
	answer, ok := loopback.Parse(values)
	switch {
	case !ok:
		return secret.String{}, wrong("paste-no-code")
	case !loopback.HasState(values, p.State):
		return secret.String{}, wrong("paste-state-mismatch")
	case answer.Error != "":
		return secret.String{}, signin.Refusal(answer)
	}
	return answer.Code, nil
}

func wrong(code string) *problem.Problem { return problem.New(problem.Input, code).At("paste") }
