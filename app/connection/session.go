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
func (s *Service) session(ctx context.Context, p profile.Checked, address string, o Options, claims string) (Session, error) {
	o.Watch.Step(StepSilent, Doing)
	target, home, err := s.locate(ctx, p, address)
	if err != nil {
		o.Watch.Step(StepSilent, Failed)
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
		o.Watch.Guest(guestOf(p.Profile(), target.Tenant))
		defer o.Watch.Guest("")
		if target.LoginHint == "" {
			target.LoginHint = p.Profile().Username
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
			o.Watch.Step(StepSilent, Failed)
			return Session{}, asCancelled(ctx, err)
		}
		r.Claims = problem.From(err).Claims
	}
	o.Watch.Step(StepSilent, Skipped)
	return s.interactive(ctx, t, r, o)
}

// locate finds the target and, when the profile has no account yet, a cached one
// that suits it. home is the tenant of the account when the organization's is another.
func (s *Service) locate(ctx context.Context, p profile.Checked, address string) (t signin.Target, home string, err error) {
	t, err = s.Identity.Locate(ctx, p.Resolved)
	if err != nil {
		return t, "", err
	}
	if t.HomeAccountID == "" {
		t.HomeAccountID, _ = s.Identity.Known(ctx, t)
	}
	organization := p.Profile().Organization
	if address == "" || organization == nil || organization.TenantID == "" {
		return t, "", nil
	}
	home = t.Tenant
	if home == "" {
		_, home, _ = strings.Cut(t.HomeAccountID, ".")
	}
	return t.ForTenant(organization.TenantID), home, nil
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
	return Session{
		Account: token.Account, Prompt: SavedSession, Unsaved: token.Unsaved, DoubleSlash: t.DoubleSlash, token: token.Value, target: t,
	}, nil
}

func skipBrowser(w Watcher) {
	w.Step(StepSilent, Done)
	for _, step := range []Step{StepBrowser, StepWait, StepExchange} {
		w.Step(step, Skipped)
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

// interactive takes a sign-in through the browser, by as many flows as the person tries.
func (s *Service) interactive(ctx context.Context, t signin.Target, r signin.Request, o Options) (Session, error) {
	for {
		session, next, err := s.attempt(ctx, t, r, o)
		if next == "" {
			return session, err
		}
		r.Flow = next
	}
}

// attempt is a sign-in by one flow. next is the one that the person asked for instead.
func (s *Service) attempt(ctx context.Context, t signin.Target, r signin.Request, o Options) (_ Session, next signin.Flow, wrong error) {
	o.Watch.Step(StepBrowser, Doing)
	attempt, err := s.Identity.Start(ctx, t, r)
	if err != nil {
		o.Watch.Step(StepBrowser, Failed)
		return Session{}, "", asCancelled(ctx, err)
	}
	defer attempt.Close()
	trace, answered := s.trace(attempt, o), false
	defer func() { trace.ended(answered, next, wrong) }()
	started := s.Now()
	opening := open(ctx, attempt, o)
	o.Watch.Step(StepBrowser, Done)
	o.Watch.Step(StepWait, Doing)
	o.Watch.Waiting(attempt)
	answer, next, err := await(ctx, attempt, opening, o)
	if next != "" {
		o.Watch.Step(StepWait, Skipped)
		return Session{}, next, nil
	}
	if err != nil {
		o.Watch.Step(StepWait, Failed)
		return Session{}, "", err
	}
	answered = true
	o.Watch.Step(StepWait, Done)
	o.Watch.Step(StepExchange, Doing)
	session, err := attempt.Finish(ctx, answer)
	if err != nil {
		o.Watch.Step(StepExchange, Failed)
		return Session{}, "", asCancelled(ctx, err)
	}
	o.Watch.Step(StepExchange, Done)
	notice := checkAccount(t, session.Account)
	t.HomeAccountID = session.Account.HomeAccountID
	return Session{
		Account: session.Account, Prompt: s.promptOf(session, started), Unsaved: session.Unsaved, Notice: notice,
		DoubleSlash: t.DoubleSlash, ResponseMode: responseModeOf(t, attempt.Flow()), token: session.Token, target: t,
	}, "", nil
}

// responseModeOf is the response mode to keep: the one that brought the answer. A flow that
// does without says nothing about it.
func responseModeOf(t signin.Target, f signin.Flow) string {
	switch f {
	case signin.FlowQuery:
		return profile.ResponseQuery
	case signin.FlowFormPost:
		return ""
	}
	return t.ResponseMode
}

// checkAccount warns of an account that is not the one asked for. It is no refusal: an
// e-mail address need not be the user name.
func checkAccount(t signin.Target, a signin.Account) *problem.Problem {
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
func open(ctx context.Context, a signin.Attempt, o Options) <-chan error {
	result := make(chan error, 1)
	if o.NoOpen || a.Flow() == signin.FlowDeviceCode {
		return result // the code has to be read first
	}
	go func() { result <- a.Open(ctx) }()
	return result
}

// insecureFormAfter is what Wait.InsecureForm is when nobody says otherwise.
const insecureFormAfter = 20 * time.Second

// await waits for the answer, within the limits of the options, or until the person
// wants another flow.
func await(ctx context.Context, a signin.Attempt, opening <-chan error, o Options) (loopback.Answer, signin.Flow, error) {
	var none loopback.Answer
	timer := time.NewTimer(o.Wait.Limit)
	defer timer.Stop()
	insecureForm := time.NewTimer(cmp.Or(o.Wait.InsecureForm, insecureFormAfter))
	defer insecureForm.Stop()
	httpsForced, overdue := a.HTTPSForced(), false
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
				o.Watch.BrowserNotOpened(problem.From(err))
			}
		case err := <-a.Abandoned():
			return none, "", err
		case <-ctx.Done():
			return none, "", asCancelled(ctx, ctx.Err())
		case <-httpsForced:
			httpsForced = nil
			o.Watch.HTTPSForced()
		case <-insecureForm.C:
			if a.Flow() == signin.FlowFormPost {
				o.Watch.InsecureFormSuspected()
			}
		case <-o.Wait.Extend:
			overdue = false
			timer.Reset(o.Wait.Limit)
		case <-timer.C:
			if answer, came := arrived(a); came {
				return answer, "", nil
			}
			if overdue || o.Wait.Grace == 0 {
				return none, "", problem.New(problem.TimedOut, "signin-timed-out")
			}
			overdue = true
			o.Watch.Overdue()
			timer.Reset(o.Wait.Grace)
		}
	}
}

// arrived takes an answer that is there already.
func arrived(a signin.Attempt) (loopback.Answer, bool) {
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
