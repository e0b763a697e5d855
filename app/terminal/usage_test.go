package terminal

import (
	"strings"
	"testing"
)

// Every command says what its arguments are, so that a missing one has a name.
func TestArgumentsHaveNames(t *testing.T) {
	root := (&Environment{}).root(nil)
	for path, want := range map[string]int{
		"signin": 1, "use": 2, "credential set": 1, "authority add": 1, "signout": 1, "practice certificate": 2, "practice phone": 1,
		"profile create": 1, "exchange": 1, "version": 0, "doctor": 0,
	} {
		cmd, _, err := root.Find(strings.Fields(path))
		if err != nil {
			t.Fatal(err)
		}
		err = cmd.Args(cmd, strings.Fields("too many words by far"))
		got := 0
		if names, some := strings.CutPrefix(err.Error(), "only "); some {
			names, _, _ = strings.Cut(names, " is expected")
			got = len(strings.Split(names, " and "))
		}
		if got != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestACommandLineMakesTheCommandThatItNames(t *testing.T) {
	all := (&Environment{}).root(nil).Commands()
	if len(all) < 21 {
		t.Fatalf("only %d commands", len(all))
	}
	for _, c := range all {
		if one := (&Environment{}).root([]string{c.Name(), "x"}).Commands(); len(one) != 1 || one[0].Name() != c.Name() {
			t.Errorf("%s: made %d commands", c.Name(), len(one))
		}
	}
	for _, args := range [][]string{{}, {"--json"}, {"help"}, {"verzion"}, {"__complete"}, {"--json", "version"}} {
		if made := (&Environment{}).root(args).Commands(); len(made) != len(all) {
			t.Errorf("%q: made %d of %d commands", args, len(made), len(all))
		}
	}
}
