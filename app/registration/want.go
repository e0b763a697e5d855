package registration

import (
	"strings"

	"latchkey/app/pattern"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/recipe"
)

// Values of signInAudience.
const (
	audienceSingle   = "AzureADMyOrg"
	audienceMultiple = "AzureADMultipleOrgs"
	audienceBoth     = "AzureADandPersonalMicrosoftAccount"
	audiencePersonal = "PersonalMicrosoftAccount"
)

// Types of a permission, as manifests call them.
const (
	typeScope = "Scope"
	typeRole  = "Role"
)

// dataverse is the ApplicationID of Dataverse, the same in every tenant and cloud.
const dataverse = "00000007-0000-0000-c000-000000000000"

// userImpersonation is the id of Dataverse's delegated permission of that name.
const userImpersonation = "78ce3f0f-a1ce-49c2-8cde-64b5c0896db4"

// permission is one that is wanted. ID is "" when only the directory knows it.
type permission struct{ API, Name, Type, ID string }

// wanted is what a recipe has registered, with a profile's values filled in.
type wanted struct {
	Name         string
	Audience     string
	Platform     string
	RedirectURIs []string
	PublicClient bool
	IDTokens     bool
	AccessTokens bool
	Permissions  []permission
	Secret       *recipe.Secret
	User         string // the application user's security role
	Notes        []string
}

// permissionName is what the names of permissions consist of; nothing else goes into a query.
var permissionName = pattern.Lazy(`^[A-Za-z][A-Za-z0-9._-]{0,119}$`)

// want reads a recipe. Problems: Input "registration-none", "registration-by-maker",
// "registration-value", "registration-no-redirect".
func want(r recipe.Recipe, v recipe.Values) (wanted, error) {
	g := r.Registration
	switch {
	case g == nil:
		return wanted{}, problem.New(problem.Input, "registration-none").With("recipe", r.Name)
	case g.Maker:
		return wanted{}, problem.New(problem.Input, "registration-by-maker").With("recipe", r.Name)
	}
	w := wanted{
		Name: strings.TrimSpace(v.Fill(g.Name)), Audience: audienceOf(g), Platform: g.Platform,
		PublicClient: g.PublicClient, IDTokens: g.IDTokens, AccessTokens: g.AccessTokens, User: g.ApplicationUser,
	}
	if w.Name == "" {
		return wanted{}, problem.New(problem.Input, "registration-value").With("name", "name")
	}
	if g.Secret != nil {
		filled := *g.Secret
		filled.Description = v.Fill(filled.Description)
		w.Secret = &filled
	}
	for _, p := range g.Permissions {
		known, ok := permissionOf(p)
		if !ok {
			return wanted{}, problem.New(problem.Input, "registration-value").With("name", p.API+" "+p.Name)
		}
		w.Permissions = append(w.Permissions, known)
	}
	w.addRedirects(g, v)
	if len(w.RedirectURIs) == 0 {
		return wanted{}, problem.New(problem.Input, "registration-no-redirect").With("recipe", r.Name)
	}
	return w, nil
}

func audienceOf(g *recipe.Registration) string {
	if g.Accounts == recipe.AccountsMultiple {
		return audienceMultiple
	}
	return audienceSingle
}

func permissionOf(p recipe.Permission) (permission, bool) {
	w := permission{API: dataverse, Name: p.Name, Type: typeScope}
	if p.Type == "application" {
		w.Type = typeRole
	}
	if w.Type == typeScope && p.Name == "user_impersonation" {
		w.ID = userImpersonation
	}
	return w, p.API == "dataverse" && permissionName().MatchString(p.Name)
}

// addRedirects takes the recipe's redirect URIs and the profile's, and notes those that
// Entra wouldn't take.
func (w *wanted) addRedirects(g *recipe.Registration, v recipe.Values) {
	list := filledRedirects(g, v)
	if own := v["redirectUri"]; own != "" && !allowed(list, own) {
		list = append(list, own)
	}
	for _, uri := range list {
		if registrable(uri, g.Platform) {
			w.RedirectURIs = append(w.RedirectURIs, uri)
			continue
		}
		w.Notes = append(w.Notes, "Left out: "+oneLine(uri)+". Entra takes http for localhost only, no urn:, and under Web no private schemes.")
	}
}

// filledRedirects are the recipe's redirect URIs whose places are all known.
func filledRedirects(g *recipe.Registration, v recipe.Values) []string {
	var list []string
	for _, uri := range g.RedirectURIs {
		if v.Known(uri) {
			list = append(list, v.Fill(uri))
		}
	}
	return list
}

// registrable reports whether Entra takes a redirect URI into a registration today.
func registrable(uri, platform string) bool {
	r := profile.ParseRedirect(uri)
	switch {
	case r.Kind == profile.RedirectInvalid || r.Kind == profile.RedirectURN || r.URL.Hostname() == "::1":
		return false
	case r.URL.Scheme == "http":
		return r.Kind == profile.RedirectLoopback
	}
	return r.URL.Scheme == "https" || platform == recipe.PlatformPublic
}

// oneLine is a text without signs that would end a line or move the cursor.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
}
