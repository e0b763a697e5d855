package signin

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"latchkey/app/problem"
	"latchkey/app/signin/loopback"
)

// listening is an attempt whose browser comes back to a listener of ours. A person whose
// browser cannot may paste all the same.
type listening struct {
	codeAttempt
	listener    *loopback.Listener
	httpsForced chan struct{}
}

// bind listens at the redirect URI.
func (a attempt) bind() (*listening, error) {
	redirect := a.target.Redirect.URL
	if port := redirect.Port(); port != "" {
		a.service.releasePort(port)
	}
	l := &listening{codeAttempt: codeAttempt{attempt: a}, httpsForced: make(chan struct{})}
	l.prepare()
	var err error
	l.listener, err = loopback.Listen(loopback.Options{
		Redirect:   redirect,
		State:      l.state,
		OnRejected: l.logRejected(),
		OnTLS:      sync.OnceFunc(func() { close(l.httpsForced) }),
	})
	return l, err
}

func (l *listening) start(ctx context.Context) (Attempt, error) {
	if err := l.authorize(ctx, l.listener.RedirectURI()); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// manyRejected is after how many requests that were not the answer a warning is logged.
const manyRejected = 20

// logRejected logs the first requests that were turned away, and then that there are many:
// a flood must not wash the log out.
func (l *listening) logRejected() func(reason string) {
	var seen atomic.Int64
	log := l.service.options.Log
	return func(reason string) {
		switch n := seen.Add(1); {
		case n < manyRejected:
			log.Info("listener turned a request away", "reason", reason)
		case n == manyRejected:
			log.Warn("many requests reached the listener that do not belong to this sign-in; it goes on waiting")
		}
	}
}

func (l *listening) Answers() <-chan loopback.Answer { return l.listener.Answers() }
func (l *listening) HTTPSForced() <-chan struct{}    { return l.httpsForced }
func (l *listening) RejectedRequests() int           { return l.listener.Rejected() }

func (l *listening) Paste(text string) error { return l.take(text, l.listener.Deliver) }

func (l *listening) Finish(ctx context.Context, answer loopback.Answer) (Session, error) {
	session, err := l.redeem(ctx, answer)
	l.listener.Finish(browserOutcome(session, err))
	return session, err
}

func (l *listening) Close() {
	l.close()
	l.listener.Close()
	if !l.listener.Ended() {
		l.service.keepAnswering(l.listener)
	}
}

// browserOutcome is what the browser page says.
func browserOutcome(s Session, err error) loopback.Outcome {
	if err == nil {
		return loopback.Outcome{OK: true, Title: "You can go back to Latchkey", Text: "Signed in as " + s.Account.Username + ". You can close this page."}
	}
	words := problem.From(err).Words()
	return loopback.Outcome{Title: words.Title, Text: words.What + " Go back to Latchkey to see what to do."}
}

// Close ends what earlier attempts left running; browsers get the reply they wait for.
func (s *Service) Close() {
	s.mu.Lock()
	left := s.answering
	s.answering = nil
	s.mu.Unlock()
	for _, l := range left {
		l.End()
	}
}

// releasePort ends the listeners of earlier attempts on a port that is needed again.
func (s *Service) releasePort(port string) {
	s.mu.Lock()
	var held []*loopback.Listener
	s.answering = slices.DeleteFunc(s.answering, func(l *loopback.Listener) bool {
		if l.Port() == port {
			held = append(held, l)
			return true
		}
		return false
	})
	s.mu.Unlock()
	for _, l := range held {
		l.End()
	}
}

// keepAnswering keeps a closed listener until it has ended by itself, or by Close.
func (s *Service) keepAnswering(l *loopback.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answering = append(slices.DeleteFunc(s.answering, (*loopback.Listener).Ended), l)
}
