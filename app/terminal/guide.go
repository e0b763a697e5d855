package terminal

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/recipe"
)

// guideFlags are those of guide.
type guideFlags struct {
	walkthrough, profile, to string
	set                      map[string]string
}

func (e *Environment) guideCommand() *cobra.Command {
	f := &guideFlags{}
	cmd := &cobra.Command{
		Use: "guide [RECIPE [WALKTHROUGH]]", Short: "Lead through a target system: registration, consent, the add-on's own screen",
		Example: `  latchkey guide
  latchkey guide magentrix
  latchkey guide documentscorepack administrator --profile Contoso
  latchkey guide resco-mobile-crm helpdesk --to html > resco.html
  latchkey guide mfa-rollout before --set company=Contoso --set start=2026-12-01`,
		Long: "Without RECIPE, list the target systems. With one, show what it needs, its field cards and its\nwalkthroughs; with a WALKTHROUGH (its name, or administrator, user, helpdesk), its steps, as text, as\nMarkdown or as one HTML page to print. Nothing secret is in any of them.",
		Args: arguments(cobra.MaximumNArgs(2)),
		RunE: func(_ *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return e.listRecipes()
			case 2:
				f.walkthrough = args[1]
			}
			return e.guide(args[0], f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.profile, "profile", "", "fill in this profile's values")
	flags.StringVar(&f.to, "to", "text", "text, markdown or html")
	flags.StringToStringVar(&f.set, "set", nil, "other values, as company=Contoso")
	cmd.AddCommand(e.guideCheck(), e.guideSchema())
	return cmd
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
		list = append(list, recipeRow{r.ID, r.Name, r.Maker, r.Summary})
		rows = append(rows, []string{r.ID, r.Name, r.Maker})
	}
	return e.print(list, func() { e.table([]string{"RECIPE", "NAME", "MAKER"}, rows) })
}

func (e *Environment) guide(id string, f *guideFlags) error {
	r, v, _, err := e.ofRecipe(id, f)
	if err != nil {
		return err
	}
	if f.walkthrough == "" {
		return e.print(r, func() { e.printRecipe(r) })
	}
	if d, ok := r.Document(f.walkthrough); ok && f.to == "text" {
		return e.print(d, func() { e.block(recipe.Plain(d.Markdown(v))) })
	}
	if f.to == "text" {
		w, err := r.Find(f.walkthrough)
		if err != nil {
			return err
		}
		return e.print(w, func() { e.block(recipe.Plain(r.Markdown(w, v))) })
	}
	_, text, err := r.Sheet(f.walkthrough, f.to, v)
	if err != nil {
		return err
	}
	return e.print(map[string]string{"text": text}, func() { e.block(text) })
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
	for name, text := range f.set {
		if recipe.Word(name) == "" {
			return profile.Profile{}, nil, usageError{errors.New("--set takes " + strings.Join(recipe.Places(), ", "))}
		}
		v[name] = recipe.Inert(text)
	}
	return p, v, nil
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
		Use: "schema", Short: "Print the JSON Schema of recipe files, for editors", Args: arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			_, err := e.Out.Write(recipe.Schema())
			return err
		},
	}
}

func (e *Environment) guideCheck() *cobra.Command {
	return &cobra.Command{
		Use: "check FILE", Short: "Say whether a recipe file is right, and what is wrong with it", Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := recipe.ReadFile(args[0])
			if err != nil {
				return err
			}
			return e.print(map[string]any{"good": true, "name": r.Name}, func() { e.line("%s is right", inert(args[0])) })
		},
	}
}
