package profile

import (
	"slices"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// mostExtraTenants bounds how many tenants are retrieved from: each is a token request.
const mostExtraTenants = 20

// plainTenants are tenants in one spelling, each once, without empty ones.
func plainTenants(list []string) []string {
	var kept []string
	for _, t := range list {
		t = strings.ToLower(plainGUID(strings.TrimFunc(t, blank)))
		if _, domain, found := strings.Cut(t, "@"); found {
			t = domain // an e-mail address names its domain
		}
		if t != "" && !slices.Contains(kept, t) {
			kept = append(kept, t)
		}
	}
	return kept
}

func checkExtraTenants(list []string) []*problem.Problem {
	if len(list) > mostExtraTenants {
		return tooLong("extra-tenants-too-many", mostExtraTenants)
	}
	for _, t := range list {
		if !cloud.IsTenant(t) {
			return []*problem.Problem{problem.New(problem.Input, "extra-tenant-invalid").With("tenant", t)}
		}
	}
	return nil
}

// checkDomainHint accepts a domain, and Entra's words for personal and work accounts.
func checkDomainHint(hint string) []*problem.Problem {
	if hint == "" || cloud.IsCommonTenant(hint) || cloud.IsTenant(hint) && !cloud.IsGUID(hint) {
		return nil
	}
	return one("domain-hint-invalid")
}

func checkSignInAs(p Profile) []*problem.Problem {
	if p.SignInAs == "" || p.SignInAs == AsApplication {
		return nil
	}
	return one("sign-in-as-unknown")
}

// checkApplicationTenant: no person is there whom a tenant could be found from. An
// organization's address names its tenant.
func checkApplicationTenant(p Profile) []*problem.Problem {
	if cloud.IsTenant(p.Tenant) || p.OrganizationURL != "" || p.Organization != nil || strings.Contains(p.LoginHint, "@") {
		return nil
	}
	return one("application-tenant-missing")
}

// NearExpiry is how long before its end a credential is warned about: an application's
// secret or certificate, wherever one is looked at.
const NearExpiry = 30 * 24 * time.Hour

// Expiry says how near the end of the application's credential is: "expired", "soon"
// with the whole days that are left, or "" when it is far or not known.
func (p Profile) Expiry(now time.Time) (state string, days int) {
	if !p.IsApplication() || p.Credential == nil {
		return "", 0
	}
	end, err := time.Parse(time.RFC3339, p.Credential.Expires)
	switch left := end.Sub(now); {
	case err != nil:
		return "", 0
	case left <= 0:
		return "expired", 0
	case left <= NearExpiry:
		return "soon", int(left / (24 * time.Hour))
	}
	return "", 0
}
