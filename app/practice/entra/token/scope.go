package token

import (
	"net/url"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// grant is a scope parameter understood.
type grant struct {
	audience string         // the "aud" of the access token
	scopes   []string       // the resource's, as they were asked for
	defaults []string       // what .default means there, by name
	openID   []string       // openid, profile, email, offline_access
	api      *directory.App // the registration that the token is for; nil is one of Microsoft's own
	// several says that more than one resource was named; the grant is for the first.
	several bool
}

// graph is what an access token is for when no resource was asked for.
const graph = directory.GraphID

func (g grant) has(scope string) bool { return slices.Contains(g.openID, scope) }

// echo is the answer's scope: clients treat a resource scope that doesn't come
// back letter for letter as declined. Microsoft Graph's have openid and profile beside
// the permissions (from memory).
func (g grant) echo() string {
	named := slices.DeleteFunc(slices.Clone(g.openID), func(word string) bool { return word == "offline_access" })
	if len(g.scopes) == 0 {
		return strings.Join(named, " ")
	}
	var out []string
	for _, s := range g.scopes {
		if base, ok := strings.CutSuffix(s, ".default"); ok {
			for _, name := range g.defaults {
				out = append(out, base+name)
			}
		}
	}
	out = append(out, g.scopes...)
	if directory.IsGraph(g.audience) {
		out = append(out, named...)
	}
	return strings.Join(out, " ")
}

// resource is what a token can be for.
type resource struct {
	id       string // the same however it is spelt
	audience string
	defaults []string // what .default means
	permits  func(name string) bool
	api      *directory.App // the registration that it is; nil is one of Microsoft's own
}

// readScope understands a scope parameter ("Scopes and permissions in the Microsoft
// identity platform"). A resource is named by its address with one slash before the
// permission or with two ("https://org//user_impersonation", which makes an audience that
// ends in a slash), or not at all, which means Microsoft Graph. Of several resources the
// first counts; who may name only one asks checkOneResource.
func (s *Issuer) readScope(b directory.Bases, t aadsts.Tenant, text string) (grant, *aadsts.Refusal) {
	g := grant{audience: graph}
	first, words, dotted := "", map[string]int{}, map[string]bool{}
	for _, word := range strings.Fields(text) {
		named, name, bad := splitScope(word)
		if bad != nil {
			return g, bad
		}
		if isOpenIDScope(name) && (named == "" || directory.IsGraph(named)) {
			g.openID = append(g.openID, name)
			continue
		}
		r, bad := s.resourceOf(b, t, named)
		if bad != nil {
			return g, bad
		}
		if name != ".default" && !r.permits(name) {
			return g, aadsts.Refuse("invalid_client", 650053, "The application asked for scope '%s' that doesn't exist on the resource '%s'. Contact the app vendor.", aadsts.Show(name), aadsts.Show(r.audience))
		}
		words[r.id]++
		dotted[r.id] = dotted[r.id] || name == ".default"
		if dotted[r.id] && words[r.id] > 1 {
			return g, aadsts.Refuse("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.")
		}
		if first == "" {
			first, g.audience, g.defaults, g.api = r.id, r.audience, r.defaults, r.api
		}
		if r.id != first {
			g.several = true
			continue
		}
		g.scopes = append(g.scopes, word)
	}
	return g, nil
}

// checkOneResource refuses more than one resource, where a token is asked for at once. The
// authorization endpoint takes them, for one consent to all; a refresh gives a token for
// the first ("OAuth 2.0 authorization code flow", the parameter scope of each).
func (g grant) checkOneResource() *aadsts.Refusal {
	if !g.several {
		return nil
	}
	return aadsts.Refuse("invalid_request", 28000, "Provided value for the input parameter scope is not valid because it contains more than one resource.")
}

func isOpenIDScope(word string) bool {
	return slices.Contains([]string{"openid", "profile", "email", "offline_access"}, word)
}

// splitScope is a word's resource, which may be left out, and its permission.
func splitScope(word string) (resource, name string, bad *aadsts.Refusal) {
	cut := strings.LastIndexByte(word, '/')
	if cut < 0 {
		return "", word, nil
	}
	resource, name = word[:cut], word[cut+1:]
	if name == "" || strings.HasSuffix(resource, ":/") {
		return "", "", aadsts.Refuse("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid. The scope '%s' does not exist: a resource alone is no scope.", aadsts.Show(word))
	}
	if !strings.Contains(resource, "://") && !aadsts.IsGUID(resource) {
		return "", "", aadsts.Refuse("invalid_scope", 70011, "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '%s' does not exist.", aadsts.Show(word))
	}
	return resource, name, nil
}

// resourceOf finds what a scope names: Microsoft Graph, Global Discovery, one of the tenant's
// organizations, or a registration that exposes an API.
func (s *Issuer) resourceOf(b directory.Bases, t aadsts.Tenant, name string) (resource, *aadsts.Refusal) {
	dataverse := resource{id: name, audience: name, defaults: []string{directory.UserImpersonation}, permits: func(name string) bool { return name == directory.UserImpersonation }}
	switch {
	case name == "":
		return resource{graph, graph, []string{directory.GraphDefault}, directory.IsGraphPermission, nil}, nil
	case directory.IsGraph(name):
		return resource{graph, name, []string{directory.GraphDefault}, directory.IsGraphPermission, nil}, nil
	case strings.TrimSuffix(name, "/") == b.Discovery:
		return dataverse, nil
	}
	if o, ok := s.organizationOf(b, name); ok && o.Tenant == t {
		return dataverse, nil
	}
	if api := s.API(name, t); api != nil {
		return resource{api.ApplicationID, name, api.Scopes, func(name string) bool { return slices.Contains(api.Scopes, name) }, api}, nil
	}
	return resource{}, aadsts.Refuse("invalid_resource", 500011, "The resource principal named %s was not found in the tenant named %s. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.", aadsts.Show(name), t.ID)
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
		if ok && b.IsOrganization(resource, o.UniqueName) {
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

// issuersV1 is what the issuers of v1 tokens begin with. At Entra it is
// https://sts.windows.net/, whatever host the authority has: a client that compares it with
// the authority's address fails there, and so it does here. It is a name and is never called.
// It says practice through every door, so that a program which trusts Entra's issuer refuses
// these tokens, and one which is to take them has to be told so.
const issuersV1 = "https://sts.practice.localhost/"

// issuerV1 is the issuer of v1 tokens; it ends in a slash.
func issuerV1(t aadsts.Tenant) string { return issuersV1 + t.ID + "/" }
