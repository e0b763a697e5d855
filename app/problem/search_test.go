package problem

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// source is the non-test Go files of one directory under app, whatever their
// build tags, with what is needed to follow a code from where it is written to
// problem.New.
type source struct {
	fset      *token.FileSet
	dir       string
	files     []*ast.File
	functions map[string][]*ast.FuncDecl // closures that have a name too
	closures  []*ast.FuncDecl
	constants map[string]string
	codes     map[string]token.Position
	places    map[string]bool
	flows     map[flow]bool
}

// flow is a function's parameter that ends up as a code.
type flow struct {
	function string
	index    int
	suffix   string // what is appended on the way
}

func sourcesUnder(t *testing.T, root string) []*source {
	t.Helper()
	byDir := map[string]*source{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir := filepath.Dir(path)
		s := byDir[dir]
		if s == nil {
			s = &source{fset: token.NewFileSet(), dir: dir, functions: map[string][]*ast.FuncDecl{},
				constants: map[string]string{}, codes: map[string]token.Position{},
				places: map[string]bool{}, flows: map[flow]bool{}}
			byDir[dir] = s
		}
		f, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s.files = append(s.files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []*source
	for _, s := range byDir {
		s.index()
		s.follow()
		all = append(all, s)
	}
	return all
}

// index notes the functions and the string constants of a package.
func (s *source) index() {
	for _, f := range s.files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				s.functions[d.Name.Name] = append(s.functions[d.Name.Name], d)
				ast.Inspect(d, s.indexClosure)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					v, ok := spec.(*ast.ValueSpec)
					if !ok || d.Tok != token.CONST {
						continue
					}
					for i, name := range v.Names {
						if i < len(v.Values) {
							if text, ok := literal(v.Values[i]); ok {
								s.constants[name.Name] = text
							}
						}
					}
				}
			}
		}
	}
}

// indexClosure treats name := func(...) as a function.
func (s *source) indexClosure(n ast.Node) bool {
	a, ok := n.(*ast.AssignStmt)
	if !ok || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
		return true
	}
	name, isName := a.Lhs[0].(*ast.Ident)
	lit, isFunc := a.Rhs[0].(*ast.FuncLit)
	if isName && isFunc {
		fn := &ast.FuncDecl{Name: name, Type: lit.Type, Body: lit.Body}
		s.closures = append(s.closures, fn)
		s.functions[name.Name] = append(s.functions[name.Name], fn)
	}
	return true
}

// follow collects the codes: first what stands in calls of New, then, until
// nothing new is found, what is passed to functions that hand a parameter on to it.
func (s *source) follow() {
	for before := -1; before != len(s.codes)+len(s.flows); {
		before = len(s.codes) + len(s.flows)
		for _, f := range s.files {
			for _, d := range f.Decls {
				fn, _ := d.(*ast.FuncDecl)
				ast.Inspect(d, func(n ast.Node) bool { s.visit(n, fn); return true })
			}
		}
	}
}

func (s *source) visit(n ast.Node, fn *ast.FuncDecl) {
	switch n := n.(type) {
	case *ast.CallExpr:
		name, qualified := called(n)
		switch {
		case name == "New" && len(n.Args) == 2 && (qualified == "problem" || qualified == "" && s.isProblem()):
			s.take(n.Args[1], fn, "", 0)
		case name == "With" && len(n.Args) == 2:
			if text, ok := literal(n.Args[0]); ok {
				s.places[text] = true
			}
		}
		for f := range maps.Clone(s.flows) {
			if f.function == name && f.index < len(n.Args) {
				s.take(n.Args[f.index], fn, f.suffix, 0)
			}
		}
	case *ast.CompositeLit:
		if name, _ := typeName(n.Type); name == "Problem" {
			for _, e := range n.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				if key, isIdent := kv.Key.(*ast.Ident); isIdent && key.Name == "Code" {
					s.take(kv.Value, fn, "", 0)
				}
			}
		}
	}
}

func (s *source) isProblem() bool { return filepath.Base(s.dir) == "problem" }

// take adds the codes that an expression can be, each with suffix appended.
func (s *source) take(e ast.Expr, fn *ast.FuncDecl, suffix string, depth int) {
	if depth > 6 {
		return
	}
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, ok := literal(e); ok {
			s.note(text+suffix, e.Pos())
		}
	case *ast.BinaryExpr:
		if text, ok := literal(e.Y); ok {
			s.take(e.X, fn, text+suffix, depth+1)
		}
	case *ast.Ident:
		s.takeName(e, fn, suffix, depth)
	case *ast.CallExpr:
		name, _ := called(e)
		s.takeReturned(name, 0, suffix, depth)
	case *ast.SelectorExpr:
		s.takeField(e.Sel.Name, suffix, depth)
	case *ast.IndexExpr:
		if name, _ := typeName(e.X); name != "" {
			s.takeValues(name, suffix, depth)
		}
	}
}

func (s *source) note(code string, at token.Pos) {
	if _, seen := s.codes[code]; !seen && code != "" {
		s.codes[code] = s.fset.Position(at)
	}
}

// takeName adds what a constant, a parameter or a local variable can be.
func (s *source) takeName(e *ast.Ident, fn *ast.FuncDecl, suffix string, depth int) {
	if text, ok := s.constants[e.Name]; ok {
		s.note(text+suffix, e.Pos())
		return
	}
	for _, c := range s.closures {
		if i := parameter(c, e.Name); i >= 0 && c.Body.Pos() <= e.Pos() && e.Pos() < c.Body.End() {
			s.flows[flow{c.Name.Name, i, suffix}] = true
			return
		}
	}
	if fn == nil {
		return
	}
	if i := parameter(fn, e.Name); i >= 0 {
		s.flows[flow{fn.Name.Name, i, suffix}] = true
		return
	}
	s.takeAssigned(e.Name, fn, suffix, depth)
}

// takeValues adds the values of a table of the package.
func (s *source) takeValues(name, suffix string, depth int) {
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) == 0 || v.Names[0].Name != name {
				return true
			}
			if table, ok := v.Values[0].(*ast.CompositeLit); ok {
				for _, e := range table.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						s.take(kv.Value, nil, suffix, depth+1)
					}
				}
			}
			return true
		})
	}
}

// takeAssigned adds what a function assigns to a local variable.
func (s *source) takeAssigned(name string, fn *ast.FuncDecl, suffix string, depth int) {
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				id, ok := l.(*ast.Ident)
				switch {
				case !ok || id.Name != name:
				case len(n.Rhs) == len(n.Lhs):
					s.take(n.Rhs[i], fn, suffix, depth+1)
				default:
					if call, ok := n.Rhs[0].(*ast.CallExpr); ok {
						f, _ := called(call)
						s.takeReturned(f, i, suffix, depth)
					}
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if id.Name == name && i < len(n.Values) {
					s.take(n.Values[i], fn, suffix, depth+1)
				}
			}
		}
		return true
	})
}

// takeReturned adds what a function of the package returns at a position.
func (s *source) takeReturned(name string, index int, suffix string, depth int) {
	for _, fn := range s.functions[name] {
		ast.Inspect(fn, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok && index < len(r.Results) {
				s.take(r.Results[index], fn, suffix, depth+1)
			}
			return true
		})
	}
}

// takeField adds what composite literals of the package give a field of that name.
func (s *source) takeField(field, suffix string, depth int) {
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if kv, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == field {
					s.take(kv.Value, nil, suffix, depth+1)
				}
			}
			return true
		})
	}
}

func literal(e ast.Expr) (string, bool) {
	b, ok := e.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(b.Value)
	return text, err == nil
}

func called(c *ast.CallExpr) (name, qualifier string) { return typeName(c.Fun) }

func typeName(e ast.Expr) (name, qualifier string) {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name, ""
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return e.Sel.Name, x.Name
		}
		return e.Sel.Name, "?"
	}
	return "", ""
}

func parameter(fn *ast.FuncDecl, name string) int {
	i := 0
	for _, field := range fn.Type.Params.List {
		for _, id := range field.Names {
			if id.Name == name {
				return i
			}
			i++
		}
	}
	return -1
}
