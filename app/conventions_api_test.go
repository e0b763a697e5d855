package app_test

import (
	"go/ast"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"latchkey/app/api"
	"latchkey/app/practice"
	"latchkey/app/profile"
	"latchkey/app/recipe"
	"latchkey/app/secret"
)

// sensitive are names that a field of something bound must not have.
var sensitive = regexp.MustCompile(`(?i)token|secret|verifier|refresh|password|credential|assertion|cookie`)

// described says that a field is about a secret and holds none: its own fields are
// checked all the same.
var described = map[reflect.Type]bool{reflect.TypeFor[*profile.Credential](): true, reflect.TypeFor[*recipe.Secret](): true}

// practiceOnly may show credentials: they open nothing but the practice tenant.
var practiceOnly = map[reflect.Type]bool{
	reflect.TypeFor[api.PracticeUser](): true,
	reflect.TypeFor[practice.Person]():  true,
	reflect.TypeFor[practice.App]():     true,
}

// practiceDesk is where they are made and changed: its methods may be named after them.
var practiceDesk = reflect.TypeFor[*api.Practice]()

// whyNot says what in a type keeps it from being sent to the front end, or "".
func whyNot(t reflect.Type, seen map[reflect.Type]bool) string {
	if seen[t] || practiceOnly[t] {
		return ""
	}
	seen[t] = true
	switch {
	case t == reflect.TypeFor[secret.String]():
		return "is a secret"
	case t == reflect.TypeFor[error]():
		return ""
	}
	switch t.Kind() {
	case reflect.Interface, reflect.Func, reflect.Chan:
		return "is " + t.String() + ", which can hold anything"
	case reflect.Map:
		if why := whyNot(t.Key(), seen); why != "" {
			return "has a key that " + why
		}
		return whyNot(t.Elem(), seen)
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return whyNot(t.Elem(), seen)
	case reflect.Struct:
		for f := range t.Fields() {
			if !f.IsExported() {
				continue
			}
			// A bool says that there is one, a number how many, an address where to ask for one.
			harmless := f.Type.Kind() == reflect.Bool || f.Type.Kind() == reflect.Int || strings.HasSuffix(f.Name, "URL") || described[f.Type]
			if !harmless && (sensitive.MatchString(f.Name) || sensitive.MatchString(f.Tag.Get("json"))) {
				return "has the field " + t.String() + "." + f.Name
			}
			if why := whyNot(f.Type, seen); why != "" {
				return "has the field " + t.String() + "." + f.Name + ", which " + why
			}
		}
	}
	return ""
}

func TestNoBoundMethodReturnsASecret(t *testing.T) {
	methods := 0
	for _, bound := range new(api.API).Bound() {
		of := reflect.TypeOf(bound)
		for m := range of.Methods() {
			methods++
			for out := range m.Type.Outs() {
				if why := whyNot(out, map[reflect.Type]bool{}); why != "" {
					t.Errorf("%s.%s returns what %s", of, m.Name, why)
				}
			}
			// What sets one takes it in; what it returns was checked above.
			if sensitive.MatchString(m.Name) && !strings.HasPrefix(m.Name, "Set") && of != practiceDesk {
				t.Errorf("%s.%s is named after a secret", of, m.Name)
			}
		}
	}
	if methods < 20 {
		t.Errorf("found only %d methods", methods)
	}
}

func TestNoBoundMethodTakesAPath(t *testing.T) {
	bad := regexp.MustCompile(`^(?:path|file|filename|dir|directory|folder)$|(?:Path|File|FileName|Filename|Dir|Directory|Folder)$`)
	structs := map[string]bool{}
	for _, bound := range new(api.API).Bound() {
		of := reflect.TypeOf(bound)
		structs[of.Elem().Name()] = true
		for m := range of.Methods() {
			for in := range m.Type.Ins() {
				if in.Kind() != reflect.Struct {
					continue
				}
				for f := range in.Fields() {
					if bad.MatchString(f.Name) {
						t.Errorf("%s.%s takes %s.%s", of, m.Name, in, f.Name)
					}
				}
			}
		}
	}
	checked := 0
	for _, f := range goFiles(t) {
		if f.dir != "api" || f.test {
			continue
		}
		for _, d := range f.syntax.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || !fn.Name.IsExported() || !structs[receiver(fn)] {
				continue
			}
			checked++
			for _, p := range fn.Type.Params.List {
				for _, name := range p.Names {
					if bad.MatchString(name.Name) {
						t.Errorf("%s: %s takes %q: Go opens the file dialogs", f.at(name.Pos()), fn.Name.Name, name.Name)
					}
				}
			}
		}
	}
	if checked < 20 {
		t.Errorf("found only %d methods", checked)
	}
}

func receiver(fn *ast.FuncDecl) string {
	e := fn.Recv.List[0].Type
	if p, ok := e.(*ast.StarExpr); ok {
		e = p.X
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
