package connection

import (
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// organizationAddress is the address of the profile's organization, which is also
// the resource of its tokens, and the address of its Web API.
func organizationAddress(p profile.Profile) (address, apiURL string) {
	if o := p.Organization; o != nil && o.URL != "" {
		if o.APIURL != "" {
			return trimmed(o.URL), trimmed(o.APIURL)
		}
		return trimmed(o.URL), trimmed(o.URL)
	}
	return trimmed(p.OrganizationURL), trimmed(p.OrganizationURL)
}

func trimmed(address string) string { return strings.TrimRight(address, "/") }

// resourceOf checks that a resource is an organization of the profile's cloud: a
// token for anything else is not ours to ask for.
func resourceOf(text string, id cloud.ID) (string, error) {
	address, of, err := cloud.ParseOrganizationURL(text)
	if err != nil {
		return "", err
	}
	if of != id {
		return "", problem.New(problem.Input, "organization-other-cloud").With("url", address).At("resource")
	}
	return address, nil
}

func sameGUID(a, b string) bool { return strings.EqualFold(a, b) }

// Adopt puts a signed-in account into a profile.
func Adopt(p profile.Profile, a signin.Account) profile.Profile {
	p.HomeAccountID, p.Username, p.AccountTenant = a.HomeAccountID, a.Username, a.TenantID
	return p
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

// Typed is an organization of which only the address is known.
func Typed(address string, id cloud.ID) (profile.Organization, error) {
	canonical, of, err := cloud.ParseOrganizationURL(address)
	if err != nil {
		return profile.Organization{}, problem.From(err).At("organization")
	}
	if of != id {
		return profile.Organization{}, problem.New(problem.Input, "organization-other-cloud").With("url", canonical).At("organization")
	}
	return profile.Organization{FriendlyName: hostOf(canonical), URL: canonical, APIURL: canonical, Region: cloud.Region(canonical)}, nil
}
