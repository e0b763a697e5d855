package connection

import (
	"log/slog"

	"github.com/google/uuid"

	"latchkey/app/problem"
	"latchkey/app/signin"
)

// The messages of the log about a try in a browser, and what the second says of how it
// ended when nothing came back: Entra's own error page is seen by the person alone.
const (
	BegunMessage = "sign-in begun"
	EndedMessage = "sign-in ended"
	NoAnswer     = "no answer came back from the browser"
)

// trace notes one try in the log.
type trace struct{ log *slog.Logger }

// trace begins one. Nothing secret is in it: neither the address nor who signs in.
func (s *Service) trace(a signin.Attempt, o Options) trace {
	if s.Log == nil {
		return trace{slog.New(slog.DiscardHandler)}
	}
	log := s.Log
	if uuid.Validate(o.Owner) == nil { // a draft has no ID yet
		log = log.With("profile", o.Owner)
	}
	log.Info(BegunMessage, "flow", string(a.Flow()))
	return trace{log}
}

// ended notes how it ended.
func (t trace) ended(answered bool, next signin.Flow, err error) {
	switch p := problem.From(err); {
	case next != "":
		t.log.Info(EndedMessage, "how", "another flow was chosen", "next", string(next))
	case p == nil:
		t.log.Info(EndedMessage, "how", "signed in")
	case answered:
		t.log.Info(EndedMessage, "how", "the answer was no sign-in", "problem", p.Code)
	default:
		t.log.Info(EndedMessage, "how", NoAnswer, "problem", p.Code)
	}
}
