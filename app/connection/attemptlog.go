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

// attemptLog notes how one attempt went. Nothing secret is in it: neither the address nor
// who signs in.
type attemptLog struct{ log *slog.Logger }

func (s *Service) logAttempt(a signin.Attempt, o Options) attemptLog {
	if s.Log == nil {
		return attemptLog{slog.New(slog.DiscardHandler)}
	}
	log := s.Log
	if uuid.Validate(o.Owner) == nil { // a draft has no ID yet
		log = log.With("profile", o.Owner)
	}
	log.Info(BegunMessage, "flow", string(a.Flow()))
	return attemptLog{log}
}

// ended notes how it ended.
func (l attemptLog) ended(answered bool, next signin.Flow, err error) {
	switch p := problem.From(err); {
	case next != "":
		l.log.Info(EndedMessage, "how", "another flow was chosen", "next", string(next))
	case p == nil:
		l.log.Info(EndedMessage, "how", "signed in")
	case answered:
		l.log.Info(EndedMessage, "how", "the answer was no sign-in", "problem", p.Code)
	default:
		l.log.Info(EndedMessage, "how", NoAnswer, "problem", p.Code)
	}
}
