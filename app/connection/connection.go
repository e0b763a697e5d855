package connection

import (
	"context"
	"log/slog"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/credential"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin"
)

// Step is a part of the work, as it is shown while it goes on.
type Step string

// The steps of a connection, in the order in which they are shown.
const (
	StepSilent        Step = "silent"
	StepBrowser       Step = "browser"
	StepWait          Step = "wait"
	StepExchange      Step = "exchange"
	StepOrganizations Step = "organizations"
	StepWhoAmI        Step = "whoami"
)

// StepState is how far a step is.
type StepState string

// The states of a step.
const (
	Doing   StepState = "doing"
	Done    StepState = "done"
	Skipped StepState = "skipped"
	Failed  StepState = "failed"
)

// The reasons why there was or was not a prompt.
const (
	SavedSession   = "saved-session"   // no browser was needed
	BrowserSession = "browser-session" // the browser came straight back
	Prompted       = "prompted"
	ByPassword     = "password"    // user name and password, no browser
	ByApplication  = "application" // an application's own secret or certificate
)

// Watcher is told what happens while it happens. Its methods return at once.
type Watcher interface {
	// Step reports how far a step is.
	Step(step Step, state StepState)
	// Waiting hands over the attempt whose answer is awaited from now on, while the
	// browser is still being opened.
	Waiting(a signin.Attempt)
	// BrowserNotOpened reports that no browser could be opened; the address can be.
	BrowserNotOpened(why *problem.Problem)
	// Overdue reports that the limit has passed.
	Overdue()
	// InsecureFormSuspected reports that a posted answer should have come by now: the browser
	// may have warned of an insecure form.
	InsecureFormSuspected()
	// HTTPSForced reports that the browser came with https to the http redirect URI.
	HTTPSForced()
	// Guest reports that the sign-in which follows is to a tenant where the account is a
	// guest; "" takes that back.
	Guest(tenant string)
}

// Wait is how long a person is awaited.
type Wait struct {
	Limit time.Duration
	// Grace is how much longer the answer is still taken after Overdue was reported.
	Grace time.Duration
	// InsecureForm is how long a posted answer may take before it is asked whether the browser
	// warned of an insecure form; 0 is 20 s.
	InsecureForm time.Duration
	// Posted reports whether the sign-in page has posted its answer, where somebody can know: the
	// practice tenant does. Before that nobody is asked about the browser. nil is not known.
	Posted func() bool
	// Extend starts the limit anew.
	Extend <-chan struct{}
}

// Service does the work. It is safe for concurrent use.
type Service struct {
	Identity    *signin.Service
	Credentials *credential.Keeper
	Now         func() time.Time
	Log         *slog.Logger // of each try in a browser, without secrets; may be nil
}

// Options of one sign-in.
type Options struct {
	Always     bool // prompt again, whatever is remembered
	SilentOnly bool // never open a browser
	NoOpen     bool // make the address, but let the person open it
	// Owner is under what name credentials are kept: the profile's ID, or a draft's key.
	Owner string
	Watch Watcher
	Wait  Wait
}

// Session is a signed-in account with a token for one resource.
type Session struct {
	Account signin.Account
	Prompt  string
	// PromptGuessed says that Prompt is only likely: the token doesn't say when the person
	// proved who they are.
	PromptGuessed bool
	// Unsaved says why the session is kept in memory only; nil when it is saved.
	Unsaved *problem.Problem
	// Notice is a warning about a sign-in that worked, or nil: another account than
	// expected came back.
	Notice *problem.Problem

	// DoubleSlash is the spelling of scopes that worked, ResponseMode how the answer came:
	// both are worth keeping in the profile.
	DoubleSlash  bool
	ResponseMode string
	// cameBack says that a browser came back to the redirect URI, or was brought back by
	// what somebody pasted.
	cameBack bool

	token  secret.String
	target signin.Target
	home   string // the tenant of the profile itself, when another one was signed in to
	// organizationTenant is the tenant that the profile's organization named, "" when it was
	// not asked.
	organizationTenant string
}

// SignIn signs in for Global Discovery, silently when it can.
func (s *Service) SignIn(ctx context.Context, p profile.Checked, o Options) (Session, error) {
	if p.IsApplication() {
		return s.application(ctx, p, "", o)
	}
	return s.session(ctx, p, "", o, "")
}

// Token returns an access token without a person: for resource, or the profile's
// organization, or Global Discovery when none is chosen.
func (s *Service) Token(ctx context.Context, r profile.Resolved, resource string) (signin.Token, error) {
	p := r.Profile()
	if !p.Online {
		return signin.Token{}, problem.Form([]*problem.Problem{problem.New(problem.Input, "on-premises-later").At("online")})
	}
	target := signin.TargetOf(r)
	organization, _ := r.Organization()
	var err error
	switch {
	case resource == "" && organization != "":
		resource = organization
	case resource == "":
		resource = target.DiscoveryScope()
	case resource != target.DiscoveryScope():
		if resource, err = resourceOf(resource, target.Cloud); err != nil {
			return signin.Token{}, err
		}
	}
	if p.Organization != nil && resource == p.Organization.URL {
		target = target.ForTenant(p.Organization.TenantID)
	}
	switch {
	case r.IsApplication():
		return s.applicationToken(ctx, r, resource, Options{Owner: p.ID})
	case r.ByPassword():
		return s.passwordToken(ctx, r, target, resource)
	}
	return s.Identity.Token(ctx, target, resource)
}

func (s *Service) finder(c cloud.Cloud) *discovery.Client {
	return &discovery.Client{HTTP: s.Identity.HTTPClient(c), Cloud: c, Now: s.Now}
}
