package terminal

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/recipe"
	"latchkey/app/registration"
	"latchkey/app/terminal/usage"
	"latchkey/app/yamlfile"
)

func (e *Environment) registerCommand() *cobra.Command {
	f, format := &guideFlags{}, ""
	cmd := &cobra.Command{
		Use: "register [RECIPE]", Short: "Register a system's application: ready scripts, and a check of what is registered",
		Example: `  latchkey register documentscorepack --as azure-cli > register.sh
  latchkey register --profile Contoso --as graph-powershell
  az ad app show --id APPLICATION-ID | latchkey register check --recipe documentscorepack`,
		Long: "Print a script that registers the application of a recipe; Latchkey runs none of them. Formats:\n" + strings.Join(registration.Formats(), ", ") + ".",
		Args: recipeOrProfile(f),
		RunE: func(_ *cobra.Command, args []string) error {
			r, v, in, err := e.loadRecipe(strings.Join(args, ""), f)
			if err != nil {
				return err
			}
			out, err := registration.Script(r, format, v, in)
			if err != nil {
				return err
			}
			return e.print(out, func() {
				if len(args) == 0 {
					e.note("the recipe: %s (%s)", inert(r.Name), r.ID)
				}
				e.block(out.Text)
				for _, note := range out.Notes {
					e.note("%s", note)
				}
			})
		},
	}
	cmd.Flags().StringVar(&format, "as", "azure-cli", strings.Join(registration.Formats(), ", "))
	cmd.Flags().StringVar(&f.profile, "profile", "", "for this profile's cloud, tenant, ApplicationID and recipe")
	cmd.AddCommand(e.registerCheck())
	return cmd
}

func (e *Environment) registerCheck() *cobra.Command {
	f, id := &guideFlags{}, ""
	cmd := &cobra.Command{
		Use: "check [FILE]", Short: "Say what is wrong with a registration, from its manifest",
		Example: `  latchkey register check manifest.json --profile Contoso
  az ad app show --id APPLICATION-ID | latchkey register check --recipe magentrix`,
		Long: "Compare a registration with what a recipe needs. FILE, or standard input, is the manifest from the\nportal (either format) or what \"az ad app show\" prints. Nothing is sent anywhere. The recipe is that of\nthe profile, or " + anyRecipe + ".",
		Args: usage.Arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, v, _, err := e.loadRecipe(id, f)
			if err != nil {
				return err
			}
			text, err := e.manifest(cmd.Context(), args)
			if err != nil {
				return err
			}
			if r.Registration == nil {
				return problem.New(problem.Input, "registration-none").With("recipe", r.Name)
			}
			m, err := registration.Read(text)
			if err != nil {
				return err
			}
			program, err := e.Program()
			if err != nil {
				return err
			}
			out := checked{r.ID, r.Name, registration.Check(m, r, v, program.Now())}
			if err := e.print(out, func() { e.printRegistration(out) }); err != nil {
				return err
			}
			return checkRegistration(out.Findings)
		},
	}
	cmd.Flags().StringVar(&id, "recipe", "", "what the registration is for; without it, what the profile is for")
	cmd.Flags().StringVar(&f.profile, "profile", "", "compare with this profile's values, too")
	return cmd
}

// checked is what a registration was held against, and what was found, as JSON.
type checked struct {
	Recipe   string                 `json:"recipe"`
	Name     string                 `json:"name"` // the recipe's
	Findings []registration.Finding `json:"findings"`
}

// longestManifest is more than Read takes, so that it can say so.
const longestManifest = 2 << 20

func (e *Environment) manifest(ctx context.Context, args []string) ([]byte, error) {
	if len(args) == 0 || args[0] == "-" {
		text, err := readEnd(ctx, e.In)
		return []byte(text), err
	}
	text, err := yamlfile.Load(args[0], longestManifest)
	if err != nil {
		return nil, problem.New(problem.Input, "manifest-unreadable").With("path", args[0]).Because(err)
	}
	return text, nil
}

func (e *Environment) printRegistration(out checked) {
	found := out.Findings
	e.line("Held against the recipe %s (%s).", inert(out.Name), out.Recipe)
	rows := make([][]string, len(found))
	for i, f := range found {
		if f.Same {
			f.Found += " (counts as the same)"
		}
		rows[i] = []string{f.Setting, f.State, f.Found, f.Wanted}
	}
	e.table([]string{"SETTING", "RESULT", "FOUND", "WANTED"}, rows)
	for _, f := range found {
		if f.Problem == nil {
			continue
		}
		w := f.Problem.Words()
		e.line("\n%s: %s", inert(f.Setting), inert(w.Title))
		e.line("  %s", inert(w.What))
		if f.Code != "" {
			e.line("  it ends in: %s", f.Code)
		}
		if f.Fix.Clicks != "" {
			e.line("  what to click: %s", inert(f.Fix.Clicks))
		}
		if f.Fix.AzureCLI != "" {
			e.line("  or:")
			e.block("    " + strings.ReplaceAll(strings.TrimSpace(f.Fix.AzureCLI), "\n", "\n    "))
		}
	}
}

// checkRegistration ends the command as refused when a setting is wrong.
func checkRegistration(found []registration.Finding) error {
	for _, f := range found {
		if f.State == registration.Wrong {
			return problem.New(problem.Refused, "registration-wrong")
		}
	}
	return nil
}

// anyRecipe is the one for profiles that are for no system in particular.
const anyRecipe = "dataverse-client"

// recipeOrProfile takes a RECIPE, which a profile can say instead.
func recipeOrProfile(f *guideFlags) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0 && f.profile == "":
			return usage.New("RECIPE is missing, or --profile with a profile that has one")
		case len(args) == 0:
			return nil
		}
		return usage.Arguments(cobra.ExactArgs(1))(cmd, args)
	}
}

// loadRecipe is a recipe with the values and the cloud of a profile; without an id it is
// the profile's own.
func (e *Environment) loadRecipe(id string, f *guideFlags) (recipe.Recipe, recipe.Values, cloud.Cloud, error) {
	p, v, err := e.values(f)
	if err != nil {
		return recipe.Recipe{}, nil, cloud.Cloud{}, err
	}
	r, err := recipe.Load(cmp.Or(id, p.Recipe, anyRecipe))
	if err != nil {
		return recipe.Recipe{}, nil, cloud.Cloud{}, err
	}
	c, err := profile.CloudOf(p)
	return r.Fill(v, c), v, c, err
}
