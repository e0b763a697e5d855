package terminal

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"latchkey/app/pattern"
)

// everyCommand lists a command and all below it that people are told about.
func everyCommand(cmd *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{cmd}
	for _, child := range cmd.Commands() {
		list = append(list, everyCommand(child)...)
	}
	return list
}

func TestEveryCommandHasExamples(t *testing.T) {
	for _, cmd := range everyCommand((&Environment{}).root(nil)) {
		own := false
		for _, line := range exampleLines(cmd) {
			for _, words := range latchkeyIn(line) {
				found, _, err := cmd.Root().Find(words)
				own = own || err == nil && (found == cmd || cmd.HasSubCommands())
			}
		}
		if !own {
			t.Errorf("%s: no example of it in --help", cmd.CommandPath())
		}
	}
}

func TestExamplesAreRight(t *testing.T) {
	for _, cmd := range everyCommand((&Environment{}).root(nil)) {
		for _, line := range exampleLines(cmd) {
			commands := latchkeyIn(line)
			if len(commands) == 0 {
				t.Errorf("%s: %q is no example of latchkey", cmd.CommandPath(), line)
			}
			for _, words := range commands {
				if err := wellFormed(words); err != nil {
					t.Errorf("%s: %q: %v", cmd.CommandPath(), line, err)
				}
			}
		}
	}
}

func TestAWrongExampleIsFound(t *testing.T) {
	for _, line := range []string{
		"latchkey nonsense", "latchkey token", "latchkey token a b", "latchkey token a --nonsense", "latchkey profile nonsense",
		"latchkey practice phone u --approve --deny", "az ad app show | latchkey register check a b", "latchkey consent",
	} {
		for _, words := range latchkeyIn(line) {
			if wellFormed(words) == nil {
				t.Errorf("%q counts as right", line)
			}
		}
	}
}

func exampleLines(cmd *cobra.Command) []string {
	if cmd.Example == "" {
		return nil
	}
	return strings.Split(strings.ReplaceAll(cmd.Example, "\\\n", ""), "\n")
}

// wellFormed says what is wrong with the arguments of latchkey, without running them.
func wellFormed(words []string) error {
	cmd, rest, err := (&Environment{}).root(nil).Find(words)
	if err != nil {
		return err
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
		return err
	}
	if err := cmd.ValidateRequiredFlags(); err != nil {
		return err
	}
	return cmd.ValidateFlagGroups()
}

// remark is what stands behind an example, a few blanks away.
var remark = pattern.Lazy(` {2,}[a-zA-Z][a-zA-Z ,]*$`)

// latchkeyIn are the arguments of latchkey in a line for a shell: behind a pipe and inside $(),
// too.
func latchkeyIn(line string) [][]string {
	line = remark().ReplaceAllString(strings.TrimSpace(line), "")
	var commands [][]string
	var words []string
	end := func() {
		if len(words) > 0 && words[0] == "latchkey" {
			commands = append(commands, words[1:])
		}
		words = nil
	}
	word, quote, redirected := "", rune(0), false
	next := func() {
		if word != "" && !redirected {
			words = append(words, word)
		}
		redirected = redirected && word == ""
		word = ""
	}
	for i, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case strings.HasPrefix(line[i:], "$("):
			word, words, quote = "", nil, 0
		case r == '(' && word == "":
		case quote != 0:
			word += string(r)
		case r == '\'' || r == '"':
			quote = r
		case r == '|' || r == ')':
			next()
			end()
		case r == '>' || r == '<':
			next()
			redirected = true
		case r == ' ':
			next()
		default:
			word += string(r)
		}
	}
	next()
	end()
	return commands
}
