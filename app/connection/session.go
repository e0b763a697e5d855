package connection

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
	"latchkey/app/signin/loopback"
)

// straightBack is how soon an answer comes when nobody had to do anything; it is
// used only when the token does not say when the person signed in.
const straightBack = 3 * time.Second

// session returns a session with a token for an organization, or for Global
// Discovery when address is "".
// claims is a challenge to pass on, which a cached token can't answer.
func (s *Service) session(ctx context.Context, p profile.Profile, address string, o Options, claims string) (Session, error) {
	if err := Check(p); err != nil {
		return Session{}, err
	}
	o.Watch.Step(StepSilent, "doing")
	target, home, err := s.locate(ctx, p, address)
	if err != nil {
		o.Watch.Step(StepSilent, "failed")
		return Session{}, asCancelled(ctx, err)
	}
	resource := address
	if resource == "" {
		resource = target.DiscoveryScope()
	}
	if p.ByPassword() {
		return s.password(ctx, p, target, resource, o)
	}
	if home != "" && !strings.EqualFold(home, target.Tenant) {
		o.Watch.Guest(guestOf(p, target.Tenant))
		defer o.Watch.Guest("")
		if target.LoginHint == "" {
			target.LoginHint = p.Username
		}
	}
	session, err := s.signInTo(ctx, target, signin.Request{Resource: resource, Always: o.Always, Claims: claims}, o)
	session.home = home
	return session, err
}

// signInTo is silent first, and then asks the person. A silent refusal may carry a
// claims challenge, such as that of a tenant which asks a guest for a second factor;
// it is passed on.
func (s *Service) signInTo(ctx context.Context, t signin.Target, r signin.Request, o Options) (Session, error) {
	return s.signInWhen(ctx, t, r, o, needsPerson)
}

// signInWhen asks the person only where asks says that it helps.
func (s *Service) signInWhen(ctx context.Context, t signin.Target, r signin.Request, o Options, asks func(error) bool) (Session, error) {
	if !r.Always && r.Claims == "" {
		session, err := s.silent(ctx, t, r.Resource)
		if err == nil {
			skipBrowser(o.Watch)
			return session, nil
		}
		if o.SilentOnly || !asks(err) {
			o.Watch.Step(StepSilent, "failed")
			return Session{}, asCancelled(ctx, err)
		}
		r.Claims = problem.From(err).Claims
	}
	o.Watch.Step(StepSilent, "skipped")
	return s.interactive(ctx, t, r, o)
}

// locate finds the target and, when the profile has no account yet, a cached one
// that suits it. home is the tenant of the account when the organization's is another.
func (s *Service) locate(ctx context.Context, p profile.Profile, address string) (t signin.Target, home string, err error) {
	t, err = s.Identity.Locate(ctx, p)
	if err != nil {
		return t, "", err
	}
	if t.HomeAccountID == "" {
		t.HomeAccountID, _ = s.Identity.Known(ctx, t)
	}
	if address == "" || p.Organization == nil || p.Organization.TenantID == "" {
		return t, "", nil
	}
	home = t.Tenant
	if home == "" {
		_, home, _ = strings.Cut(t.HomeAccountID, ".")
	}
	return t.ForTenant(p.Organization.TenantID), home, nil
}

// guestOf is what to call a tenant in which the person is a guest: its organization
// has a name, the tenant itself only a number.
func guestOf(p profile.Profile, tenant string) string {
	if p.Organization != nil && p.Organization.FriendlyName != "" {
		return p.Organization.FriendlyName
	}
	return tenant
}

func (s *Service) silent(ctx context.Context, t signin.Target, resource string) (Session, error) {
	token, err := s.Identity.Token(ctx, t, resource)
	if err != nil {
		return Session{}, err
	}
	return Session{Account: token.Account, Prompt: SavedSession, DoubleSlash: t.DoubleSlash, token: token.Value, target: t}, nil
}

func skipBrowser(w Watcher) {
	w.Step(StepSilent, "done")
	for _, step := range []string{StepBrowser, StepWait, StepExchange} {
		w.Step(step, "skipped")
	}
}

// needsPerson reports that a failed silent attempt is followed by a browser. A
// vault that is merely absent is no obstacle: the session then stays in memory. A
// locked one is: the session may be in it.
func needsPerson(err error) bool {
	p := problem.From(err)
	switch p.Kind {
	case problem.SignInNeeded, problem.Refused:
		return true
	case problem.Keychain:
		return p.Code != "keychain-locked" && p.Code != "keychain-timed-out"
	}
	return false
}

// interactive takes a sign-in through the browser, down the ladder as far as the person
// goes.
func (s *Service) interactive(ctx context.Context, t signin.Target, r signin.Request, o Options) (Session, error) {
	for {
		session, next, err := s.attempt(ctx, t, r, o)
		if next == "" {
			return session, err
		}
		r.Rung = next
	}
}

// attempt is one step of the ladder. next is the rung that the person asked for instead.
func (s *Service) attempt(ctx context.Context, t signin.Target, r signin.Request, o Options) (_ Session, next signin.Rung, wrong error) {
	o.Watch.Step(StepBrowser, "doing")
	attempt, err := s.Identity.Start(ctx, t, r)
	if err != nil {
		o.Watch.Step(StepBrowser, "failed")
		return Session{}, "", asCancelled(ctx, err)
	}
	defer attempt.Close()
	trace, answered := s.trace(attempt, o), false
	defer func() { trace.ended(answered, next, wrong) }()
	started := s.Now()
	opening := open(ctx, attempt, o)
	o.Watch.Step(StepBrowser, "done")
	o.Watch.Step(StepWait, "doing")
	o.Watch.Waiting(attempt)
	answer, next, err := await(ctx, attempt, opening, o)
	if next != "" {
		o.Watch.Step(StepWait, "skipped")
		return Session{}, next, nil
	}
	if err != nil {
		o.Watch.Step(StepWait, "failed")
		return Session{}, "", err
	}
	answered = true
	o.Watch.Step(StepWait, "done")
	o.Watch.Step(StepExchange, "doing")
	session, err := attempt.Finish(ctx, answer)
	if err != nil {
		o.Watch.Step(StepExchange, "failed")
		return Session{}, "", asCancelled(ctx, err)
	}
	o.Watch.Step(StepExchange, "done")
	notice := differs(t, session.Account)
	t.HomeAccountID = session.Account.HomeAccountID
	return Session{
		Account: session.Account, Prompt: s.promptOf(session, started), Unsaved: session.Unsaved, Notice: notice,
		DoubleSlash: t.DoubleSlash, ResponseMode: learned(t, attempt.Rung()), token: session.Token, target: t,
	}, "", nil
}

// learned is the response mode to keep: the one that brought the answer. A way that
// does without says nothing about it.
func learned(t signin.Target, r signin.Rung) string {
	switch r {
	case signin.RungQuery:
		return profile.ResponseQuery
	case signin.RungPost:
		return ""
	}
	return t.ResponseMode
}

// differs warns of an account that is not the one asked for. It is no refusal: an
// e-mail address need not be the user name.
func differs(t signin.Target, a signin.Account) *problem.Problem {
	wanted := t.LoginHint
	switch {
	case t.HomeAccountID == a.HomeAccountID, strings.EqualFold(wanted, a.Username):
		return nil
	case wanted == "" && t.HomeAccountID == "":
		return nil
	case wanted == "":
		wanted = "the account that was signed in before"
	}
	p := problem.New(problem.Refused, "account-differs").With("wanted", wanted).With("account", a.Username)
	p.Warning = true
	return p
}

// open asks for the browser, and tells when that failed: a launcher may take its time.
func open(ctx context.Context, a *signin.Attempt, o Options) <-chan error {
	result := make(chan error, 1)
	if o.NoOpen || a.Way() == signin.DeviceCode {
		return result // the code has to be read first
	}
	go func() { result <- a.Open(ctx) }()
	return result
}

// doubtAfter is what Patience.Doubt is when nobody says otherwise.
const doubtAfter = 20 * time.Second

// await waits for the answer for as long as the patience lasts, or until the person
// wants another rung.
func await(ctx context.Context, a *signin.Attempt, opening <-chan error, o Options) (loopback.Answer, signin.Rung, error) {
	var none loopback.Answer
	timer := time.NewTimer(o.Patience.Limit)
	defer timer.Stop()
	doubt := time.NewTimer(cmp.Or(o.Patience.Doubt, doubtAfter))
	defer doubt.Stop()
	insists, overdue := a.Insists(), false
	for {
		select {
		case answer := <-a.Answers():
			return answer, "", nil
		case next := <-a.Switched():
			if answer, came := arrived(a); came {
				return answer, "", nil // the person was quicker than the question
			}
			return none, next, nil
		case err := <-opening:
			if err != nil {
				o.Watch.NotOpened(problem.From(err))
			}
		case err := <-a.Abandoned():
			return none, "", err
		case <-ctx.Done():
			return none, "", asCancelled(ctx, ctx.Err())
		case <-insists:
			insists = nil
			o.Watch.Insists()
		case <-doubt.C:
			if a.Rung() == signin.RungPost {
				o.Watch.Doubt()
			}
		case <-o.Patience.More:
			overdue = false
			timer.Reset(o.Patience.Limit)
		case <-timer.C:
			if answer, came := arrived(a); came {
				return answer, "", nil
			}
			if overdue || o.Patience.Grace == 0 {
				return none, "", problem.New(problem.TimedOut, "signin-timed-out")
			}
			overdue = true
			o.Watch.Overdue()
			timer.Reset(o.Patience.Grace)
		}
	}
}

// arrived takes an answer that is there already.
func arrived(a *signin.Attempt) (loopback.Answer, bool) {
	select {
	case answer := <-a.Answers():
		return answer, true
	default:
		return loopback.Answer{}, false
	}
}

// promptOf tells a prompt from a browser that came straight back: by how old the
// person's proof was when the token was made, on the identity provider's own clock.
func (s *Service) promptOf(session signin.Session, started time.Time) string {
	const skew = 5 * time.Second
	waited := s.Now().Sub(started)
	switch {
	case session.ProofAge > 0 && session.ProofAge > waited+skew:
		return BrowserSession
	case session.ProofAge == 0 && waited < straightBack:
		return BrowserSession
	}
	return Prompted
}

// asCancelled lets the person's own Cancel win over whatever it caused.
func asCancelled(ctx context.Context, err error) error {
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return problem.New(problem.Cancelled, "signin-cancelled")
	}
	return err
}
