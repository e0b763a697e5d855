package terminal

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"latchkey/app/credential"
	"latchkey/app/exchange"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/secret"
)

// askForCode prints the address and reads the one where the browser ended.
func (e *Environment) askForCode(ctx context.Context, plan exchange.Plan, next func() (string, error)) (secret.String, error) {
	e.note("open this address and sign in:")
	err := e.print(map[string]string{"address": plan.AuthorizeURL()}, func() { e.line("%s", plan.AuthorizeURL()) })
	if err != nil {
		return secret.String{}, err
	}
	e.note("this is what will be sent, with the values in place of the variables:")
	e.note("%s", plan.Curl(shell()))
	e.note("paste the address where the browser ended (it may show an error page), and press Enter:")
	limited, cancel := context.WithTimeout(ctx, signInLimit)
	defer cancel()
	code, err := e.readCode(limited, plan, next)
	if err != nil && ctx.Err() == nil && limited.Err() != nil {
		return code, problem.New(problem.TimedOut, "signin-timed-out")
	}
	return code, err
}

// clientSecret reads the secret, when there is one, and leaves standard input to the
// address: the next line of it is the secret for "-", unless a person can type it unseen.
func (e *Environment) clientSecret(ctx context.Context, from string) (value secret.String, next func() (string, error), err error) {
	switch {
	case from == "":
		return value, e.lines(), nil
	case from == "-" && e.canAsk():
		value, err = e.askHidden(ctx, "client secret")
		next = e.lines()
	case from == "-":
		var line string
		next = e.lines()
		line, err = inTime(ctx, next)
		if errors.Is(err, io.EOF) {
			err = nil // that nothing came is told below
		}
		value = secret.New(bare(line))
	default:
		value, err = e.secretFrom(ctx, from, "")
		next = e.lines()
	}
	if err == nil {
		err = e.check(credential.Check(credential.Credential{Kind: credential.Secret, Value: value}, time.Time{}))
	}
	return value, next, err
}

// keptSecret is the client secret that credential set has sealed, if it may be sent where
// the plan sends it.
func keptSecret(ctx context.Context, p *program.Program, of profile.Profile, plan exchange.Plan) (secret.String, error) {
	kept, err := p.Credentials.Get(ctx, of.ID, credential.Secret, credential.For(plan.Cloud(), plan.ClientID, ""))
	return kept.Value, err
}

// readCode reads until something pasted fits. An address that came in several lines is
// tried together with those before it; the authority's own refusal ends it.
func (e *Environment) readCode(ctx context.Context, plan exchange.Plan, next func() (string, error)) (secret.String, error) {
	text := ""
	for {
		line, err := inTime(ctx, next)
		if ctx.Err() != nil {
			return secret.String{}, problem.New(problem.Cancelled, "signin-cancelled")
		}
		if err != nil {
			return secret.String{}, problem.New(problem.Cancelled, "paste-ended").Because(err)
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		if strings.ContainsAny(line, "?#") { // another address
			text = ""
		}
		begun := strings.Contains(text, "=") // then a line alone is a piece of it, not a code
		text += strings.TrimSpace(line)
		code, err := plan.Code(text)
		if err != nil && !begun {
			if alone, mended := plan.Code(line); mended == nil {
				return alone, nil
			}
		}
		if err == nil || problem.From(err).Kind != problem.Input {
			return code, err
		}
		e.explain(problem.From(err))
		e.note("paste the address again:")
	}
}
