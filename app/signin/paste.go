package signin

import (
	"context"
	"net/url"
	"slices"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// pasting is an attempt whose browser ends on an address of somebody else, or of nobody,
// which the person pastes.
type pasting struct {
	codeAttempt
	answers chan loopback.Answer
}

func (a attempt) startPasting(ctx context.Context) (Attempt, error) {
	p := &pasting{codeAttempt: codeAttempt{attempt: a}, answers: make(chan loopback.Answer, 1)}
	p.prepare()
	if err := p.authorize(ctx, a.target.RedirectURI); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *pasting) Answers() <-chan loopback.Answer { return p.answers }

func (p *pasting) ForeignHost() string {
	if r := p.target.Redirect; r.Kind == profile.RedirectForeign {
		return r.Host
	}
	return ""
}

func (p *pasting) Paste(text string) error {
	return p.take(text, func(answer loopback.Answer) bool {
		p.answers <- answer
		return true
	})
}

func (p *pasting) Finish(ctx context.Context, answer loopback.Answer) (Session, error) {
	return p.redeem(ctx, answer)
}

func (p *pasting) Close() { p.close() }

// take reads what was pasted and delivers it, once.
func (a *codeAttempt) take(text string, deliver func(loopback.Answer) bool) error {
	answer, err := a.pastedAnswer(text)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed {
		return problem.New(problem.Input, "paste-not-awaited").At("paste")
	}
	if a.pasted || !deliver(answer) {
		return problem.New(problem.Input, "paste-already-used").At("paste")
	}
	a.pasted = true
	return nil
}

// close ends pasting.
func (a *codeAttempt) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.closed = true
}

// pastedAnswer reads what was pasted and checks that it belongs to this attempt. A bare
// code has no state; the code verifier ties it to this attempt all the same.
func (a *codeAttempt) pastedAnswer(text string) (loopback.Answer, error) {
	if code, ok := BareCode(text); ok {
		// Who copies the code alone vouches for the page that it was on.
		return loopback.Answer{Code: secret.New(code), Issuer: a.client.metadata.of(a.target.Tenant).Issuer}, nil
	}
	values, err := PastedValues(text)
	if err != nil {
		return loopback.Answer{}, unusablePaste(text)
	}
	answer, ok := loopback.Parse(values)
	if !ok {
		return loopback.Answer{}, unusablePaste(text)
	}
	if !loopback.HasState(values, a.state) {
		return loopback.Answer{}, a.service.explainState(values)
	}
	return answer, nil
}

// explainState tells an older attempt's address from an edited one.
func (s *Service) explainState(values url.Values) error {
	if state := values["state"]; len(state) == 1 && s.issuedState(state[0]) {
		return problem.New(problem.Input, "paste-other-attempt").At("paste")
	}
	return problem.New(problem.Input, "paste-state-mismatch").At("paste")
}

// mostStates is how many states are remembered.
const mostStates = 200

// rememberState keeps the last states of this process, so that the address of an older
// attempt can be told from an edited one.
func (s *Service) rememberState(state secret.String) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.states) == mostStates {
		s.states = s.states[1:]
	}
	s.states = append(s.states, state.Reveal())
}

func (s *Service) issuedState(state string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Contains(s.states, state)
}
