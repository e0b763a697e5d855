// Package usage is what is wrong with a command line, in words of its own instead of those of
// cobra and pflag, which are for programmers: an option or a command that isn't there, with the
// one that was probably meant, a value that doesn't fit, an argument that is missing.
//
// It promises to repeat nothing that was typed too much: it may be a password. What is expected
// is read from the commands themselves: the words in capitals of their Use, their flags.
package usage

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"latchkey/app/nearest"
	"latchkey/app/pattern"
)

// mistake is a command line that cannot be understood.
type mistake struct{ error }

func (m mistake) Unwrap() error { return m.error }

// New is a mistake in one sentence, without a capital and a full stop.
func New(sentence string) error { return mistake{errors.New(sentence)} }

// Is recognises a mistake in the command line; that of flags which exclude each other has no
// type.
func Is(err error) bool {
	var m mistake
	return errors.As(err, &m) || strings.HasPrefix(err.Error(), groupMistake)
}

// Line is how a command is used; one that only has others below it is used by them.
func Line(cmd *cobra.Command) string {
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

// Sentence is what is wrong.
func Sentence(err error) string {
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

// OfFlag is the mistake of an option, from what pflag says.
func OfFlag(cmd *cobra.Command, err error) error { return mistake{ofFlag(cmd, err)} }

func ofFlag(cmd *cobra.Command, err error) error {
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

// Arguments wraps cobra's argument checks so that a mistake is a usage error, in words of
// our own. What was typed too much is not repeated: it may be a password.
func Arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check(cmd, args) == nil {
			return nil
		}
		wanted := argumentNames(cmd)
		switch {
		case cmd.HasAvailableSubCommands():
			return mistake{fmt.Errorf("there is no command %q in %s%s", args[0], cmd.CommandPath(), didYouMean("", args[0], commandNames(cmd)))}
		case len(args) < len(wanted):
			return mistake{fmt.Errorf("%s is missing", strings.Join(wanted[len(args):], " and "))}
		case len(wanted) == 0:
			return mistake{errors.New("nothing is expected after " + cmd.CommandPath())}
		}
		return mistake{fmt.Errorf("only %s is expected after %s; put a name that has blanks in quotes", strings.Join(wanted, " and "), cmd.CommandPath())}
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
