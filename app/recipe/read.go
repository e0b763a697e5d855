package recipe

import (
	"cmp"
	"embed"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"latchkey/app/cloud"
	"latchkey/app/nearest"
	"latchkey/app/problem"
	"latchkey/app/yamlfile"
)

//go:embed recipes
var shipped embed.FS

//go:embed figures
var drawings embed.FS

// Parse reads a recipe file; name is what problems call it, and without its ending the
// recipe's id. Problems: those of yamlfile.Read, and in its form "file-name".
func Parse(name string, text []byte) (Recipe, error) {
	var r Recipe
	err := yamlfile.Read(name, text, shape(), &r, func(f *yamlfile.File) { checker{f, &r}.check() })
	base := filepath.Base(name)
	r.ID = strings.TrimSuffix(base, filepath.Ext(base))
	return r, err
}

// all are the recipes that come with Latchkey; they are read on first use.
var all = sync.OnceValue(func() []Recipe {
	entries, err := shipped.ReadDir("recipes")
	if err != nil { // it is part of the program
		panic(err)
	}
	var list []Recipe
	for _, e := range entries {
		text, err := shipped.ReadFile("recipes/" + e.Name())
		if err != nil {
			panic(err)
		}
		r, err := Parse(e.Name(), text)
		if err != nil {
			panic(err) // a test reads each of them
		}
		list = append(list, r)
	}
	for i, r := range list {
		for _, other := range list {
			if r.Like != "" && other.ID == r.Like {
				list[i] = r.as(other)
			}
		}
	}
	return list
})

// All lists the recipes that come with Latchkey, by name. They are shared: don't change them.
func All() []Recipe {
	return slices.SortedFunc(slices.Values(all()), func(a, b Recipe) int { return strings.Compare(a.Name, b.Name) })
}

// Get is the recipe of an id. Problem: NotFound "recipe-not-found".
func Get(id string) (Recipe, error) {
	var ids []string
	near := ""
	for _, r := range all() {
		if r.ID == strings.ToLower(id) {
			return r, nil
		}
		if near == "" && strings.HasPrefix(r.ID, strings.ToLower(id)) {
			near = r.ID
		}
		ids = append(ids, r.ID)
	}
	near = cmp.Or(near, nearest.Name(id, ids))
	return Recipe{}, problem.New(problem.NotFound, "recipe-not-found").With("name", id).With("near", near)
}

// Load is the recipe of an id, or the one in a file: a name that ends as such files do, or
// that is a path. Problems: those of Get and ReadFile.
func Load(name string) (Recipe, error) {
	if !isFile(name) {
		return Get(name)
	}
	r, err := ReadFile(name)
	if err != nil || r.Like == "" {
		return r, err
	}
	other, err := Get(r.Like)
	return r.as(other), err
}

func isFile(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	return ending == ".yaml" || ending == ".yml" || strings.ContainsAny(name, `/\`)
}

// as is another recipe under this one's name.
func (r Recipe) as(other Recipe) Recipe {
	other.ID, other.Name, other.Like = r.ID, r.Name, r.Like
	return other
}

// Brief is the summary in a list: under the recipe's own name, with nobody's values.
func (r Recipe) Brief() string { return Values{"product": r.Name}.Fill(r.Summary) }

// Find is one of the recipe's walkthroughs, by its id or by the role of the first that is for
// it. Problem: NotFound "walkthrough-not-found".
func (r Recipe) Find(name string) (Walkthrough, error) {
	var ids []string
	for _, w := range r.Walkthroughs {
		if w.ID == name {
			return w, nil
		}
		ids = append(ids, w.ID)
	}
	for _, w := range r.Walkthroughs {
		if w.Role == name {
			return w, nil
		}
	}
	return Walkthrough{}, problem.New(problem.NotFound, "walkthrough-not-found").With("name", name).With("recipe", r.Name).With("near", nearest.Name(name, ids))
}

// Names are those of the walkthroughs and of the documents.
func (r Recipe) Names() []string {
	var names []string
	for _, w := range r.Walkthroughs {
		names = append(names, w.ID)
	}
	for _, d := range r.Documents {
		names = append(names, d.ID)
	}
	return names
}

// Document is one of the recipe's texts to send or to tick off.
func (r Recipe) Document(id string) (Document, bool) {
	i := slices.IndexFunc(r.Documents, func(d Document) bool { return d.ID == id })
	if i < 0 {
		return Document{}, false
	}
	return r.Documents[i], true
}

// ReadFile reads a recipe of one's own. Problems: those of Parse, and NotFound
// "recipe-not-found".
func ReadFile(path string) (Recipe, error) {
	text, err := yamlfile.Load(path, shape().Most)
	if err != nil {
		return Recipe{}, problem.New(problem.NotFound, "recipe-not-found").With("name", path).Because(err)
	}
	return Parse(path, text)
}

// Figure is a drawing by its name, as SVG.
func Figure(name string) ([]byte, bool) {
	if !slices.Contains(Figures(), name) {
		return nil, false
	}
	svg, err := drawings.ReadFile("figures/" + name + ".svg")
	return svg, err == nil
}

// links are pages of a cloud's portals by name. {applicationId} is filled in where the
// profile has one.
var links = map[string]func(c cloud.Cloud) string{
	"entra": func(c cloud.Cloud) string { return c.EntraPortal },
	"registrations": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade"
	},
	"registration":   func(c cloud.Cloud) string { return ofApp(c, "Overview") },
	"authentication": func(c cloud.Cloud) string { return ofApp(c, "Authentication") },
	"permissions":    func(c cloud.Cloud) string { return ofApp(c, "CallAnAPI") },
	"secrets":        func(c cloud.Cloud) string { return ofApp(c, "Credentials") },
	"manifest":       func(c cloud.Cloud) string { return ofApp(c, "Manifest") },
	"users": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers"
	},
	"policies": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies"
	},
	"enterprise-applications": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview"
	},
	"authentication-methods": func(c cloud.Cloud) string {
		return c.EntraPortal + "/#view/Microsoft_AAD_IAM/AuthenticationMethodsMenuBlade/~/AdminAuthMethods"
	},
	"risky-users": func(c cloud.Cloud) string { return c.EntraPortal + "/#view/Microsoft_AAD_IAM/RiskyUsersBlade" },
	"sign-ins":    func(c cloud.Cloud) string { return c.EntraPortal + "/#view/Microsoft_AAD_IAM/SignInEventsV3.ReactView" },
}

func ofApp(c cloud.Cloud, blade string) string {
	return c.EntraPortal + "/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/" + blade + "/appId/{applicationId}"
}

// Rehearsals are the parts of the practice tenant that a step can be tried in: the tabs of
// the administrator's desk, the phone, and a sign-in.
func Rehearsals() []string {
	return []string{"people", "registrations", "policies", "consent", "log", "phone", "sign-in"}
}

// Figures are the drawings, by name; each is an SVG of that name.
func Figures() []string {
	names := []string{}
	entries, err := drawings.ReadDir("figures")
	if err != nil { // it is part of the program
		panic(err)
	}
	for _, e := range entries {
		names = append(names, e.Name()[:len(e.Name())-len(".svg")])
	}
	return slices.Sorted(slices.Values(names))
}
