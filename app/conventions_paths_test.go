package app_test

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Documents that name files and functions name ones that exist. A name with capitals, such as
// NAME.txtar, or with a star stands for many.
func TestDocumentsNameFilesThatExist(t *testing.T) {
	path := regexp.MustCompile("`((?:app|frontend|build|docs)/[A-Za-z0-9_./-]+)`")
	test := regexp.MustCompile("`(Test[A-Z][A-Za-z0-9]+)`")
	var tests strings.Builder
	for _, f := range goFiles(t) {
		for _, d := range f.syntax.Decls {
			if name := declared(d); f.test && name != "" {
				tests.WriteString(" " + name + " ")
			}
		}
	}
	checked := 0
	for _, document := range []string{"docs/architecture.md", "docs/parity.md", "docs/clients.md", "CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join("..", document))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range path.FindAllStringSubmatch(string(text), -1) {
			checked++
			if strings.Contains(m[1], "NAME") || m[1] == "frontend/src/i18n/de.ts" { // the one that would be new
				continue
			}
			if _, err := os.Stat(filepath.Join("..", m[1])); err != nil {
				t.Errorf("%s names %s, which isn't there", document, m[1])
			}
		}
		for _, m := range test.FindAllStringSubmatch(string(text), -1) {
			if !strings.Contains(tests.String(), " "+m[1]+" ") {
				t.Errorf("%s names %s, and there is no such test", document, m[1])
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d names of files were found", checked)
	}
}

// declared is the name of a function, "" for other declarations.
func declared(d ast.Decl) string {
	if f, ok := d.(*ast.FuncDecl); ok {
		return f.Name.Name
	}
	return ""
}
