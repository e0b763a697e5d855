package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// file is one parsed Go file, whatever its build tags.
type file struct {
	path   string // relative to app, with slashes
	dir    string
	test   bool
	syntax *ast.File
	fset   *token.FileSet
}

func (f file) at(pos token.Pos) string {
	p := f.fset.Position(pos)
	return f.path + ":" + strconv.Itoa(p.Line)
}

// goFiles parses every Go file of the program: app and the files beside it.
func goFiles(t *testing.T) []file {
	t.Helper()
	paths, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, ".go") && !strings.Contains(p, "testdata") {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var files []file
	for _, p := range paths {
		fset := token.NewFileSet()
		syntax, err := parser.ParseFile(fset, p, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		p = filepath.ToSlash(p)
		files = append(files, file{p, path.Dir(p), strings.HasSuffix(p, "_test.go"), syntax, fset})
	}
	if len(files) < 20 {
		t.Fatalf("found only %d files", len(files))
	}
	return files
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	comments := map[string]string{}
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		text := f.syntax.Doc.Text()
		if len(text) >= len(comments[f.dir]) {
			comments[f.dir] = text
		}
		if name := f.syntax.Name.Name; text != "" && name != "main" && !strings.HasPrefix(text, "Package "+name+" ") {
			t.Errorf("%s: the package comment does not begin with \"Package %s\"", f.path, name)
		}
	}
	for dir, text := range comments {
		if len(strings.Fields(text)) < 8 {
			t.Errorf("%s: no package comment that says what it is for: %q", dir, text)
		}
	}
}

// floors say which package may import which: only packages on a lower floor, and
// those of its own family (signin and signin/loopback). Every package has a place.
var floors = map[string]int{
	"pattern": 0, "nearest": 0,
	"secret": 1, "home": 1,
	"problem": 2, "logging": 2, "opener": 2,
	"cloud": 3, "yamlfile": 3,
	"network": 4, "profile": 4, "vault": 4,
	"credential": 5, "discovery": 5, "recipe": 5, "transfer": 5, "practice": 5,
	"signin": 6, "registration": 6,
	"exchange":   7,
	"connection": 7,
	"program":    8,
	"doctor":     9,
	"handover":   10,
	"api":        11,
	"desktop":    12, "browser": 12, "terminal": 12,
	".": 13, "..": 14,
}

// entraFloors are the same within the engine of the practice tenant, whose packages may
// import only what is on a lower floor.
var entraFloors = map[string]int{
	"practice/entra/aadsts":    0,
	"practice/entra/directory": 1,
	"practice/entra/token":     2,
	"practice/entra/phone":     3,
	"practice/entra/dataverse": 4,
	"practice/entra/graph":     4,
	"practice/entra/pages":     5,
	"practice/entra":           6,
}

// upward says whether an import within one family breaks its order. Only the engine of the
// practice tenant has one.
func upward(t *testing.T, from, to string) bool {
	t.Helper()
	const engine = "practice/entra"
	if to != engine && !strings.HasPrefix(to, engine+"/") {
		return from == engine || strings.HasPrefix(from, engine+"/") // it knows nothing of what runs it
	}
	upper, inside := entraFloors[from]
	lower, ok := entraFloors[to]
	if !ok || !inside && strings.HasPrefix(from, engine+"/") {
		t.Errorf("%s imports %s, and one of them has no floor", from, to)
	}
	return inside && lower >= upper
}

// family is the first part of a directory under app.
func family(dir string) string {
	if strings.HasPrefix(dir, ".") {
		return dir
	}
	first, _, _ := strings.Cut(dir, "/")
	return first
}

func imports(f file) map[string]token.Pos {
	found := map[string]token.Pos{}
	for _, i := range f.syntax.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err == nil {
			found[p] = i.Pos()
		}
	}
	return found
}

// inside returns the directory under app of an import of Latchkey's own.
func inside(importPath string) (string, bool) {
	if importPath == "latchkey/app" {
		return ".", true
	}
	return strings.CutPrefix(importPath, "latchkey/app/")
}

func TestImportsPointDown(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		from := family(f.dir)
		floor, ok := floors[from]
		if !ok {
			t.Errorf("%s: package %s has no floor", f.path, f.dir)
			continue
		}
		for p, pos := range imports(f) {
			dir, own := inside(p)
			if !own {
				continue
			}
			if family(dir) == from {
				if upward(t, f.dir, dir) {
					t.Errorf("%s: %s must not import %s", f.at(pos), f.dir, dir)
				}
				continue
			}
			if to, ok := floors[family(dir)]; !ok || to >= floor {
				t.Errorf("%s: %s must not import %s", f.at(pos), f.dir, dir)
			}
		}
	}
}

// A package of more files than that is several, and hides what depends on what.
func TestNoPackageHasMoreThanFortyFiles(t *testing.T) {
	const most = 40
	files := map[string]int{}
	for _, f := range goFiles(t) {
		if !f.test {
			files[f.dir]++
		}
	}
	for dir, n := range files {
		if n > most {
			t.Errorf("%s has %d files of code, and should have %d at most", dir, n, most)
		}
	}
}

// The practice tenant is what the client is tested against: it shares nothing with
// it, in its tests neither but for the client that drives them.
func TestPracticeImportsNothingOfTheClient(t *testing.T) {
	for _, f := range goFiles(t) {
		if family(f.dir) != "practice" || f.test {
			continue
		}
		for p, pos := range imports(f) {
			switch dir, _ := inside(p); family(dir) {
			case "signin", "discovery", "profile", "vault", "connection":
				t.Errorf("%s: practice imports %s", f.at(pos), dir)
			}
			if strings.HasPrefix(p, "github.com/AzureAD/") {
				t.Errorf("%s: practice imports the client library %s", f.at(pos), p)
			}
		}
	}
}

// What is loaded by every terminal command stays small: Wails alone costs 98 ms.
func TestOnlyTheWindowImportsWails(t *testing.T) {
	found := false
	for _, f := range goFiles(t) {
		for p, pos := range imports(f) {
			if !strings.HasPrefix(p, "github.com/wailsapp/") {
				continue
			}
			found = true
			if f.dir != "desktop" {
				t.Errorf("%s imports %s", f.at(pos), p)
			}
			if !tagged(f) && !f.test {
				t.Errorf("%s imports %s without the tags desktop || dev || bindings", f.at(pos), p)
			}
		}
	}
	if !found {
		t.Error("nothing imports Wails: the search is broken")
	}
}

func tagged(f file) bool {
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:build ") && strings.Contains(c.Text, "desktop") {
				return true
			}
		}
	}
	return false
}

// skipVerify in pieces, so that this file does not contain what it looks for.
const skipVerify = "Insecure" + "SkipVerify"

func TestCertificatesAreAlwaysVerified(t *testing.T) {
	flag := regexp.MustCompile(`(?i)^-{0,2}insecure(?:-[a-z-]+)?$|\b(?:skip|no|disable|ignore)[-_ ]?(?:tls|ssl|cert\w*)?[-_ ]?verif\w*|NODE_TLS_REJECT`)
	for _, f := range goFiles(t) {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if n.Name == skipVerify {
					t.Errorf("%s uses %s", f.at(n.Pos()), skipVerify)
				}
			case *ast.BasicLit:
				if n.Kind == token.STRING && f.path != "conventions_test.go" && flag.MatchString(strings.Trim(n.Value, "`\"")) {
					t.Errorf("%s: %s looks like a way around verification", f.at(n.Pos()), n.Value)
				}
			}
			return true
		})
	}
}

func TestTestsNeverSleepOrSkip(t *testing.T) {
	for _, f := range goFiles(t) {
		if !f.test {
			continue
		}
		_, bubble := imports(f)["testing/synctest"] // there, time is not real
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, _ := s.X.(*ast.Ident)
			switch {
			case x == nil:
			case x.Name == "time" && s.Sel.Name == "Sleep" && !bubble:
				t.Errorf("%s sleeps", f.at(n.Pos()))
			case strings.HasPrefix(s.Sel.Name, "Skip") && (x.Name == "t" || x.Name == "b" || x.Name == "f" || x.Name == "tb"):
				t.Errorf("%s skips", f.at(n.Pos()))
			}
			return true
		})
	}
}
