package token

import (
	"net/url"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// grant is a scope parameter understood.
type grant struct {
	audience string   // the "aud" of the access token
	scopes   []string // the resource's, as they were asked for
	openID   []string // openid, profile, email, offline_access
}

// graph is what an access token is for when no resource was asked for.
const graph = "00000003-0000-0000-c000-000000000000"

func (g grant) has(scope string) bool {
	for _, s := range g.openID {
		if s == scope {
			return true
		}
	}
	return false
}

// echo is the answer's scope: clients treat a resource scope that doesn't come
// back letter for letter as declined.
func (g grant) echo() string {
	if len(g.scopes) == 0 {
		return strings.Join(without(g.openID, "offline_access"), " ")
	}
	out := g.scopes
	for _, s := range g.scopes {
		if base, ok := strings.CutSuffix(s, ".default"); ok {
			out = append([]string{base + directory.UserImpersonation}, out...)
		}
	}
	return strings.Join(out, " ")
}

func without(list []string, word string) []string {
	var out []string
	for _, s := range list {
		if s != word {
			out = append(out, s)
		}
	}
	return out
}

// readScope understands a scope parameter: at most one resource, named by URL
// with one slash before the permission or with two ("https://org//user_impersonation",
// which makes an audience that ends in a slash).
func (s *Issuer) readScope(b directory.Bases, t aadsts.Tenant, text string) (grant, *aadsts.Refusal) {
	var g grant
	defaults := false
	for _, word := range strings.Fields(text) {
		switch word {
		case "openid", "profile", "email", "offline_access":
			g.openID = append(g.openID, word)
			continue
		}
		cut := strings.LastIndexByte(word, '/')
		if cut <= 0 || !strings.Contains(word, "://") {
			return g, aadsts.Refuse("invalid_scope", 70011, "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '%s' does not exist.", aadsts.Show(word))
		}
		resource, name := word[:cut], word[cut+1:]
		if name == "" || strings.HasSuffix(resource, ":/") {
			return g, aadsts.Refuse("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid. The scope '%s' does not exist: a resource alone is no scope.", aadsts.Show(word))
		}
		if bad := s.checkResource(b, t, resource); bad != nil {
			return g, bad
		}
		if g.audience != "" && g.audience != resource {
			return g, aadsts.Refuse("invalid_request", 28000, "Provided value for the input parameter scope is not valid because it contains more than one resource.")
		}
		switch name {
		case ".default":
			defaults = true
		case directory.UserImpersonation:
		default:
			return g, aadsts.Refuse("invalid_client", 650053, "The application asked for scope '%s' that doesn't exist on the resource '%s'. Contact the app vendor.", aadsts.Show(name), aadsts.Show(resource))
		}
		g.audience = resource
		g.scopes = append(g.scopes, word)
	}
	if defaults && len(g.scopes) > 1 {
		return g, aadsts.Refuse("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.")
	}
	if g.audience == "" {
		g.audience = graph
	}
	return g, nil
}

// checkResource is the error for a resource that is neither Global Discovery nor
// one of the tenant's organizations, or nil.
func (s *Issuer) checkResource(b directory.Bases, t aadsts.Tenant, resource string) *aadsts.Refusal {
	if strings.TrimSuffix(resource, "/") == b.Discovery {
		return nil
	}
	if o, ok := s.organizationOf(b, resource); ok && o.Tenant == t {
		return nil
	}
	return aadsts.Refuse("invalid_resource", 500011, "The resource principal named %s was not found in the tenant named %s. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.", aadsts.Show(resource), t.Name)
}

// organizationOf finds an organization by its URL, with or without a slash at the
// end, among any number of them without looking at each.
func (s *Issuer) organizationOf(b directory.Bases, resource string) (directory.Environment, bool) {
	resource = strings.TrimSuffix(resource, "/")
	u, err := url.Parse(resource)
	if err != nil || u.Host == "" {
		return directory.Environment{}, false
	}
	label, _, _ := strings.Cut(u.Host, ".")
	segment := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	for _, name := range []string{segment, label} {
		o, ok := s.Environment(name)
		if ok && (resource == b.Organization(o.UniqueName) || resource == directory.WebAPIURL(b.Organization(o.UniqueName))) {
			return o, true
		}
	}
	return directory.Environment{}, false
}

// CheckScope refuses a scope parameter that the tenant doesn't understand.
func (s *Issuer) CheckScope(b directory.Bases, t aadsts.Tenant, text string) *aadsts.Refusal {
	_, bad := s.readScope(b, t, text)
	return bad
}

// The v1 endpoints ("Authorize access using the OAuth 2.0 code grant flow", Azure
// AD v1.0): a resource instead of a scope, and no word about openid or
// offline_access, which come by themselves.

// scopeV1 is what a resource means in the language of v2. The resource becomes the
// audience as it was written, with its slash at the end or without.
func scopeV1(resource string) string {
	text := "openid profile offline_access"
	if resource != "" {
		text = resource + "/" + directory.UserImpersonation + " " + text
	}
	return text
}

// issuerV1 is the issuer of v1 tokens; it ends in a slash.
func issuerV1(b directory.Bases, t aadsts.Tenant) string { return b.Authority + "/" + t.ID + "/" }
