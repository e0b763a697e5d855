package token

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// tokenRequest is one request for tokens whose application has proved itself.
type tokenRequest struct {
	b       directory.Bases
	p       aadsts.Params
	app     *directory.App
	segment string // of the path
	v1      bool
	// platform is the one that the program says it runs on.
	platform string
	claims   aadsts.ClaimsRequest
}

func newTokenRequest(r *http.Request, b directory.Bases, p aadsts.Params, a *directory.App, segment string, v1 bool) tokenRequest {
	claims, _ := aadsts.ReadClaims(p["claims"]) // it was checked
	return tokenRequest{b, p, a, segment, v1, directory.PlatformOf(r), claims}
}

func (q tokenRequest) tenant() aadsts.Tenant { return aadsts.TenantOf(q.segment) }

// access is what policies have to say about: tokens for a resource.
func (q tokenRequest) access(resource, way string) directory.Access {
	return directory.Access{Tenant: q.tenant(), App: q.app, Way: way, Resource: resource, Platform: q.platform, Claims: q.claims}
}

// scope is what the request names in the language of v2, or else what was granted before.
func (q tokenRequest) scope(granted string) string {
	switch {
	case q.v1 && q.p["resource"] != "":
		return scopeV1(q.p["resource"])
	case !q.v1 && q.p["scope"] != "":
		return q.p["scope"]
	}
	return granted
}

// exchange spends what the request brings along.
func (s *Issuer) exchange(q tokenRequest) (issued, *aadsts.Refusal) {
	if q.p["grant_type"] == "client_credentials" {
		return s.byApplication(q)
	}
	// What can be checked without spending anything is checked first.
	asked, named, bad := s.readAsked(q)
	if bad == nil && q.p["grant_type"] != "refresh_token" {
		bad = asked.checkOneResource()
	}
	if bad != nil {
		return issued{}, bad
	}
	switch q.p["grant_type"] {
	case "authorization_code":
		return s.byCode(q, asked, named)
	case "refresh_token":
		return s.byRefresh(q, asked, named)
	case "password":
		return s.byPassword(q, asked, named)
	case deviceGrant, oldDeviceGrant:
		return s.byDevice(q)
	case onBehalfGrant:
		return s.byAssertion(q, asked, named)
	}
	return issued{}, aadsts.Refuse("unsupported_grant_type", 70003, "The app requested an unsupported grant type '%s'.", aadsts.Show(q.p["grant_type"]))
}

// readAsked is what the request itself names: a scope, or in v1 a resource.
func (s *Issuer) readAsked(q tokenRequest) (g grant, named bool, bad *aadsts.Refusal) {
	switch {
	case q.v1 && q.p["resource"] != "":
		if bad = directory.CheckResourceV1(q.p["resource"], q.tenant()); bad != nil {
			return g, true, bad
		}
		g, bad = s.readScope(q.b, q.tenant(), scopeV1(q.p["resource"]))
		return g, true, bad
	case !q.v1 && q.p["scope"] != "":
		g, bad = s.readScope(q.b, q.tenant(), q.p["scope"])
		return g, true, bad
	}
	return grant{}, false, nil
}

func (s *Issuer) byCode(q tokenRequest, asked grant, named bool) (issued, *aadsts.Refusal) {
	if bad := q.p.CheckPresent("code", "redirect_uri"); bad != nil {
		return issued{}, bad
	}
	var row directory.CodeRow
	var bad *aadsts.Refusal
	got := issued{app: q.app, v1: q.v1}
	s.Under(func(l *directory.Locked) {
		if row, bad = redeem(l, q.p, q.segment, q.app.ApplicationID); bad != nil {
			return
		}
		got.tenant = aadsts.TenantOf(row.Tenant)
		got.user, got.nonce, got.at, got.mfa, got.claims = l.User(row.User), row.Nonce, row.At, row.MFA, row.Claims
		got.until, got.session = row.Until, row.Session
		got.contexts, got.capable = row.Contexts, row.Capable || q.claims.Capable
		if named && directory.ResourceIn(q.scope("")) != directory.ResourceIn(row.Scope) {
			// The sign-in met what is demanded for another resource.
			if bad = l.CheckDemand(got.user, proofOf(row.MFA, row.Strong), q.access(directory.ResourceIn(q.scope("")), directory.WayBrowser)); bad != nil {
				return
			}
		}
		if seen, _ := aadsts.ReadClaims(row.Claims); got.capable { // it was checked when the sign-in began
			got.elsewhere = l.IsSeenElsewhere(got.user, directory.Access{Tenant: got.tenant, App: q.app, Way: directory.WayBrowser, Resource: directory.ResourceIn(q.scope(row.Scope)), Platform: q.platform, Claims: seen})
		}
		got.refresh = firstRefresh(l, directory.FamilyRow{Tenant: row.Tenant, Client: row.Client, User: row.User, Scope: row.Scope, At: row.At, MFA: row.MFA, Strong: row.Strong, Until: row.Until, Session: row.Session})
		stamp(l, &got)
	})
	if bad != nil {
		return issued{}, bad
	}
	granted, bad := s.readScope(q.b, got.tenant, row.Scope)
	if bad != nil {
		return issued{}, bad // the organizations became fewer meanwhile
	}
	got.grant = granted
	if named {
		got.grant = asked
		got.grant.openID = granted.openID // what was asked for in the browser
	}
	return got, nil
}

// firstRefresh is a new family's refresh token, or "" when none was asked for.
func firstRefresh(l *directory.Locked, row directory.FamilyRow) string {
	if !slices.Contains(strings.Fields(row.Scope), "offline_access") {
		return ""
	}
	return startFamily(l, row)
}

func (s *Issuer) byRefresh(q tokenRequest, asked grant, named bool) (issued, *aadsts.Refusal) {
	if bad := q.p.CheckPresent("refresh_token"); bad != nil {
		return issued{}, bad
	}
	var row directory.FamilyRow
	var bad *aadsts.Refusal
	got := issued{tenant: q.tenant(), app: q.app, v1: q.v1, grant: asked, contexts: q.claims.Contexts, capable: q.claims.Capable}
	s.Under(func(l *directory.Locked) {
		got.refresh, row, bad = rotate(l, q.p["refresh_token"], q.app, func(row directory.FamilyRow) *aadsts.Refusal {
			if bad := l.CheckSignInFrequency(row); bad != nil {
				return bad
			}
			access := q.access(directory.ResourceIn(q.scope(row.Scope)), directory.WayRefresh)
			if bad := cmp.Or(l.CheckDeviceSession(l.User(row.User), row, access), l.CheckAccess(l.User(row.User), strengthIn(l, row, got.tenant), access)); bad != nil {
				return bad
			}
			return cmp.Or(q.app.CheckPermissions(q.scope(row.Scope)), l.CheckConsent(l.User(row.User), q.app, got.tenant, q.scope(row.Scope)))
		})
		if bad != nil {
			return
		}
		got.user, got.at, got.mfa, got.until, got.session = l.User(row.User), row.At, mfaIn(l, row, got.tenant), row.Until, row.Session
		got.elsewhere = got.capable && l.IsSeenElsewhere(got.user, q.access(directory.ResourceIn(q.scope(row.Scope)), directory.WayRefresh))
		stamp(l, &got)
	})
	if bad != nil {
		return issued{}, bad
	}
	if !named {
		if got.grant, bad = s.readScope(q.b, aadsts.TenantOf(row.Tenant), row.Scope); bad != nil {
			return issued{}, bad
		}
	}
	return got, nil
}

// byApplication is RFC 6749 section 4.4: the application itself, of a tenant that
// is named, for one resource.
func (s *Issuer) byApplication(q tokenRequest) (issued, *aadsts.Refusal) {
	if s.KindOf(q.segment) != directory.OwnTenant {
		return issued{}, aadsts.Refuse("invalid_request", 900023, "Specified tenant identifier '%s' is neither a valid DNS name, nor a valid external domain: an application has no home to be found by.", strings.ToLower(q.segment))
	}
	text := q.p["scope"]
	if q.v1 {
		if bad := cmp.Or(q.p.CheckPresent("resource"), directory.CheckResourceV1(q.p["resource"], q.tenant())); bad != nil {
			return issued{}, bad
		}
		text = q.p["resource"] + "/.default"
	}
	if bad := q.p.CheckPresent("scope"); bad != nil && !q.v1 {
		return issued{}, bad
	}
	if !onlyDefault(text) {
		return issued{}, aadsts.Refuse("invalid_scope", 1002012, "The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).", aadsts.Show(text))
	}
	got := issued{tenant: q.tenant(), app: q.app, v1: q.v1}
	bad := q.app.CheckPermissions(text)
	if bad != nil {
		return issued{}, bad
	}
	if got.grant, bad = s.readScope(q.b, got.tenant, text); bad != nil {
		return issued{}, bad
	}
	// Of Microsoft's own, Graph alone looks at tokens of applications ("Continuous access evaluation for
	// workload identities").
	got.capable = q.claims.Capable && directory.IsGraph(got.grant.audience)
	s.Under(func(l *directory.Locked) {
		access := q.access(got.grant.audience, directory.WayApplication)
		if bad = l.EvaluatePolicies(nil, access); bad == nil {
			got.elsewhere = got.capable && l.IsSeenElsewhere(nil, access)
			stamp(l, &got)
		}
	})
	return got, bad
}

// onlyDefault says whether a scope is the .default of one resource. MSAL Go writes
// "openid offline_access profile" beside it even here, so those don't count.
func onlyDefault(text string) bool {
	n := 0
	for _, word := range strings.Fields(text) {
		switch {
		case slices.Contains([]string{"openid", "profile", "email", "offline_access"}, word):
		case strings.HasSuffix(word, "/.default"):
			n++
		default:
			return false
		}
	}
	return n == 1
}
