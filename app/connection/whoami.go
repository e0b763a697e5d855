package connection

import (
	"cmp"
	"context"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// Test signs in to the profile's organization and asks it WhoAmI. The organization
// that answers must be the chosen one. A token that the organization refuses is asked
// for once more in the other spelling of its scope; a claims challenge of the
// organization's leads to one more prompt.
func (s *Service) Test(ctx context.Context, p profile.Checked, o Options) (result Session, _ discovery.WhoAmI, _ error) {
	address, _ := p.Organization()
	if address == "" {
		return Session{}, discovery.WhoAmI{}, problem.New(problem.Input, "organization-missing").At("organization")
	}
	session, who, err := s.ask(ctx, p, o, "")
	named := session.organizationTenant
	if named != "" {
		p = p.OfTenant(named)
	}
	defer func() { result.organizationTenant = cmp.Or(result.organizationTenant, named) }()
	refused := problem.From(err)
	switch {
	case refused == nil || refused.Code != "whoami-token-refused":
	case refused.Claims != "" && isForAnotherTenant(refused.Args["challengeTenant"], session):
		err = problem.New(problem.Organization, "challenge-other-tenant").With("host", refused.Args["host"]).With("tenant", refused.Args["challengeTenant"]).Because(refused)
	case refused.Claims != "" && p.ByPassword():
		err = problem.New(problem.Refused, "password-needs-mfa").At("twoFactor").Because(refused)
	case refused.Claims != "" && !p.IsApplication() && !o.SilentOnly:
		session, who, err = s.ask(ctx, p, o, refused.Claims)
	case refused.Claims == "":
		other := p.Again(session.Account.HomeAccountID, !session.target.DoubleSlash)
		if again, answer, failed := s.ask(ctx, other, silentOnly(o), ""); failed == nil {
			session, who, err = again.withPromptOf(session), answer, nil
		}
	}
	state := Done
	if err != nil {
		state = Failed
	}
	if session.token.Empty() {
		return session, who, err // a step before has failed already
	}
	o.Watch.Step(StepWhoAmI, state)
	return session, who, asCancelled(ctx, err)
}

// isForAnotherTenant says whether a claims challenge names another tenant than the one whose token
// was refused: its answer would be of no use, and the person would be asked in vain.
func isForAnotherTenant(named string, session Session) bool {
	own := session.Account.TenantID
	return cloud.IsGUID(named) && cloud.IsGUID(own) && !strings.EqualFold(named, own)
}

// ask signs in, passing claims on when there are any, and asks WhoAmI.
func (s *Service) ask(ctx context.Context, p profile.Checked, o Options, claims string) (Session, discovery.WhoAmI, error) {
	address, apiURL := p.Organization()
	chosen := p.Profile().Organization
	session, err := s.organizationSession(ctx, p, address, o, claims)
	if err != nil {
		return session, discovery.WhoAmI{}, err
	}
	o.Watch.Step(StepWhoAmI, Doing)
	who, err := s.finder(session.target.Cloud).WhoAmI(ctx, apiURL, session.token)
	switch {
	case err != nil:
		return session, who, whoAmIProblem(err, p.Profile())
	case chosen != nil && chosen.ID != "" && !sameGUID(who.OrganizationID, chosen.ID):
		err = problem.New(problem.Organization, "organization-mismatch").
			With("expected", chosen.ID).With("answered", who.OrganizationID)
	}
	return session, who, err
}

func (s *Service) organizationSession(ctx context.Context, p profile.Checked, address string, o Options, claims string) (Session, error) {
	if p.IsApplication() {
		return s.application(ctx, p, address, o)
	}
	return s.session(ctx, p, address, o, claims)
}

// withPromptOf is a second session with what the first one has to tell: the person was
// asked then, if at all. That one of them could not be kept is never dropped.
func (s Session) withPromptOf(first Session) Session {
	s.Prompt, s.PromptGuessed, s.Notice, s.ResponseMode = first.Prompt, first.PromptGuessed, first.Notice, first.ResponseMode
	s.cameBack = first.cameBack
	if first.Unsaved != nil {
		s.Unsaved = first.Unsaved
	}
	return s
}

func silentOnly(o Options) Options {
	o.SilentOnly, o.Always = true, false
	return o
}

// whoAmIProblem names the one refusal that is about an application: Dataverse knows no
// application user for it.
func whoAmIProblem(err error, p profile.Profile) error {
	refused := problem.From(err)
	if p.IsApplication() && refused.Code == "whoami-forbidden" {
		missing := problem.New(problem.Organization, "application-user-missing").With("host", refused.Args["host"]).With("application", p.ApplicationID)
		missing.Detail, missing.CorrelationID, missing.Time = refused.Detail, refused.CorrelationID, refused.Time
		return missing
	}
	return err
}
