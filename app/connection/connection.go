package connection

import (
	"context"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin"
)

// The steps of a connection, in the order in which they are shown.
const (
	StepSilent        = "silent"
	StepBrowser       = "browser"
	StepWait          = "wait"
	StepExchange      = "exchange"
	StepOrganizations = "organizations"
	StepWhoAmI        = "whoami"
)

// The reasons why there was or was not a prompt.
const (
	SavedSession   = "saved-session"   // no browser was needed
	BrowserSession = "browser-session" // the browser came straight back
	Prompted       = "prompted"
)

// Watcher is told what happens while it happens. Its methods return at once.
type Watcher interface {
	// Step reports that a step is "doing", "done", "skipped" or "failed".
	Step(step, state string)
	// Waiting hands over the attempt whose answer is awaited from now on, while the
	// browser is still being opened.
	Waiting(a *signin.Attempt)
	// NotOpened reports that no browser could be opened; the address can be.
	NotOpened(why *problem.Problem)
	// Overdue reports that the limit has passed.
	Overdue()
}

// Patience is how long a person is awaited.
type Patience struct {
	Limit time.Duration
	// Grace is how much longer the answer is still taken after Overdue was reported.
	Grace time.Duration
	// More starts the limit anew.
	More <-chan struct{}
}

// Service does the work. It is safe for concurrent use.
type Service struct {
	Identity *signin.Service
	Now      func() time.Time
}

// Options of one sign-in.
type Options struct {
	Always     bool // prompt again, whatever is remembered
	SilentOnly bool // never open a browser
	NoOpen     bool // make the address, but let the person open it
	Watch      Watcher
	Patience   Patience
}

// Session is a signed-in account with a token for one resource.
type Session struct {
	Account signin.Account
	Prompt  string
	// Unsaved says why the session is kept in memory only; nil when it is saved.
	Unsaved *problem.Problem
	// Notice is a warning about a sign-in that worked, or nil: another account than
	// expected came back.
	Notice *problem.Problem

	token  secret.String
	target signin.Target
}

// Check refuses what cannot be signed in to, before anything opens.
func Check(p profile.Profile) error {
	var wrong []*problem.Problem
	switch {
	case !p.Online:
		wrong = append(wrong, problem.New(problem.Input, "on-premises-later").At("online"))
	case !p.TwoFactor:
		wrong = append(wrong, problem.New(problem.Input, "two-factor-needed").At("twoFactor"))
	}
	for _, w := range profile.Validate(p) {
		if w.Field != "name" {
			wrong = append(wrong, w)
		}
	}
	return problem.Form(wrong)
}

// SignIn signs in for Global Discovery, silently when it can.
func (s *Service) SignIn(ctx context.Context, p profile.Profile, o Options) (Session, error) {
	return s.session(ctx, p, "", o)
}

// Retrieve signs in and lists the organizations of the account.
func (s *Service) Retrieve(ctx context.Context, p profile.Profile, o Options) (Session, []discovery.Instance, error) {
	session, err := s.session(ctx, p, "", o)
	if err != nil {
		return session, nil, err
	}
	o.Watch.Step(StepOrganizations, "doing")
	instances, err := s.finder(session.target.Cloud).Instances(ctx, session.token)
	if err != nil {
		o.Watch.Step(StepOrganizations, "failed")
		return session, nil, asCancelled(ctx, err)
	}
	o.Watch.Step(StepOrganizations, "done")
	return session, instances, nil
}

// Test signs in to the profile's organization and asks it WhoAmI. The organization
// that answers must be the chosen one.
func (s *Service) Test(ctx context.Context, p profile.Profile, o Options) (Session, discovery.WhoAmI, error) {
	address, apiURL := organizationAddress(p)
	if address == "" {
		return Session{}, discovery.WhoAmI{}, problem.New(problem.Input, "organization-missing").At("organization")
	}
	session, err := s.session(ctx, p, address, o)
	if err != nil {
		return session, discovery.WhoAmI{}, err
	}
	o.Watch.Step(StepWhoAmI, "doing")
	who, err := s.finder(session.target.Cloud).WhoAmI(ctx, apiURL, session.token)
	if err == nil && p.Organization != nil && p.Organization.ID != "" && !sameGUID(who.OrganizationID, p.Organization.ID) {
		err = problem.New(problem.Organization, "organization-mismatch").
			With("expected", p.Organization.ID).With("answered", who.OrganizationID)
	}
	if err != nil {
		o.Watch.Step(StepWhoAmI, "failed")
		return session, who, asCancelled(ctx, err)
	}
	o.Watch.Step(StepWhoAmI, "done")
	return session, who, nil
}

// Token returns an access token without a person: for resource, or the profile's
// organization, or Global Discovery when none is chosen.
func (s *Service) Token(ctx context.Context, p profile.Profile, resource string) (signin.Token, error) {
	if !p.TwoFactor || !p.Online {
		return signin.Token{}, Check(p)
	}
	target, err := signin.TargetOf(p)
	if err != nil {
		return signin.Token{}, err
	}
	organization, _ := organizationAddress(p)
	switch {
	case resource == "" && organization != "":
		resource = organization
	case resource == "":
		resource = target.DiscoveryScope()
	case resource != target.DiscoveryScope():
		if resource, err = resourceOf(resource, p.Cloud); err != nil {
			return signin.Token{}, err
		}
	}
	if p.Organization != nil && resource == p.Organization.URL {
		target = target.ForTenant(p.Organization.TenantID)
	}
	return s.Identity.Token(ctx, target, resource)
}

func (s *Service) finder(c cloud.Cloud) *discovery.Client {
	return &discovery.Client{HTTP: s.Identity.HTTPClient(c), Cloud: c, Now: s.Now}
}
