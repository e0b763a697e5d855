package signin

import (
	"context"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// Request says what an attempt asks for.
type Request struct {
	Resource string
	// Always asks the identity provider to prompt again, whatever it remembers.
	Always bool
	// Claims is a claims challenge to pass on (OpenID Connect Core section 5.5).
	Claims string
	// Flow is the one to take; "" is the one that the target's method and redirect URI
	// ask for.
	Flow Flow
}

// Attempt is one interactive sign-in, from the address to open to the session: by a
// listener, by pasting or by a device code. Close it whatever happens.
type Attempt interface {
	// Flow says how the answer comes back.
	Flow() Flow
	// Fallback says why that is not the flow which the target asks for, or not the browser,
	// or nil.
	Fallback() *problem.Problem
	// Address is what to open in the browser. It carries no secret: state and nonce
	// protect only against forged answers, the code challenge is a hash.
	Address() string
	// Open opens the system browser at the address. A Problem "browser-not-opened"
	// stops nothing: the address can be copied.
	Open(ctx context.Context) error

	// Answers delivers the one answer, from the browser or from Paste.
	Answers() <-chan loopback.Answer
	// Paste takes the address where the browser ended. It accepts a whole address, its
	// query or its fragment, form data, and a bare code, in every way that a browser comes
	// back. A Problem says what is wrong with it; the attempt goes on waiting and nothing
	// is used up.
	Paste(text string) error
	// Finish redeems the answer and shows the waiting browser how it ended.
	Finish(ctx context.Context, answer loopback.Answer) (Session, error)
	// Close ends the attempt. Its port is free at once or, after an answer, two seconds
	// later, or when the service is closed.
	Close()

	// Abandon says that no answer will come, and why; Abandoned delivers it.
	Abandon(why error)
	Abandoned() <-chan error
	// SwitchTo asks for another flow; Switched delivers it. Whoever awaits the attempt ends
	// it and starts the next. A Problem says that the redirect URI does not allow that flow.
	SwitchTo(f Flow) error
	Switched() <-chan Flow

	// Redirect is where the browser ends, unless the flow is FlowDeviceCode.
	Redirect() profile.Redirect
	// ForeignHost names the server that will see the code in its log, or "".
	ForeignHost() string
	// HTTPSForced is closed when the browser came with https to the http address of the
	// redirect URI: it remembers such a rule for localhost, and will never arrive.
	HTTPSForced() <-chan struct{}
	// RejectedRequests counts requests to the listener that were not the answer.
	RejectedRequests() int
	// Device is the code to show; nil unless the flow is FlowDeviceCode.
	Device() *Device
}

// Session is a finished sign-in.
type Session struct {
	Account   Account
	Token     secret.String // for the requested resource
	ExpiresOn time.Time
	// ProofAge is how long before the token the person had proved who they are; 0 when
	// the token does not say (auth_time is an optional claim, which is asked for).
	ProofAge time.Duration
	// Unsaved says why the session is in memory only; nil when it is kept.
	Unsaved *problem.Problem
}

func (t Target) sessionOf(result public.AuthResult, claims idClaims, n *notes, now time.Time) Session {
	return Session{
		Account:   t.accountOf(result),
		Token:     secret.New(result.AccessToken),
		ExpiresOn: result.ExpiresOn,
		Unsaved:   problem.From(n.write),
		ProofAge:  claims.proofAge(now),
	}
}

// Start prepares an attempt: it fetches the tenant's metadata, binds the listener
// when the browser is to come back by itself, and makes the address to open or, for a
// device code, asks for the code.
func (s *Service) Start(ctx context.Context, t Target, r Request) (Attempt, error) {
	flow, err := t.chooseFlow(r.Flow)
	if err != nil {
		return nil, err
	}
	c, err := s.client(t)
	if err != nil {
		return nil, err
	}
	a := attempt{
		service: s, client: c, target: t, request: r, flow: flow,
		gaveUp: make(chan error, 1), next: make(chan Flow, 1),
	}
	if r.Flow == "" && t.Method == profile.Auto {
		a.fallback = t.Redirect.CodeUnseen()
	}
	switch {
	case flow == FlowDeviceCode:
		return a.startDevice(ctx)
	case flow.Listens():
		listening, err := a.bind()
		if err == nil {
			return listening.start(ctx)
		}
		if t.Method != profile.Auto { // nothing but the browser is wanted
			return nil, err
		}
		a.flow, a.fallback = FlowPaste, problem.From(err)
		a.fallback.Warning = true
	}
	return a.startPasting(ctx)
}

// attempt is what all have in common.
type attempt struct {
	service  *Service
	client   *client
	target   Target
	request  Request
	flow     Flow
	fallback *problem.Problem
	address  string

	gaveUp chan error
	next   chan Flow
}

func (a *attempt) Flow() Flow                   { return a.flow }
func (a *attempt) Fallback() *problem.Problem   { return a.fallback }
func (a *attempt) Address() string              { return a.address }
func (a *attempt) Abandoned() <-chan error      { return a.gaveUp }
func (a *attempt) Switched() <-chan Flow        { return a.next }
func (a *attempt) Redirect() profile.Redirect   { return a.target.Redirect }
func (a *attempt) ForeignHost() string          { return "" }
func (a *attempt) HTTPSForced() <-chan struct{} { return nil }
func (a *attempt) RejectedRequests() int        { return 0 }
func (a *attempt) Device() *Device              { return nil }

func (a *attempt) Open(ctx context.Context) error {
	if err := a.service.options.OpenURL(ctx, a.address); err != nil {
		return problem.New(problem.Internal, "browser-not-opened").Because(err)
	}
	return nil
}

func (a *attempt) Abandon(why error) {
	select {
	case a.gaveUp <- why:
	default:
	}
}

func (a *attempt) SwitchTo(f Flow) error {
	if err := a.target.checkFlow(f); err != nil {
		return err
	}
	select {
	case a.next <- f:
	default:
	}
	return nil
}
