package directory

import (
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// EveryTenant stands for every other tenant, in Person.GuestIn.
const EveryTenant = "*"

// tenantKind says what the first segment of a path stands for.
type tenantKind int

const (
	NoTenant       tenantKind = iota // neither ours nor a general one
	OwnTenant                        // the id or domain of one of ours
	AnyWorkTenant                    // organizations, common
	PersonalTenant                   // personal accounts
)

// KindOf says what a path's first segment stands for at the moment.
func (s *shared) KindOf(segment string) tenantKind {
	segment = strings.ToLower(segment)
	switch segment {
	case aadsts.ContosoID, aadsts.ContosoDomain, aadsts.FabrikamID, aadsts.FabrikamDomain:
		return OwnTenant
	case "organizations", "common":
		return AnyWorkTenant
	case "consumers", aadsts.PersonalTenantID:
		return PersonalTenant
	}
	if there := s.dir().tenants; there > 0 {
		if n := aadsts.CompanyBySegment(segment); n > 0 && n <= there {
			return OwnTenant
		}
	}
	return NoTenant
}

// HasTenant says whether a tenant is there.
func (s *shared) HasTenant(t aadsts.Tenant) bool { return s.KindOf(t.ID) == OwnTenant }

// CheckTenant is the error for a tenant segment by itself, or nil.
func (s *shared) CheckTenant(segment string) *aadsts.Refusal {
	if bad := aadsts.CheckCloud(segment); bad != nil {
		return bad
	}
	if s.KindOf(segment) == NoTenant {
		return aadsts.Refuse("invalid_request", 90002, "Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.", aadsts.Show(segment))
	}
	return nil
}
