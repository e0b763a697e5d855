package signin

import (
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// pasteLimit bounds what is looked at of a pasted text.
const pasteLimit = 256 << 10

// Paste takes the address where the browser ended. It accepts a whole address, its
// query or its fragment, form data, and a bare code, in every way that a browser comes
// back. A Problem says what is wrong with it; the attempt goes on waiting and nothing
// is used up.
func (a *Attempt) Paste(text string) error {
	if a.device != nil {
		return problem.New(problem.Input, "paste-not-awaited").At("paste")
	}
	answer, err := a.pastedAnswer(text)
	if err != nil {
		return err
	}
	a.once.Lock()
	defer a.once.Unlock()
	if a.closed {
		return problem.New(problem.Input, "paste-not-awaited").At("paste")
	}
	if a.used || a.listener != nil && !a.listener.Deliver(answer) {
		return problem.New(problem.Input, "paste-already-used").At("paste")
	}
	a.used = true
	if a.listener == nil {
		a.pasted <- answer
	}
	return nil
}

// pastedAnswer reads what was pasted and checks that it belongs to this attempt. A bare
// code has no state; the code verifier ties it to this attempt all the same.
func (a *Attempt) pastedAnswer(text string) (loopback.Answer, error) {
	if code, ok := BareCode(text); ok {
		return loopback.Answer{Code: secret.New(code)}, nil
	}
	values, err := PastedValues(text)
	if err != nil {
		return loopback.Answer{}, unusable(text)
	}
	answer, ok := loopback.Parse(values)
	if !ok {
		return loopback.Answer{}, unusable(text)
	}
	if !loopback.HasState(values, a.state) {
		return loopback.Answer{}, a.strangerState(values)
	}
	return answer, nil
}

// A text without parameters is taken for a code when it begins as Entra's do, with a
// digit and a dot, or is as long as they are: hundreds of characters. Host names,
// ApplicationIDs and client secrets are neither.
const (
	shortestCode = 24
	longCode     = 120
)

var codeBeginning = pattern.Lazy(`^[01]\.[A-Za-z]`)

// BareCode recognises an authorization code that was copied without the address
// around it.
func BareCode(text string) (code string, ok bool) {
	for line := range strings.Lines(strings.Trim(strings.TrimSpace(text), `"'<>`)) {
		line = strings.TrimSpace(line)
		if strings.ContainsFunc(line, unicode.IsSpace) {
			return "", false // words, which a code that was broken over lines has not
		}
		code += line
	}
	code = strings.TrimPrefix(code, "code=")
	if len(code) < shortestCode || len(code) > pasteLimit || cloud.IsGUID(code) {
		return "", false
	}
	if len(code) < longCode && !codeBeginning().MatchString(code) {
		return "", false
	}
	return code, !strings.ContainsFunc(code, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~!*", r))
	})
}

// strangerState tells an older attempt's address from an edited one.
func (a *Attempt) strangerState(values url.Values) error {
	if s := values["state"]; len(s) == 1 && a.service.knows(s[0]) {
		return problem.New(problem.Input, "paste-other-attempt").At("paste")
	}
	return problem.New(problem.Input, "paste-state-mismatch").At("paste")
}

// PastedValues finds the answer's parameters in what was pasted.
func PastedValues(text string) (url.Values, error) {
	text = strings.Trim(strings.TrimSpace(text), `"'<>`)
	if text == "" {
		return nil, problem.New(problem.Input, "paste-empty").At("paste")
	}
	if len(text) > pasteLimit {
		return nil, problem.New(problem.Input, "paste-no-code").At("paste")
	}
	// A mail program or terminal may have broken the address over lines, and a page's
	// source has &amp;.
	text = html.UnescapeString(strings.Join(strings.Fields(text), ""))
	query := text
	if before, after, found := strings.Cut(text, "?"); found && !strings.Contains(before, "=") {
		query = after
	} else if _, after, found := strings.Cut(text, "#"); found {
		query = after
	}
	query, fragment, _ := strings.Cut(query, "#")
	values, err := url.ParseQuery(strings.TrimLeft(query, "?#"))
	if err != nil {
		return nil, problem.New(problem.Input, "paste-no-code").At("paste")
	}
	if len(values["code"])+len(values["error"]) == 0 {
		if more, err := url.ParseQuery(fragment); err == nil && fragment != "" {
			return more, nil
		}
	}
	return values, nil
}

// unusable explains what was pasted instead of an address: nothing, or what an error
// page of the identity provider says.
func unusable(text string) *problem.Problem {
	if strings.TrimSpace(text) == "" {
		return problem.New(problem.Input, "paste-empty").At("paste")
	}
	if p := problem.Explain(text)[0]; strings.HasPrefix(p.Code, "AADSTS") {
		return p
	}
	return problem.New(problem.Input, "paste-no-code").At("paste")
}

// mostIssued is how many states are remembered.
const mostIssued = 200

// remember keeps the last states of this process, so that the address of an older
// attempt can be told from an edited one.
func (s *Service) remember(state secret.String) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.issued) == mostIssued {
		s.issued = s.issued[1:]
	}
	s.issued = append(s.issued, state.Reveal())
}

func (s *Service) knows(state string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Contains(s.issued, state)
}
