package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/home"
	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/recipe"
	"latchkey/app/registration"
)

// Guides explains errors, and leads through recipes.
type Guides struct {
	program *program.Program
	hub     *hub
}

// RecipeInfo is one recipe in a list.
type RecipeInfo struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Maker   string `json:"maker"`
	Summary string `json:"summary"`
	System  string `json:"system"`
}

// RecipeView is a recipe with a profile's values in it.
type RecipeView struct {
	Recipe recipe.Recipe       `json:"recipe"`
	Values []recipe.NamedValue `json:"values"`
	// Figures are the drawings that it names, as SVG of the program's own.
	Figures map[string]string `json:"figures"`
	// Today is the day, as 2026-12-01, so that a plan can say what is past.
	Today string `json:"today"`
}

// Sheet is a text to keep: one that the window has saved, or one for the page to save.
type Sheet struct {
	Name string `json:"name"`
	// Text is "" when it was saved, or when the person changed their mind.
	Text  string `json:"text"`
	Saved bool   `json:"saved"`
}

// Explain finds the problems that a text is about: a code, an error message or a
// whole page copied from the browser. A text without an error in it gives
// the one problem "nothing-to-explain".
func (*Guides) Explain(text string) ([]*problem.Problem, error) {
	found := problem.Explain(text)
	if found == nil {
		found = []*problem.Problem{}
	}
	return found, nil
}

// Recipes lists the systems.
func (*Guides) Recipes() ([]RecipeInfo, error) {
	list := []RecipeInfo{}
	for _, r := range recipe.All() {
		list = append(list, RecipeInfo{r.ID, r.Name, r.Maker, r.Brief(), r.System})
	}
	return list, nil
}

// Recipe is a recipe with the values of a profile ("" is none) and those that are typed
// for it, such as company and start. Problem: Input "not-a-day" at the field "start".
func (g *Guides) Recipe(id, profileID string, typed map[string]string) (RecipeView, error) {
	f, err := g.filled(id, profileID, typed)
	if err != nil {
		return RecipeView{}, err
	}
	named := f.values.Named()
	if named == nil {
		named = []recipe.NamedValue{}
	}
	return RecipeView{f.recipe, named, f.recipe.Figures(), g.program.Now().Format(time.DateOnly)}, nil
}

// filledRecipe is a recipe with values, and the cloud that they are for.
type filledRecipe struct {
	recipe recipe.Recipe
	values recipe.Values
	cloud  cloud.Cloud
}

func (g *Guides) filled(id, profileID string, typed map[string]string) (filledRecipe, error) {
	r, err := recipe.Get(id)
	if err != nil {
		return filledRecipe{}, err
	}
	p := profile.Profile{Cloud: cloud.Public}
	if profileID != "" {
		store, err := g.program.Profiles()
		if err != nil {
			return filledRecipe{}, err
		}
		e, err := store.Get(profileID)
		if err != nil {
			return filledRecipe{}, err
		}
		p = e.Profile
	}
	c, err := profile.CloudOf(p)
	if err != nil {
		return filledRecipe{}, err
	}
	v := recipe.ValuesOf(p)
	if err := v.Type(typed); err != nil {
		return filledRecipe{}, err
	}
	return filledRecipe{r.Fill(v, c), v, c}, nil
}

// Open opens the page that a step leads to, in the system browser. Problem: NotFound
// "step-without-page".
func (g *Guides) Open(id, walkthrough, step, profileID string) error {
	f, err := g.filled(id, profileID, nil)
	if err != nil {
		return err
	}
	w, err := f.recipe.Find(walkthrough)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(w.Steps, func(s recipe.Step) bool { return s.ID == step })
	if i < 0 || w.Steps[i].Address == "" {
		return problem.New(problem.NotFound, "step-without-page")
	}
	if err := g.program.OpenURL(context.Background(), w.Steps[i].Address); err != nil {
		return problem.New(problem.Internal, "browser-not-opened").Because(err)
	}
	return nil
}

// Print makes a walkthrough into a file of one's own, "html" or "markdown".
func (g *Guides) Print(id, walkthrough, profileID, format string, typed map[string]string) (Sheet, error) {
	f, err := g.filled(id, profileID, typed)
	if err != nil {
		return Sheet{}, err
	}
	name, text, err := f.recipe.Sheet(walkthrough, format, f.values, g.program.Now())
	if err != nil {
		return Sheet{}, err
	}
	return g.hub.keep(name, text)
}

// Done are the steps of a walkthrough that were ticked off.
func (g *Guides) Done(id, walkthrough, profileID string) ([]string, error) {
	done, err := g.progress().Done(context.Background(), recipe.Key(id, walkthrough, profileID))
	if done == nil {
		done = []string{}
	}
	return done, err
}

// Tick notes that a step is done, or isn't.
func (g *Guides) Tick(id, walkthrough, profileID, step string, done bool) error {
	return g.progress().Tick(context.Background(), recipe.Key(id, walkthrough, profileID), step, done)
}

func (g *Guides) progress() recipe.Progress {
	return recipe.Progress{Now: g.program.Now, Dir: func() (*home.Dir, error) { return home.Open(g.program.Home.State) }}
}

// practiceManifest is a registration of the practice tenant as its manifest would be.
func (g *Guides) practiceManifest(applicationID string) (registration.Manifest, error) {
	ctx, cancel := context.WithTimeout(context.Background(), askLimit)
	defer cancel()
	tenant, err := g.program.Practice(ctx)
	if err != nil {
		return registration.Manifest{}, err
	}
	apps, err := tenant.Control().Apps(ctx)
	if err != nil {
		return registration.Manifest{}, err
	}
	for _, a := range apps {
		if strings.EqualFold(a.ApplicationID, applicationID) {
			return registration.FromPractice(registration.Practice{
				ApplicationID: a.ApplicationID, Name: a.Name, RedirectURIs: a.RedirectURIs, Platform: string(a.Platform),
				MultiTenant: a.MultiTenant, AllowPublicClientFlows: a.AllowPublicClientFlows, IDTokens: a.IDTokens,
				NoPermissions: a.NoPermissions, Disabled: a.Disabled, SecretEnds: ends(a),
			}), nil
		}
	}
	return registration.Manifest{}, problem.New(problem.NotFound, "practice-no-app")
}

func ends(a practice.App) []time.Time {
	var all []time.Time
	for _, s := range a.Secrets {
		all = append(all, s.Expires)
	}
	return all
}

// ConsentView is what a recipe's consent takes.
type ConsentView struct {
	Links []registration.Link `json:"links"`
	Mail  registration.Mail   `json:"mail"`
}

// Script is a recipe's registration as a script; format is one of "azure-cli",
// "graph-powershell", "graph-json", "terraform".
func (g *Guides) Script(id, profileID, format string) (registration.Output, error) {
	f, err := g.filled(id, profileID, nil)
	if err != nil {
		return registration.Output{}, err
	}
	return registration.Script(f.recipe, format, f.values, f.cloud)
}

// KeepScript saves such a script.
func (g *Guides) KeepScript(id, profileID, format string) (Sheet, error) {
	out, err := g.Script(id, profileID, format)
	if err != nil {
		return Sheet{}, err
	}
	return g.hub.keep(out.Name, out.Text)
}

// CheckManifest compares a registration's manifest with what a recipe needs.
func (g *Guides) CheckManifest(id, profileID, text string) ([]registration.Finding, error) {
	m, err := registration.Read([]byte(text))
	if err != nil {
		return nil, err
	}
	return g.check(id, profileID, m)
}

// CheckPractice does the same with a registration of the practice tenant.
func (g *Guides) CheckPractice(id, profileID, applicationID string) ([]registration.Finding, error) {
	m, err := g.practiceManifest(applicationID)
	if err != nil {
		return nil, err
	}
	return g.check(id, profileID, m)
}

func (g *Guides) check(id, profileID string, m registration.Manifest) ([]registration.Finding, error) {
	f, err := g.filled(id, profileID, nil)
	if err != nil {
		return nil, err
	}
	found := registration.Check(m, f.recipe, f.values, g.program.Now())
	if found == nil {
		found = []registration.Finding{}
	}
	return found, nil
}

// Consent are the links to an administrator's consent, and a message that asks for it.
func (g *Guides) Consent(id, profileID string) (ConsentView, error) {
	f, err := g.filled(id, profileID, nil)
	if err != nil {
		return ConsentView{}, err
	}
	mail, err := registration.Message(f.recipe, f.values, f.cloud)
	if err != nil {
		return ConsentView{}, err
	}
	return ConsentView{registration.Links(f.recipe, f.values, f.cloud), mail}, nil
}

// ReadConsent reads a link to consent, or the address at which an administrator ended.
func (g *Guides) ReadConsent(text string) (registration.Consent, error) {
	return registration.ParseLink(text)
}
