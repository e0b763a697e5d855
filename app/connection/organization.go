package connection

import (
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

func trimmed(address string) string { return strings.TrimRight(address, "/") }

// resourceOf checks that a resource is an organization of the profile's cloud: a
// token for anything else is not ours to ask for.
func resourceOf(text string, c cloud.Cloud) (string, error) {
	address, err := c.Organization(text)
	if err != nil {
		return "", problem.From(err).At("resource")
	}
	return address, nil
}

func sameGUID(a, b string) bool { return strings.EqualFold(a, b) }

// Adopt puts what a sign-in showed into a profile: the account, how it came, which spelling
// of scopes worked, and whose a typed organization is.
func Adopt(p profile.Profile, s Session, now time.Time) profile.Profile {
	p.DoubleSlash = s.DoubleSlash
	if p.Organization != nil && p.Organization.TenantID == "" && s.organizationTenant != "" {
		known := *p.Organization
		known.TenantID = s.organizationTenant
		p.Organization = &known
	}
	if p.IsApplication() {
		return profile.SignedIn(p, "", "", s.Account.TenantID) // found once, it needs no network again
	}
	if s.Prompt != SavedSession {
		p.ResponseMode = s.ResponseMode
		p.SignedInAt = now.UTC().Format(time.RFC3339)
	}
	if s.cameBack && s.target.ClientID == p.ApplicationID && s.target.RedirectURI == p.RedirectURI {
		p = profile.CameBack(p)
	}
	p.LastPrompt, p.LastPromptGuessed = s.Prompt, s.PromptGuessed
	tenant := s.Account.TenantID
	if s.home != "" {
		tenant = s.home // the account's own; the organization names its tenant itself
	}
	return profile.SignedIn(p, s.Account.HomeAccountID, s.Account.Username, tenant)
}

// Choose puts an organization into a profile. What was tested before was another one.
func Choose(p profile.Profile, i discovery.Instance) profile.Profile {
	o := i.Organization()
	if p.Organization == nil || !sameGUID(p.Organization.ID, o.ID) {
		p.LastVerified = ""
	}
	p.Organization = &o
	return p
}

// Find returns the organization that a name means: its ID, unique name, URL or
// friendly name, without case. A name that means several is refused.
func Find(instances []discovery.Instance, name string) (discovery.Instance, error) {
	keys := []func(profile.Organization) string{
		func(o profile.Organization) string { return o.ID },
		func(o profile.Organization) string { return o.UniqueName },
		func(o profile.Organization) string { return trimmed(o.URL) },
		func(o profile.Organization) string { return hostOf(o.URL) },
		func(o profile.Organization) string { return o.FriendlyName },
	}
	wanted := trimmed(strings.TrimSpace(name))
	for _, key := range keys {
		var found []discovery.Instance
		for _, i := range instances {
			if strings.EqualFold(key(i.Organization()), wanted) {
				found = append(found, i)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return discovery.Instance{}, problem.New(problem.Input, "organization-ambiguous").With("name", name).At("organization")
		}
	}
	return discovery.Instance{}, problem.New(problem.NotFound, "organization-not-found").With("name", name).At("organization")
}

func hostOf(address string) string {
	_, host, _ := strings.Cut(trimmed(address), "://")
	return host
}

// Typed is an organization of which only the address is known. The first sign-in asks it
// for its tenant.
func Typed(address string, c cloud.Cloud) (profile.Organization, error) {
	canonical, err := c.Organization(address)
	if err != nil {
		return profile.Organization{}, problem.From(err).At("organization")
	}
	return profile.Organization{FriendlyName: hostOf(canonical), URL: canonical, APIURL: canonical, Region: cloud.Region(canonical)}, nil
}
