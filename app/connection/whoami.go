package connection

import (
	"context"

	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// Test signs in to the profile's organization and asks it WhoAmI. The organization
// that answers must be the chosen one. A token that the organization refuses is asked
// for once more in the other spelling of its scope; a claims challenge of the
// organization's leads to one more prompt.
func (s *Service) Test(ctx context.Context, p profile.Profile, o Options) (Session, discovery.WhoAmI, error) {
	address, _ := organizationAddress(p)
	if address == "" {
		return Session{}, discovery.WhoAmI{}, problem.New(problem.Input, "organization-missing").At("organization")
	}
	session, who, err := s.ask(ctx, p, o, "")
	refused := problem.From(err)
	switch {
	case refused == nil || refused.Code != "whoami-token-refused":
	case refused.Claims != "" && p.ByPassword():
		err = problem.New(problem.Refused, "password-needs-mfa").At("twoFactor").Because(refused)
	case refused.Claims != "" && !p.IsApplication() && !o.SilentOnly:
		session, who, err = s.ask(ctx, p, o, refused.Claims)
	case refused.Claims == "":
		if again, answer, failed := s.ask(ctx, respelled(p, session), silently(o), ""); failed == nil {
			session, who, err = after(session, again), answer, nil
		}
	}
	state := "done"
	if err != nil {
		state = "failed"
	}
	if session.token.Empty() {
		return session, who, err // a step before has failed already
	}
	o.Watch.Step(StepWhoAmI, state)
	return session, who, asCancelled(ctx, err)
}

// ask signs in, passing claims on when there are any, and asks WhoAmI.
func (s *Service) ask(ctx context.Context, p profile.Profile, o Options, claims string) (Session, discovery.WhoAmI, error) {
	address, apiURL := organizationAddress(p)
	session, err := s.organizationSession(ctx, p, address, o, claims)
	if err != nil {
		return session, discovery.WhoAmI{}, err
	}
	o.Watch.Step(StepWhoAmI, "doing")
	who, err := s.finder(session.target.Cloud).WhoAmI(ctx, apiURL, session.token)
	switch {
	case err != nil:
		return session, who, explained(err, p)
	case p.Organization != nil && p.Organization.ID != "" && !sameGUID(who.OrganizationID, p.Organization.ID):
		err = problem.New(problem.Organization, "organization-mismatch").
			With("expected", p.Organization.ID).With("answered", who.OrganizationID)
	}
	return session, who, err
}

func (s *Service) organizationSession(ctx context.Context, p profile.Profile, address string, o Options, claims string) (Session, error) {
	if p.IsApplication() {
		return s.application(ctx, p, address, o)
	}
	return s.session(ctx, p, address, o, claims)
}

// respelled is the profile with the other spelling of scopes, and with the account that
// has just signed in.
func respelled(p profile.Profile, session Session) profile.Profile {
	if session.Account.HomeAccountID != "" {
		p.HomeAccountID = session.Account.HomeAccountID
	}
	p.DoubleSlash = !session.target.DoubleSlash
	return p
}

// after is a second session with what the first one has to tell: the person was asked
// then, if at all.
func after(first, second Session) Session {
	second.Prompt, second.Notice, second.Unsaved, second.ResponseMode = first.Prompt, first.Notice, first.Unsaved, first.ResponseMode
	return second
}

func silently(o Options) Options {
	o.SilentOnly, o.Always = true, false
	return o
}

// explained names the one refusal that is about an application: Dataverse knows no
// application user for it.
func explained(err error, p profile.Profile) error {
	refused := problem.From(err)
	if p.IsApplication() && refused.Code == "whoami-forbidden" {
		missing := problem.New(problem.Organization, "application-user-missing").With("host", refused.Args["host"]).With("application", p.ApplicationID)
		missing.Detail, missing.CorrelationID, missing.Time = refused.Detail, refused.CorrelationID, refused.Time
		return missing
	}
	return err
}
