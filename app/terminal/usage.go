package terminal

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"latchkey/app/nearest"
	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// reportUsage tells in one sentence what is wrong with a command line, and how that
// command is used.
func (e *Environment) reportUsage(cmd *cobra.Command, err error) {
	sentence := inert(usageSentence(err))
	if e.json {
		p := problem.New(problem.Input, "usage").With("mistake", sentence).With("command", cmd.CommandPath())
		_ = writeJSON(e.Err, map[string]any{"problem": p, "words": p.Words()})
		return
	}
	e.note("latchkey: %s", sentence)
	e.note("usage: %s", usageLine(cmd))
	e.note("hint: %s --help", cmd.CommandPath())
}

// usageLine is how a command is used; one that only has others below it is used by them.
func usageLine(cmd *cobra.Command) string {
	own := false
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { own = own || f.Name != "help" && f.Name != "json" })
	if cmd.HasAvailableSubCommands() && !own {
		return cmd.CommandPath() + " COMMAND"
	}
	return cmd.UseLine()
}

// groupMistake is cobra's text about flags that exclude each other, which has no type.
const groupMistake = "if any flags in the group"

var flagsAtOnce = pattern.Lazy(`\[([a-z -]+)\] were all set$`)

// usageSentence is what is wrong, in words of our own.
func usageSentence(err error) string {
	text := err.Error()
	if !strings.HasPrefix(text, groupMistake) {
		return text
	}
	together := flagsAtOnce().FindStringSubmatch(text)
	if together == nil {
		return "some of these options exclude each other"
	}
	return "--" + strings.Join(strings.Fields(together[1]), " and --") + " exclude each other"
}

// flagMistake says what is wrong with an option; pflag's own words are for programmers.
func flagMistake(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	var broken *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		typed := unknown.GetSpecifiedShortnames()
		return fmt.Errorf("there is no option -%s%s", typed, didYouMean("--", typed, flagNames(cmd)))
	case errors.As(err, &unknown):
		typed := unknown.GetSpecifiedName()
		return fmt.Errorf("there is no option --%s%s", typed, didYouMean("--", typed, flagNames(cmd)))
	case errors.As(err, &bare):
		return fmt.Errorf("--%s needs a value after it", bare.GetFlag().Name)
	case errors.As(err, &wrong):
		return fmt.Errorf("--%s takes %s, and %q is none", wrong.GetFlag().Name, kindOf(wrong.GetFlag()), wrong.GetValue())
	case errors.As(err, &broken):
		return fmt.Errorf("%q is not an option; options look like --json", broken.GetSpecifiedFlag())
	}
	return err
}

// kindOf says what the value of an option looks like.
func kindOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "duration":
		return "a length of time such as 30s or 5m"
	case "int":
		return "a whole number"
	case "bool":
		return "true or false"
	}
	return "another kind of value"
}

func flagNames(cmd *cobra.Command) []string {
	names := []string{"help"}
	add := func(f *pflag.Flag) { names = append(names, f.Name) }
	cmd.Flags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	return names
}

// arguments wraps cobra's argument checks so that a mistake is a usage error, in words of
// our own. What was typed too much is not repeated: it may be a password.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check(cmd, args) == nil {
			return nil
		}
		wanted := argumentNames(cmd)
		switch {
		case cmd.HasAvailableSubCommands():
			return usageError{fmt.Errorf("there is no command %q in %s%s", args[0], cmd.CommandPath(), didYouMean("", args[0], commandNames(cmd)))}
		case len(args) < len(wanted):
			return usageError{fmt.Errorf("%s is missing", strings.Join(wanted[len(args):], " and "))}
		case len(wanted) == 0:
			return usageError{errors.New("nothing is expected after " + cmd.CommandPath())}
		}
		return usageError{fmt.Errorf("only %s is expected after %s; put a name that has blanks in quotes", strings.Join(wanted, " and "), cmd.CommandPath())}
	}
}

// argumentNames are the words in capitals that follow the name of a command, up to its
// options.
func argumentNames(cmd *cobra.Command) []string {
	var names []string
	for _, word := range strings.Fields(cmd.Use)[1:] {
		if word != strings.ToUpper(word) || strings.ContainsAny(word, "(|[-") {
			break
		}
		names = append(names, word)
	}
	return names
}

func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// didYouMean names what was probably meant; "" when nothing is near.
func didYouMean(before, typed string, names []string) string {
	best := nearest.Name(typed, names)
	if best == "" {
		return ""
	}
	return "; did you mean " + before + best + "?"
}
