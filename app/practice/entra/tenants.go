package entra

import "strings"

// The ids and verified domains of the tenants that are always there. Contoso is
// everybody's home; Fabrikam is another company, where some are guests.
const (
	TenantID       = "8f3d2c51-6a0e-4b7d-91c8-5e4f7a2b0d36"
	Domain         = "contoso.example"
	FabrikamID     = "3b7e9a04-5d21-4c8f-a6b0-92f1d84c7e15"
	FabrikamDomain = "fabrikam.example"
)

// tenant is one directory: users sign in to it, organizations belong to it, and
// what it issues carries its id.
type tenant struct{ id, domain, name string }

var (
	contoso  = tenant{TenantID, Domain, "Contoso (practice)"}
	fabrikam = tenant{FabrikamID, FabrikamDomain, "Fabrikam (practice)"}
)

// personalTenant is the id of the directory of personal accounts, which /consumers
// stands for.
const personalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad"

// tenantKind says what the first segment of a path stands for.
type tenantKind int

const (
	noTenant  tenantKind = iota // neither ours nor a general one
	ours                        // the id or domain of one of ours
	anyWork                     // organizations, common
	consumers                   // personal accounts
)

// kindOf needs no lock.
func (s *Server) kindOf(segment string) tenantKind {
	segment = strings.ToLower(segment)
	switch segment {
	case TenantID, Domain, FabrikamID, FabrikamDomain:
		return ours
	case "organizations", "common":
		return anyWork
	case "consumers", personalTenant:
		return consumers
	}
	if there := s.dir().tenants; there > 0 {
		if n := companyNumber(segment); n > 0 && n <= there {
			return ours
		}
	}
	return noTenant
}

// tenantOf is the tenant that a path's first segment means, whether or not it is there.
// The general ones mean the user's home, which is Contoso for all.
func tenantOf(segment string) tenant {
	segment = strings.ToLower(segment)
	switch segment {
	case FabrikamID, FabrikamDomain:
		return fabrikam
	case "", TenantID, Domain, "organizations", "common", "consumers", personalTenant:
		return contoso
	}
	if n := companyNumber(segment); n > 0 {
		return company(n)
	}
	return contoso
}

// has says whether a tenant is there. It needs no lock.
func (s *Server) has(t tenant) bool { return s.kindOf(t.id) == ours }

// checkTenant is the error for a tenant segment by itself, or nil.
func (s *Server) checkTenant(segment string) *refusal {
	if bad := elsewhere(segment); bad != nil {
		return bad
	}
	if s.kindOf(segment) == noTenant {
		return refuse("invalid_request", 90002, "Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.", show(segment))
	}
	return nil
}

// checkClient is the error for an application at a tenant segment, or nil.
// Single-tenant registrations are Contoso's.
func (s *Server) checkClient(segment, clientID string) (*App, *refusal) {
	a, bad := s.checkClientToInstall(segment, clientID)
	if t := tenantOf(segment); bad == nil && a.NotInstalled && !s.installed(a.ApplicationID, t) {
		return nil, notFound(a.ApplicationID, t.name)
	}
	return a, bad
}

// checkClientToInstall is the same for an application that an administrator is about to
// bring into the tenant.
func (s *Server) checkClientToInstall(segment, clientID string) (*App, *refusal) {
	if r := s.checkTenant(segment); r != nil {
		return nil, r
	}
	a, kind, t := s.app(clientID), s.kindOf(segment), tenantOf(segment)
	directory := t.name
	if kind == consumers {
		directory = personalTenant
	}
	if a == nil || kind == consumers || t != contoso && !a.MultiTenant {
		return nil, notFound(clientID, directory)
	}
	if kind == anyWork && !a.MultiTenant {
		return nil, refuse("invalid_request", 50194, "Application '%s'(%s) is not configured as a multi-tenant application. Usage of the /%s endpoint is not supported for such apps. Use a tenant-specific endpoint or configure the application to be multi-tenant.", a.ApplicationID, a.Name, strings.ToLower(segment))
	}
	if a.Disabled {
		return nil, refuse("unauthorized_client", 7000112, "Application '%s'(%s) is disabled.", a.ApplicationID, a.Name)
	}
	return a, nil
}
