package problem

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

func TestEveryCodeThatTheProgramUsesIsInTheCatalogue(t *testing.T) {
	used := 0
	for _, s := range sourcesUnder(t, "..") {
		for code, at := range s.codes {
			used++
			if _, ok := Lookup(code); !ok {
				t.Errorf("%s: code %q has no entry in en.json", at, code)
			}
		}
	}
	if used < 50 {
		t.Errorf("found only %d codes: the search is broken", used)
	}
}

func TestEveryPlaceInTheWordsIsFilledSomewhere(t *testing.T) {
	set := map[string]bool{"seconds": true} // Words fills it from RetryAfter
	for _, n := range named {
		set[n.name] = true
	}
	for _, name := range []string{"code", "digits", "link"} { // of unknown codes, in Words
		set[name] = true
	}
	for _, s := range sourcesUnder(t, "..") {
		for name := range s.places {
			set[name] = true
		}
	}
	for _, code := range Codes() {
		w, _ := Lookup(code)
		for _, text := range []string{w.Title, w.What, w.You, w.Admin} {
			for _, m := range place().FindAllStringSubmatch(text, -1) {
				if !set[m[1]] {
					t.Errorf("%s: nothing under app sets {%s}", code, m[1])
				}
			}
		}
	}
}

// The search itself, on a small program with every way in which a code can travel.
func TestTheSearchFollowsCodesThroughHelpers(t *testing.T) {
	const program = `package p
import "latchkey/app/problem"
const named = "by-constant"
func direct() error { return problem.New(problem.Input, "by-literal").With("place", "x") }
func constant() error { return problem.New(problem.Input, named) }
func helper(field, code string) error { return problem.New(problem.Input, code).At(field) }
func outer(code string) error { return helper("f", code) }
func viaHelper() error { return helper("f", "by-helper") }
func viaTwo() error { return outer("by-two-helpers") }
func variable(b bool) error {
	code := "by-variable"
	if b { code = "by-assignment" }
	return problem.New(problem.Input, code)
}
func pick() (problem.Kind, string) { return problem.Input, "by-return" }
func returned() error { kind, code := pick(); return problem.New(kind, code) }
var table = map[int]string{1: "by-table"}
func looked() error { return problem.New(problem.Input, table[1]) }
func prefixed(what string) error { code := what + "-suffix"; return problem.New(problem.Input, code) }
func joined() error { return prefixed("by") }
func closure() error {
	warn := func(code string) error { return problem.New(problem.Input, code) }
	return warn("by-closure")
}
func made() error { return &problem.Problem{Code: "by-composite"} }
func notACode() string { return "not-a-code" }
`
	s := &source{fset: token.NewFileSet(), functions: map[string][]*ast.FuncDecl{}, constants: map[string]string{},
		codes: map[string]token.Position{}, places: map[string]bool{}, flows: map[flow]bool{}}
	f, err := parser.ParseFile(s.fset, "p.go", program, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	s.files = []*ast.File{f}
	s.index()
	s.follow()
	var got []string
	for code := range s.codes {
		got = append(got, code)
	}
	slices.Sort(got)
	want := []string{"by-assignment", "by-closure", "by-composite", "by-constant", "by-helper", "by-literal", "by-return", "by-suffix", "by-table", "by-two-helpers", "by-variable"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if !s.places["place"] {
		t.Error("the place set by With was not found")
	}
}
