package connection

import (
	"context"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// Retrieved is what a retrieval found, of all tenants that were asked.
type Retrieved struct {
	Instances []discovery.Instance
	Tenants   []TenantResult
}

// TenantResult is what one tenant gave.
type TenantResult struct {
	Tenant        string // as the profile names it, or its GUID
	ID            string // its GUID; "" when it was not found
	Organizations int
	Problem       *problem.Problem // why there are none, or a warning
}

// Retrieve signs in and lists the organizations of the account: those of the profile's
// tenant, and of the other tenants that the profile names. One of the others that
// refuses is reported and stops nothing.
func (s *Service) Retrieve(ctx context.Context, p profile.Checked, o Options) (Session, Retrieved, error) {
	if p.IsApplication() {
		return Session{}, Retrieved{}, problem.New(problem.Input, "application-no-discovery").At("where")
	}
	session, err := s.session(ctx, p, "", o, "")
	if err != nil {
		return session, Retrieved{}, err
	}
	o.Watch.Step(StepOrganizations, Doing)
	instances, err := s.instances(ctx, session)
	if refused := problem.From(err); refused != nil && refused.Claims != "" && canAnswer(p, o) {
		// Global Discovery wants more than the token has, or a younger one: one more prompt.
		if session, err = s.session(ctx, p, "", o, refused.Claims); err == nil {
			o.Watch.Step(StepOrganizations, Doing)
			instances, err = s.instances(ctx, session)
		}
	}
	if err != nil {
		o.Watch.Step(StepOrganizations, Failed)
		return session, Retrieved{}, asCancelled(ctx, err)
	}
	found := Retrieved{Tenants: []TenantResult{{Tenant: nameOf(session, p.Profile()), ID: session.Account.TenantID, Organizations: len(instances)}}}
	found.add(instances)
	for _, name := range p.Profile().ExtraTenants {
		result, more, unsaved := s.retrieveFrom(ctx, session, name, o)
		if session.Unsaved == nil {
			session.Unsaved = unsaved
		}
		if err := asCancelled(ctx, ctx.Err()); err != nil {
			o.Watch.Step(StepOrganizations, Failed)
			return session, found, err
		}
		if result == (TenantResult{}) {
			continue // it is the tenant that was asked already
		}
		found.Tenants = append(found.Tenants, result)
		found.add(more)
	}
	o.Watch.Step(StepOrganizations, Done)
	return session, found, nil
}

// instances lists the organizations of a session. A token that Global Discovery refuses is
// asked for once more in the other spelling of its scope, without a prompt.
func (s *Service) instances(ctx context.Context, session Session) ([]discovery.Instance, error) {
	t := session.target
	list, err := s.finder(t.Cloud).Instances(ctx, session.token)
	if refused := problem.From(err); refused == nil || refused.Code != "discovery-token-refused" || refused.Claims != "" {
		return list, err
	}
	t.DiscoveryDoubleSlash = true
	if other, failed := s.Identity.Token(ctx, t, t.DiscoveryScope()); failed == nil {
		if list, failed := s.finder(t.Cloud).Instances(ctx, other.Value); failed == nil {
			return list, nil
		}
	}
	return nil, err
}

// canAnswer says whether a challenge can be passed on: there is a person and a browser.
func canAnswer(p profile.Checked, o Options) bool {
	return !p.ByPassword() && !p.IsApplication() && !o.SilentOnly
}

// retrieveFrom asks one more tenant, with one more prompt when that tenant wants one. unsaved
// says why the session there could not be kept.
func (s *Service) retrieveFrom(ctx context.Context, first Session, name string, o Options) (result TenantResult, found []discovery.Instance, unsaved *problem.Problem) {
	result = TenantResult{Tenant: name}
	fail := func(err error) (TenantResult, []discovery.Instance, *problem.Problem) {
		result.Problem = problem.From(err)
		return result, nil, unsaved
	}
	tenant, err := s.Identity.TenantOf(ctx, first.target.Cloud, name)
	if err != nil {
		return fail(err)
	}
	if strings.EqualFold(tenant, first.Account.TenantID) {
		return TenantResult{}, nil, nil
	}
	result.ID = tenant
	target := first.target.ForTenant(tenant)
	target.HomeAccountID = first.Account.HomeAccountID
	if target.LoginHint == "" {
		target.LoginHint = first.Account.Username
	}
	o.Watch.Guest(name)
	defer o.Watch.Guest("")
	session, err := s.signInWhen(ctx, target, signin.Request{Resource: target.DiscoveryScope()}, o, needsInteractionAsGuest)
	unsaved = session.Unsaved
	if err != nil {
		return fail(err)
	}
	found, err = s.instances(ctx, session)
	if refused := problem.From(err); refused != nil && refused.Claims != "" && !o.SilentOnly {
		if session, err = s.interactive(ctx, target, signin.Request{Resource: target.DiscoveryScope(), Claims: refused.Claims}, o); err == nil {
			found, err = s.instances(ctx, session)
		}
	}
	if err != nil {
		return fail(err)
	}
	result.Organizations, result.Problem = len(found), session.Notice
	return result, found, unsaved
}

// needsInteractionAsGuest reports that a browser would get further in another tenant. The session at
// home is good, so a refusal without a reason to interact means that the person is no
// guest there: they would be left on an error page.
func needsInteractionAsGuest(err error) bool {
	p := problem.From(err)
	return needsInteraction(err) && (p.OAuthError != "invalid_grant" || p.Suberror != "" || p.Claims != "")
}

// nameOf is what people call the tenant that was signed in to: the domain that they
// typed, else that of the user name, which a guest's tenant does not share.
func nameOf(s Session, p profile.Profile) string {
	_, domain, _ := strings.Cut(s.Account.Username, "@")
	switch {
	case p.Tenant != "" && !cloud.IsGUID(p.Tenant):
		return p.Tenant
	case domain != "" && !s.IsGuestIn(s.Account.TenantID):
		return domain
	}
	return s.Account.TenantID
}

// add takes each organization once: Global Discovery may list a guest's organization in
// the home tenant, too.
func (r *Retrieved) add(more []discovery.Instance) {
	if len(r.Instances) == 0 {
		r.Instances = more
		return
	}
	known := make(map[string]bool, len(r.Instances))
	for _, i := range r.Instances {
		known[i.ID] = true
	}
	for _, i := range more {
		if !known[i.ID] {
			r.Instances = append(r.Instances, i)
		}
	}
}
