package connection

import (
	"cmp"
	"context"
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
	log, answered := s.logAttempt(attempt, o), false
	defer func() { log.ended(answered, next, wrong) }()
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
	prompt, guessed := s.promptOf(session, started)
	return Session{
		Account: session.Account, Prompt: prompt, PromptGuessed: guessed, Unsaved: session.Unsaved, Notice: notice,
		DoubleSlash: t.DoubleSlash, ResponseMode: responseModeOf(t, attempt.Flow()), token: session.Token, target: t,
		cameBack: attempt.Flow() != signin.FlowDeviceCode,
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

// open asks for the browser, and reports when that failed: a launcher may take its time.
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

// postedAgain is how soon Wait.Posted is asked again.
const postedAgain = 2 * time.Second

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
			switch {
			case a.Flow() != signin.FlowFormPost:
			case o.Wait.Posted != nil && !o.Wait.Posted():
				insecureForm.Reset(min(postedAgain, cmp.Or(o.Wait.InsecureForm, postedAgain))) // the person is still typing
			default:
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
// person's proof was when the token was made, on the identity provider's own clock. Entra
// says so only where the registration asks for the optional claim auth_time ("Optional claims
// reference"); else it is guessed from how long the answer took, and a browser that starts
// slowly looks like a prompt.
func (s *Service) promptOf(session signin.Session, started time.Time) (prompt string, guessed bool) {
	const skew = 5 * time.Second
	waited := s.Now().Sub(started)
	guessed = session.ProofAge == 0
	if session.ProofAge > waited+skew || guessed && waited < straightBack {
		return BrowserSession, guessed
	}
	return Prompted, guessed
}
