package entra

import (
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// tenantKind says what the first segment of a path stands for.
type tenantKind int

const (
	noTenant  tenantKind = iota // neither ours nor a general one
	ours                        // the id or domain of one of ours
	anyWork                     // organizations, common
	consumers                   // personal accounts
)

// kindOf says what a path's first segment stands for at the moment.
func (s *open) kindOf(segment string) tenantKind {
	segment = strings.ToLower(segment)
	switch segment {
	case aadsts.ContosoID, aadsts.ContosoDomain, aadsts.FabrikamID, aadsts.FabrikamDomain:
		return ours
	case "organizations", "common":
		return anyWork
	case "consumers", aadsts.PersonalTenantID:
		return consumers
	}
	if there := s.dir().tenants; there > 0 {
		if n := aadsts.CompanyBySegment(segment); n > 0 && n <= there {
			return ours
		}
	}
	return noTenant
}

// has says whether a tenant is there.
func (s *open) has(t aadsts.Tenant) bool { return s.kindOf(t.ID) == ours }

// checkTenant is the error for a tenant segment by itself, or nil.
func (s *open) checkTenant(segment string) *aadsts.Refusal {
	if bad := aadsts.CheckCloud(segment); bad != nil {
		return bad
	}
	if s.kindOf(segment) == noTenant {
		return aadsts.Refuse("invalid_request", 90002, "Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.", aadsts.Show(segment))
	}
	return nil
}

// checkClient is the error for an application at a tenant segment, or nil.
// Single-tenant registrations are Contoso's.
func (s *Store) checkClient(segment, clientID string) (*App, *aadsts.Refusal) {
	a, bad := s.checkClientToInstall(segment, clientID)
	if t := aadsts.TenantOf(segment); bad == nil && a.NotInstalled && !s.installed(a.ApplicationID, t) {
		return nil, notFound(a.ApplicationID, t.Name)
	}
	return a, bad
}

// checkClientToInstall is the same for an application that an administrator is about to
// bring into the tenant.
func (s *open) checkClientToInstall(segment, clientID string) (*App, *aadsts.Refusal) {
	if r := s.checkTenant(segment); r != nil {
		return nil, r
	}
	a, kind, t := s.app(clientID), s.kindOf(segment), aadsts.TenantOf(segment)
	directory := t.Name
	if kind == consumers {
		directory = aadsts.PersonalTenantID
	}
	if a == nil || kind == consumers || t != aadsts.Contoso && !a.MultiTenant {
		return nil, notFound(clientID, directory)
	}
	if kind == anyWork && !a.MultiTenant {
		return nil, aadsts.Refuse("invalid_request", 50194, "Application '%s'(%s) is not configured as a multi-tenant application. Usage of the /%s endpoint is not supported for such apps. Use a tenant-specific endpoint or configure the application to be multi-tenant.", a.ApplicationID, a.Name, strings.ToLower(segment))
	}
	if a.Disabled {
		return nil, aadsts.Refuse("unauthorized_client", 7000112, "Application '%s'(%s) is disabled.", a.ApplicationID, a.Name)
	}
	return a, nil
}
