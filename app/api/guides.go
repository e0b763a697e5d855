package api

import "latchkey/app/problem"

// Guides explains.
type Guides struct{}

// Explain finds the problems that a text is about: a code, an error message or a
// whole page copied from the browser. A text without an error in it gives
// the one problem "nothing-to-explain".
func (*Guides) Explain(text string) ([]*problem.Problem, error) {
	found := problem.Explain(text)
	if found == nil {
		found = []*problem.Problem{}
	}
	return found, nil
}
