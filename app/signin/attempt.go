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
	Silent     Way = "silent"      // no browser was needed
	Browser    Way = "browser"     // our listener takes the answer
	Paste      Way = "paste"       // the user pastes the address where the browser ended
	DeviceCode Way = "device-code" // the user types a code on a page of any browser
)

// Request says what an attempt asks for.
type Request struct {
	Resource string
	// Always asks the identity provider to prompt again, whatever it remembers.
	Always bool
	// Claims is a claims challenge to pass on (OpenID Connect Core section 5.5).
	Claims string
	// Rung is the step of the ladder to take; "" is the one that the target's method and
	// redirect URI ask for.
	Rung Rung
}

// Attempt is one interactive sign-in, from the address to open to the session.
// Close it whatever happens.
type Attempt struct {
	service *Service
	client  *client
	target  Target
	request Request

	way      Way
	rung     Rung
	fell     *problem.Problem
	foreign  string
	address  string
	redirect string // as sent, with the real port
	state    secret.String
	nonce    secret.String
	verifier secret.String

	listener *loopback.Listener
	device   *device
	pasted   chan loopback.Answer
	gaveUp   chan error
	next     chan Rung
	insists  chan struct{} // the browser came with TLS
	once     sync.Mutex
	used     bool
	closed   bool
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
// when the browser is to come back by itself, and makes the address to open or, for a
// device code, asks for the code.
func (s *Service) Start(ctx context.Context, t Target, r Request) (*Attempt, error) {
	rung, err := t.rung(r.Rung)
	if err != nil {
		return nil, err
	}
	c, err := s.client(t)
	if err != nil {
		return nil, err
	}
	a := &Attempt{
		service: s, client: c, target: t, request: r, redirect: t.RedirectURI, rung: rung, way: rung.way(),
		state: s.random(), nonce: s.random(), verifier: s.random(),
		pasted: make(chan loopback.Answer, 1), gaveUp: make(chan error, 1),
		next: make(chan Rung, 1), insists: make(chan struct{}),
	}
	if rung == RungDeviceCode {
		return a, a.startDevice(ctx)
	}
	redirect := profile.ParseRedirect(t.RedirectURI)
	if redirect.Kind == profile.Foreign {
		a.foreign = redirect.Host
	}
	if a.way == Browser {
		if err := a.listen(redirect.URL); err != nil {
			return nil, err
		}
	}
	if a.address, err = a.authorizeURL(ctx); err != nil {
		a.Close()
		return nil, err
	}
	s.remember(a.state)
	return a, nil
}

// listen waits at the redirect URI. Where that can't be done, the user pastes the
// address, unless the profile wants nothing but the browser.
func (a *Attempt) listen(redirect *url.URL) error {
	if port := redirect.Port(); port != "" {
		a.service.free(port)
	}
	l, err := loopback.Listen(loopback.Options{
		Redirect: redirect,
		State:    a.state,
		OnStray:  a.stray(),
		OnTLS:    sync.OnceFunc(func() { close(a.insists) }),
	})
	if err != nil && a.target.Method != profile.Auto {
		return err
	}
	if err != nil {
		a.rung, a.way, a.fell = RungPaste, Paste, problem.From(err)
		a.fell.Warning = true
		return nil
	}
	a.listener, a.redirect = l, l.RedirectURI()
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

// Rung says on which step of the ladder the attempt stands.
func (a *Attempt) Rung() Rung { return a.rung }

// Fell says why the attempt does not stand on the step that its target asks for, or nil.
func (a *Attempt) Fell() *problem.Problem { return a.fell }

// Insists is closed when the browser came with https to the http address of the
// redirect URI: it remembers such a rule for localhost, and will never arrive.
func (a *Attempt) Insists() <-chan struct{} { return a.insists }

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
	if a.device != nil {
		return a.device.outcome()
	}
	session, err := a.redeem(ctx, answer)
	if a.listener != nil {
		a.listener.Finish(outcome(session, err))
	}
	return session, err
}

// Close ends the attempt. Its port is free at once or, after an answer, two seconds
// later, or when the service is closed.
func (a *Attempt) Close() {
	a.once.Lock()
	a.closed = true
	a.once.Unlock()
	if a.device != nil {
		a.device.stop()
	}
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
