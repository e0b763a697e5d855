package problem

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// foreign are codes that come from elsewhere, in what the other side sends and people paste:
// those of Dataverse and of AD FS.
var foreign = regexp.MustCompile(`^(?:0x[0-9A-F]{8}|MSIS\d{4})$`)

// codeOfYAML is a code in a recipe or a scenario.
var codeOfYAML = regexp.MustCompile(`\bcode: ([A-Za-z0-9-]+)`)

// An entry that nothing produces is a promise that nobody keeps. Entra's own codes have to be
// in the practice tenant's table: what it can't cause, nobody has seen the words of.
func TestEveryEntryIsProducedSomewhere(t *testing.T) {
	written := codesWritten(t, "..")
	bridge, err := os.ReadFile("../browser/bridge.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range Codes() {
		switch {
		case foreign.MatchString(code), written[code], strings.Contains(string(bridge), strconv.Quote(code)):
		case written[strings.TrimPrefix(code, "AADSTS")]:
		default:
			t.Errorf("%s is in en.json, and nothing produces it", code)
		}
	}
}

func TestACodeThatIsOnlyLookedAtIsNotProduced(t *testing.T) {
	const program = `package p
var hints = map[string]string{"by-key": "by-value"}
var table = []entry{{50011, "x"}}
func f(code string) string {
	if code == "by-comparison" || "by-other" != code { return "by-return" }
	switch code { case "by-case": return "" }
	return ""
}
`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", program, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	valuesIn(f, got)
	for _, code := range []string{"by-key", "by-comparison", "by-other", "by-case"} {
		if got[code] {
			t.Errorf("%s counts as produced", code)
		}
	}
	for _, code := range []string{"by-value", "by-return", "50011"} {
		if !got[code] {
			t.Errorf("%s does not count as produced", code)
		}
	}
}

// codesWritten are the codes that the program's sources can make: those that are followed to
// problem.New, texts and numbers that are values, and those that recipes and scenarios name.
func codesWritten(t *testing.T, root string) map[string]bool {
	t.Helper()
	written := map[string]bool{}
	for _, s := range sourcesUnder(t, root) {
		for code := range s.codes {
			written[code] = true
		}
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".yaml") {
			text, err := os.ReadFile(path)
			for _, m := range codeOfYAML.FindAllSubmatch(text, -1) {
				written[string(m[1])] = true
			}
			return err
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err == nil {
			valuesIn(f, written)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return written
}

// valuesIn adds the texts and numbers of a file that are not only looked at: not compared, no
// case of a switch, no key of a table.
func valuesIn(f *ast.File, to map[string]bool) {
	var lookedAt []ast.Expr
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				lookedAt = append(lookedAt, n.X, n.Y)
			}
		case *ast.CaseClause:
			lookedAt = append(lookedAt, n.List...)
		case *ast.KeyValueExpr:
			lookedAt = append(lookedAt, n.Key)
		case *ast.BasicLit:
			if slices.Contains(lookedAt, ast.Expr(n)) {
				return true
			}
			if text, err := strconv.Unquote(n.Value); err == nil {
				to[text] = true
			} else {
				to[n.Value] = true
			}
		}
		return true
	})
}
