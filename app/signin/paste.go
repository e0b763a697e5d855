package signin

import (
	"html"
	"net/url"
	"strings"

	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// pasteLimit bounds what is looked at of a pasted text.
const pasteLimit = 256 << 10

// Paste takes the address where the browser ended. It accepts a whole address,
// its query or its fragment. A Problem says what is wrong with it; the attempt
// goes on waiting and nothing is used up.
func (a *Attempt) Paste(text string) error {
	values, err := pastedValues(text)
	if err != nil {
		return err
	}
	answer, ok := loopback.Parse(values)
	if !ok {
		return problem.New(problem.Input, "paste-no-code").At("paste")
	}
	if !loopback.HasState(values, a.state) {
		return a.strangerState(values)
	}
	a.once.Lock()
	defer a.once.Unlock()
	if a.used {
		return problem.New(problem.Input, "paste-already-used").At("paste")
	}
	if a.listener != nil {
		return problem.New(problem.Input, "paste-not-awaited").At("paste")
	}
	a.used = true
	a.pasted <- answer
	return nil
}

// strangerState tells an older attempt's address from an edited one.
func (a *Attempt) strangerState(values url.Values) error {
	if s := values["state"]; len(s) == 1 && a.service.knows(s[0]) {
		return problem.New(problem.Input, "paste-other-attempt").At("paste")
	}
	return problem.New(problem.Input, "paste-state-mismatch").At("paste")
}

// pastedValues finds the answer's parameters in what was pasted.
func pastedValues(text string) (url.Values, error) {
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

// remember keeps the states of this process, so that the address of an older
// attempt can be told from an edited one.
func (s *Service) remember(state secret.String) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.issued[state.Reveal()] = true
}

func (s *Service) knows(state string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.issued[state]
}
