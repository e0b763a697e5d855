package terminal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/recipe"
	"latchkey/app/terminal/usage"
)

// guideFlags are those of guide.
type guideFlags struct {
	walkthrough, profile, to string
	set                      map[string]string
}

func (e *Environment) guideCommand() *cobra.Command {
	f := &guideFlags{}
	cmd := &cobra.Command{
		Use: "guide [RECIPE [WALKTHROUGH]]", Short: "Lead through connecting a system: registration, consent, the add-on's own screen",
		Example: `  latchkey guide
  latchkey guide magentrix
  latchkey guide documentscorepack administrator --profile Contoso
  latchkey guide resco-mobile-crm helpdesk --to html > resco.html
  latchkey guide mfa-rollout before --set company=Contoso --set start=2026-12-01
  latchkey guide ./mine.yaml`,
		Long: "Without RECIPE, list the systems. With one (its name, or a file of one's own), show what it\nneeds, its field cards and its walkthroughs; with a WALKTHROUGH (its name, or administrator, user,\nhelpdesk), its steps, as text, as Markdown or as one HTML page to print. Nothing secret is in any of them.",
		Args: usage.Arguments(cobra.MaximumNArgs(2)),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := recipe.CheckFormat(f.to); err != nil {
				return err
			}
			switch len(args) {
			case 0:
				if f.to != recipe.FormatText {
					return usage.New("--to " + f.to + " takes a RECIPE and a WALKTHROUGH")
				}
				return e.listRecipes()
			case 2:
				f.walkthrough = args[1]
			}
			return e.guide(args[0], f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.profile, "profile", "", "fill in this profile's values")
	flags.StringVar(&f.to, "to", "text", "text, markdown or html; the last two are for a WALKTHROUGH")
	f.registerSet(flags)
	cmd.AddCommand(e.guideCheck(), e.guideSchema())
	return cmd
}

// registerSet adds --set, with the names that it takes.
func (f *guideFlags) registerSet(flags *pflag.FlagSet) {
	flags.StringToStringVar(&f.set, "set", nil, "fill in `NAME=VALUE`, such as company=Contoso; NAME is\n"+typableNames(",\n"))
	flags.Lookup("set").DefValue = ""
}

// typableNames are the names that --set takes, in two lines of help.
func typableNames(between string) string {
	names := recipe.Typable()
	half := len(names) / 2
	return strings.Join(names[:half], ", ") + between + strings.Join(names[half:], ", ")
}

// recipeRow is a recipe in the list, as JSON.
type recipeRow struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Maker   string `json:"maker"`
	Summary string `json:"summary"`
}

func (e *Environment) listRecipes() error {
	list, rows := []recipeRow{}, [][]string{}
	for _, r := range recipe.All() {
		list = append(list, recipeRow{r.ID, r.Name, r.Maker, r.Brief()})
		rows = append(rows, []string{r.ID, r.Name, r.Maker})
	}
	return e.print(list, func() { e.table([]string{"RECIPE", "NAME", "MAKER"}, rows) })
}

func (e *Environment) guide(id string, f *guideFlags) error {
	r, v, _, err := e.loadRecipe(id, f)
	if err != nil {
		return err
	}
	if f.walkthrough == "" {
		if f.to != recipe.FormatText {
			return usage.New(fmt.Sprintf("--to %s takes a WALKTHROUGH of %s: %s", f.to, r.ID, strings.Join(r.Names(), ", ")))
		}
		return e.print(r, func() { e.printRecipe(r) })
	}
	today, err := e.today(v)
	if err != nil {
		return err
	}
	_, text, err := r.Sheet(f.walkthrough, f.to, v, today)
	if err != nil {
		return err
	}
	return e.print(guideResult(r, f, text), func() { e.block(text) })
}

// guideResult is a walkthrough or a document as JSON: with its parts, or as the text of a form.
func guideResult(r recipe.Recipe, f *guideFlags, text string) any {
	if d, ok := r.Document(f.walkthrough); ok && f.to == recipe.FormatText {
		return d
	}
	if w, err := r.Find(f.walkthrough); err == nil && f.to == recipe.FormatText {
		return w
	}
	return map[string]string{"text": text}
}

// today is the day for what has dates.
func (e *Environment) today(v recipe.Values) (time.Time, error) {
	if v["start"] == "" {
		return time.Time{}, nil
	}
	program, err := e.Program()
	if err != nil {
		return time.Time{}, err
	}
	return program.Now(), nil
}

// values are those of a profile and of the flags.
func (e *Environment) values(f *guideFlags) (profile.Profile, recipe.Values, error) {
	p := profile.Profile{Cloud: cloud.Public}
	if f.profile != "" {
		var err error
		if p, err = e.find(f.profile); err != nil {
			return profile.Profile{}, nil, err
		}
	}
	v := recipe.ValuesOf(p)
	for name := range f.set {
		if !slices.Contains(recipe.Typable(), name) {
			return profile.Profile{}, nil, usage.New("--set takes NAME=VALUE; NAME is " + typableNames(", "))
		}
	}
	return p, v, v.Type(f.set)
}

// block prints lines of text that may hold what others wrote; their tabs stay.
func (e *Environment) block(text string) {
	for line := range strings.Lines(text) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for i, part := range parts {
			parts[i] = inert(part)
		}
		e.line("%s", strings.Join(parts, "\t"))
	}
}

func (e *Environment) guideSchema() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of recipe files, for editors", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey guide schema > recipe.schema.json`,
		RunE: func(*cobra.Command, []string) error {
			_, err := e.Out.Write(recipe.Schema())
			return err
		},
	}
}

func (e *Environment) guideCheck() *cobra.Command {
	return &cobra.Command{
		Use: "check FILE", Short: "Say whether a recipe file is right, and what is wrong with it", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey guide check mine.yaml`,
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := recipe.ReadFile(args[0])
			if err != nil {
				return err
			}
			return e.print(map[string]any{"good": true, "name": r.Name}, func() { e.line("%s is right", inert(args[0])) })
		},
	}
}

func (e *Environment) printRecipe(r recipe.Recipe) {
	e.line("%s: %s", r.ID, inert(r.Summary))
	e.list("How it signs in:", r.Methods)
	e.list("What you need:", r.Prerequisites)
	if r.Registration != nil {
		e.line("\nRegistration in Microsoft Entra ID:")
		e.table(nil, registrationRows(*r.Registration))
	}
	for _, s := range r.Screens {
		e.line("\n%s (%s)", s.Title, recipe.Plain(s.Where))
		rows := [][]string{}
		for _, field := range s.Fields {
			value := field.Value
			if field.Own {
				value = "(only you know it)"
			}
			rows = append(rows, []string{"  " + field.Label, recipe.Plain(value), recipe.Plain(field.Note)})
		}
		e.table([]string{"  FIELD", "VALUE", "NOTE"}, rows)
	}
	e.line("\nWatch out:")
	for _, t := range r.Traps {
		title := t.Title
		if t.Code != "" {
			title += " (" + t.Code + ")"
		}
		e.line("  %s: %s", title, recipe.Plain(t.Text))
	}
	e.line("")
	rows := [][]string{}
	for _, w := range r.Walkthroughs {
		rows = append(rows, []string{w.ID, w.Role, w.Title})
	}
	for _, d := range r.Documents {
		rows = append(rows, []string{d.ID, d.Kind, d.Title})
	}
	e.table([]string{"WALKTHROUGH", "FOR", "TITLE"}, rows)
	e.list("Compared with its sources on "+r.CheckedOn+". Not tested yet:", r.Unchecked)
}

// list prints sentences below a heading.
func (e *Environment) list(heading string, texts []string) {
	if len(texts) == 0 {
		return
	}
	e.line("\n%s", heading)
	for _, text := range texts {
		e.line("  %s", recipe.Plain(text))
	}
}

// registrationRows are the settings by the names that the portal has for them.
func registrationRows(r recipe.Registration) [][]string {
	rows := [][]string{}
	add := func(name, value string) {
		if value != "" {
			rows = append(rows, []string{"  " + name, inert(value)})
		}
	}
	accounts, platform := "Accounts in this organizational directory only", "Mobile and desktop applications"
	if r.Accounts == recipe.AccountsMultiple {
		accounts = "Accounts in any organizational directory"
	}
	if r.Platform == recipe.PlatformWeb {
		platform = "Web"
	}
	if r.Maker {
		add("Registered by", "the maker: an administrator only consents")
	}
	add("Name", r.Name)
	add("ApplicationID", r.ApplicationID)
	add("Supported account types", accounts)
	add("Platform", platform)
	add("Redirect URI", strings.Join(r.RedirectURIs, ", "))
	add("Only in old registrations", strings.Join(r.OldRedirectURIs, ", "))
	add("Allow public client flows", yesNo(r.PublicClient))
	for _, p := range r.Permissions {
		add("API permission", "Dynamics CRM (Dataverse), "+p.Type+": "+p.Name)
	}
	if r.IDTokens || r.AccessTokens {
		add("Implicit grant", "ID tokens "+yesNo(r.IDTokens)+", access tokens "+yesNo(r.AccessTokens))
	}
	if s := r.Secret; s != nil {
		add("Client secret", s.Description+", "+strconv.Itoa(s.Months)+" months")
	}
	add("Application user with the role", r.ApplicationUser)
	return rows
}
