package terminal

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"latchkey/app/practice"
	"latchkey/app/practice/scenario"
	"latchkey/app/terminal/usage"
)

// practiceScenario has what is done with scenario files.
func (e *Environment) practiceScenario() *cobra.Command {
	cmd := &cobra.Command{
		Use: "scenario", Short: "Load a scenario: users, policies, registrations, faults, answers", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey practice scenario list
  latchkey practice scenario load number-matching-and-fraud
  latchkey practice scenario show first-sign-in > lab.yaml
  latchkey practice scenario check lab.yaml
  latchkey practice --scenario lab.yaml --json`,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(e.scenarioList(), e.scenarioShow(), e.scenarioLoad(), e.scenarioCheck(), e.scenarioSchema())
	return cmd
}

// scenarioRow is a scenario that comes with Latchkey, as JSON.
type scenarioRow struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

func (e *Environment) scenarioList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the scenarios that come with Latchkey", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey practice scenario list`,
		RunE: func(*cobra.Command, []string) error {
			list, rows := []scenarioRow{}, [][]string{}
			for _, name := range scenario.Names() {
				s, _, err := readScenario(name)
				if err != nil {
					return err
				}
				list, rows = append(list, scenarioRow{name, s.Title}), append(rows, []string{name, s.Title})
			}
			return e.print(list, func() { e.table([]string{"NAME", "TITLE"}, rows) })
		},
	}
}

func (e *Environment) scenarioShow() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "Print a scenario, to make one of your own of it", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey practice scenario show number-matching-and-fraud
  latchkey practice scenario show number-matching-and-fraud > mine.yaml`,
		RunE: func(_ *cobra.Command, args []string) error {
			_, text, err := scenario.Find(args[0])
			if err != nil {
				return err
			}
			return e.print(map[string]string{"name": args[0], "text": string(text)}, func() { _, _ = e.Out.Write(text) })
		},
	}
}

func (e *Environment) scenarioCheck() *cobra.Command {
	return &cobra.Command{
		Use: "check FILE", Short: "Say whether a scenario file can be loaded, and what is wrong with it", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey practice scenario check mine.yaml`,
		RunE: func(_ *cobra.Command, args []string) error {
			s, _, err := readScenario(args[0])
			if err != nil {
				return err
			}
			return e.print(map[string]any{"good": true, "title": s.Title}, func() { e.line("%s can be loaded", inert(args[0])) })
		},
	}
}

func (e *Environment) scenarioSchema() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of scenario files, for editors", Args: usage.Arguments(cobra.NoArgs),
		Example: `  latchkey practice scenario schema > scenario.schema.json`,
		RunE: func(*cobra.Command, []string) error {
			_, err := e.Out.Write(scenario.Schema())
			return err
		},
	}
}

func (e *Environment) scenarioLoad() *cobra.Command {
	return &cobra.Command{
		Use: "load SCENARIO", Short: "Replace everything in the practice tenant with a scenario", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey practice scenario load number-matching-and-fraud
  latchkey practice scenario load mine.yaml`,
		Long: "Replace everything in the practice tenant with a scenario: one that comes with Latchkey, or a file.\n\"latchkey practice reset\" goes back to how it was at first.",
		RunE: func(cmd *cobra.Command, args []string) error {
			_, text, err := readScenario(args[0])
			if err != nil {
				return err
			}
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			info, err := control.LoadScenario(cmd.Context(), args[0], text)
			if err != nil {
				return err
			}
			return e.print(info, func() { e.line("loaded %s", loadedText(info)) })
		},
	}
}

// loadedText is what was loaded, for people.
func loadedText(info practice.ScenarioInfo) string {
	text := inert(info.Scenario)
	if info.Title != "" {
		text += " (" + inert(info.Title) + ")"
	}
	return text + ": " + strconv.Itoa(info.Users) + " users, " + strconv.Itoa(info.Apps) + " registrations"
}

// readScenario finds a scenario and reads it: what is wrong is told before anything is
// changed.
func readScenario(name string) (scenario.Scenario, []byte, error) {
	file, text, err := scenario.Find(name)
	if err != nil {
		return scenario.Scenario{}, nil, err
	}
	s, err := scenario.Parse(file, text)
	return s, text, err
}

// loadFirst loads a scenario before the doors open; "" changes nothing.
func loadFirst(ctx context.Context, c practice.Control, name string) error {
	if name == "" {
		return nil
	}
	_, text, err := readScenario(name)
	if err != nil {
		return err
	}
	_, err = c.LoadScenario(ctx, name, text)
	return err
}
