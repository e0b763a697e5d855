package entra

import "strings"

// TenantID is the practice tenant's id.
const TenantID = "8f3d2c51-6a0e-4b7d-91c8-5e4f7a2b0d36"

// personalTenant is the id of the directory of personal accounts, which /consumers
// stands for.
const personalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad"

// tenantKind says what the first segment of a path stands for.
type tenantKind int

const (
	noTenant  tenantKind = iota // neither ours nor a general one
	ours                        // our id or domain
	anyWork                     // organizations, common
	consumers                   // personal accounts
)

func kindOf(segment string) tenantKind {
	switch strings.ToLower(segment) {
	case TenantID, Domain:
		return ours
	case "organizations", "common":
		return anyWork
	case "consumers", personalTenant:
		return consumers
	}
	return noTenant
}

// checkTenant is the error for a tenant segment by itself, or nil.
func checkTenant(segment string) *refusal {
	if kindOf(segment) == noTenant {
		return refuse("invalid_request", 90002, "Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.", show(segment))
	}
	return nil
}

// checkClient is the error for an application at a tenant segment, or nil.
func (s *Server) checkClient(segment, clientID string) (*App, *refusal) {
	if r := checkTenant(segment); r != nil {
		return nil, r
	}
	a := s.app(clientID)
	kind := kindOf(segment)
	if a == nil || kind == consumers {
		directory := "Contoso (practice)"
		if kind == consumers {
			directory = personalTenant
		}
		return nil, refuse("unauthorized_client", 700016, "Application with identifier '%s' was not found in the directory '%s'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.", show(clientID), directory)
	}
	if kind == anyWork && !a.MultiTenant {
		return nil, refuse("invalid_request", 50194, "Application '%s'(%s) is not configured as a multi-tenant application. Usage of the /%s endpoint is not supported for such apps. Use a tenant-specific endpoint or configure the application to be multi-tenant.", a.ApplicationID, a.Name, strings.ToLower(segment))
	}
	return a, nil
}
