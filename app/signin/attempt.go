package signin

import (
	"context"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// Way is how a sign-in comes back from the browser.
type Way string

// The ways back.
const (
	Silent  Way = "silent"  // no browser was needed
	Browser Way = "browser" // our listener takes the answer
	Paste   Way = "paste"   // the user pastes the address where the browser ended
)

// Request says what an attempt asks for.
type Request struct {
	Resource string
	// Always asks the identity provider to prompt again, whatever it remembers.
	Always bool
}

// Attempt is one interactive sign-in, from the address to open to the session.
// Close it whatever happens.
type Attempt struct {
	service *Service
	client  *client
	target  Target
	request Request

	way      Way
	foreign  string
	address  string
	redirect string // as sent, with the real port
	state    secret.String
	nonce    secret.String
	verifier secret.String

	listener *loopback.Listener
	pasted   chan loopback.Answer
	gaveUp   chan error
	once     sync.Mutex
	used     bool
}

// Session is a finished sign-in.
type Session struct {
	Account   Account
	Token     secret.String // for the requested resource
	ExpiresOn time.Time
	// ProofAge is how long before the token the person had proved who they are; 0 when
	// the token does not say (auth_time is an optional claim).
	ProofAge time.Duration
	// Unsaved says why the session is in memory only; nil when it is kept.
	Unsaved *problem.Problem
}

// Start prepares an attempt: it fetches the tenant's metadata, binds the listener
// when the redirect URI is a loopback address, and makes the address to open.
func (s *Service) Start(ctx context.Context, t Target, r Request) (*Attempt, error) {
	redirect := profile.ParseRedirect(t.RedirectURI)
	if redirect.Kind == "invalid" {
		return nil, problem.New(problem.Input, "redirect-uri-invalid").At("redirectUri")
	}
	c, err := s.client(t)
	if err != nil {
		return nil, err
	}
	a := &Attempt{
		service: s, client: c, target: t, request: r, redirect: t.RedirectURI,
		state: s.random(), nonce: s.random(), verifier: s.random(),
		pasted: make(chan loopback.Answer, 1), gaveUp: make(chan error, 1), way: Paste,
	}
	if redirect.Kind == "foreign" {
		a.foreign = redirect.Host
	}
	if redirect.Kind == "loopback" && t.Method != profile.Paste {
		if err := a.listen(redirect.URL); err != nil {
			return nil, err
		}
	} else if t.Method == profile.Browser {
		return nil, problem.New(problem.Input, "method-needs-loopback").At("redirectUri")
	}
	if a.address, err = a.authorizeURL(ctx); err != nil {
		a.Close()
		return nil, err
	}
	s.remember(a.state)
	return a, nil
}

func (a *Attempt) listen(redirect *url.URL) error {
	l, err := loopback.Listen(loopback.Options{
		Redirect: redirect,
		State:    a.state,
		OnStray:  a.stray(),
	})
	if err != nil {
		return err
	}
	a.listener, a.redirect, a.way = l, l.RedirectURI(), Browser
	return nil
}

// manyStrays is after how many requests that were not the answer the user is told.
const manyStrays = 20

// stray logs the first requests that were turned away, and then that there are many: a
// flood must not wash the log out.
func (a *Attempt) stray() func(reason string) {
	var seen atomic.Int64
	return func(reason string) {
		switch n := seen.Add(1); {
		case n < manyStrays:
			a.service.Log.Info("listener turned a request away", "reason", reason)
		case n == manyStrays:
			a.service.Log.Warn("many requests reached the listener that do not belong to this sign-in; it goes on waiting")
		}
	}
}

// Address is what to open in the browser. It carries no secret: state and nonce
// protect only against forged answers, the code challenge is a hash.
func (a *Attempt) Address() string { return a.address }

// Way says how the answer comes back.
func (a *Attempt) Way() Way { return a.way }

// ForeignHost names the server that will see the code in its log, or "".
func (a *Attempt) ForeignHost() string { return a.foreign }

// Strays counts requests to the listener that were not the answer.
func (a *Attempt) Strays() int {
	if a.listener == nil {
		return 0
	}
	return a.listener.Strays()
}

// Open opens the system browser at the address. A Problem "browser-not-opened"
// stops nothing: the address can be copied.
func (a *Attempt) Open(ctx context.Context) error {
	if err := a.service.OpenURL(ctx, a.address); err != nil {
		return problem.New(problem.Internal, "browser-not-opened").Because(err)
	}
	return nil
}

// Answers delivers the one answer, from the browser or from Paste.
func (a *Attempt) Answers() <-chan loopback.Answer {
	if a.listener != nil {
		return a.listener.Answers()
	}
	return a.pasted
}

// Abandon says that no answer will come, and why.
func (a *Attempt) Abandon(why error) {
	select {
	case a.gaveUp <- why:
	default:
	}
}

// Abandoned delivers why no answer will come.
func (a *Attempt) Abandoned() <-chan error { return a.gaveUp }

// Finish redeems the answer and tells the waiting browser how it ended.
func (a *Attempt) Finish(ctx context.Context, answer loopback.Answer) (Session, error) {
	session, err := a.redeem(ctx, answer)
	if a.listener != nil {
		a.listener.Finish(outcome(session, err))
	}
	return session, err
}

// Close ends the attempt. Its port is free at once or, after an answer, two seconds
// later, or when the service is closed.
func (a *Attempt) Close() {
	if a.listener == nil {
		return
	}
	a.listener.Close()
	if !a.listener.Ended() {
		a.service.linger(a.listener)
	}
}

// outcome is what the browser page says.
func outcome(s Session, err error) loopback.Outcome {
	if err == nil {
		return loopback.Outcome{OK: true, Title: "You can go back to Latchkey", Text: "Signed in as " + s.Account.Username + ". You can close this page."}
	}
	words := problem.From(err).Words()
	return loopback.Outcome{Title: words.Title, Text: words.What + " Go back to Latchkey to see what to do."}
}
