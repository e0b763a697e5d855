package api

import "latchkey/app/problem"

// Guides explains.
type Guides struct{}

// Explain finds the problems that a text is about: a code, an error message or a
// whole page copied from the browser. An empty list means that there was no error in it.
func (*Guides) Explain(text string) ([]*problem.Problem, error) {
	found := problem.Explain(text)
	if found == nil {
		found = []*problem.Problem{}
	}
	return found, nil
}
