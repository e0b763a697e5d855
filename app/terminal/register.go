package terminal

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/recipe"
	"latchkey/app/registration"
	"latchkey/app/yamlfile"
)

func (e *Environment) registerCommand() *cobra.Command {
	f, format := &guideFlags{}, ""
	cmd := &cobra.Command{
		Use: "register RECIPE", Short: "Register a target system's application: ready scripts, and a check of what is registered",
		Example: `  latchkey register documentscorepack --as azure-cli > register.sh
  latchkey register magentrix --as graph-powershell --profile Contoso
  az ad app show --id APPLICATION-ID | latchkey register check --recipe documentscorepack`,
		Long: "Print a script that registers the application of a recipe; Latchkey runs none of them. Formats:\n" + strings.Join(registration.Formats(), ", ") + ".",
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			r, v, in, err := e.ofRecipe(args[0], f)
			if err != nil {
				return err
			}
			out, err := registration.Script(r, format, v, in)
			if err != nil {
				return err
			}
			return e.print(out, func() {
				e.block(out.Text)
				for _, note := range out.Notes {
					e.note("%s", note)
				}
			})
		},
	}
	cmd.Flags().StringVar(&format, "as", "azure-cli", strings.Join(registration.Formats(), ", "))
	cmd.Flags().StringVar(&f.profile, "profile", "", "for this profile's cloud, tenant and ApplicationID")
	cmd.AddCommand(e.registerCheck())
	return cmd
}

func (e *Environment) registerCheck() *cobra.Command {
	f, id := &guideFlags{}, ""
	cmd := &cobra.Command{
		Use: "check [FILE]", Short: "Say what is wrong with a registration, from its manifest",
		Example: `  latchkey register check manifest.json --recipe documentscorepack --profile Contoso
  az ad app show --id APPLICATION-ID | latchkey register check --recipe magentrix`,
		Long: "Compare a registration with what a recipe needs. FILE, or standard input, is the manifest from the\nportal (either format) or what \"az ad app show\" prints. Nothing is sent anywhere.",
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, v, _, err := e.ofRecipe(id, f)
			if err != nil {
				return err
			}
			text, err := e.manifest(cmd.Context(), args)
			if err != nil {
				return err
			}
			m, err := registration.Read(text)
			if err != nil {
				return err
			}
			program, err := e.Program()
			if err != nil {
				return err
			}
			found := registration.Check(m, r, v, program.Now())
			if err := e.print(found, func() { e.printRegistration(found) }); err != nil {
				return err
			}
			return worstOf(found)
		},
	}
	cmd.Flags().StringVar(&id, "recipe", "dataverse-client", "what the registration is for")
	cmd.Flags().StringVar(&f.profile, "profile", "", "compare with this profile's values, too")
	return cmd
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

func (e *Environment) printRegistration(found []registration.Finding) {
	rows := make([][]string, len(found))
	for i, f := range found {
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

// worstOf ends the command as refused when a setting is wrong.
func worstOf(found []registration.Finding) error {
	for _, f := range found {
		if f.State == registration.Wrong {
			return problem.New(problem.Refused, "registration-wrong")
		}
	}
	return nil
}

// ofRecipe is a recipe with the values and the cloud of a profile.
func (e *Environment) ofRecipe(id string, f *guideFlags) (recipe.Recipe, recipe.Values, cloud.Cloud, error) {
	r, err := recipe.Get(id)
	if err != nil {
		return recipe.Recipe{}, nil, cloud.Cloud{}, err
	}
	p, v, err := e.values(f)
	if err != nil {
		return recipe.Recipe{}, nil, cloud.Cloud{}, err
	}
	c, err := profile.CloudOf(p)
	return r.Fill(v, c), v, c, err
}
