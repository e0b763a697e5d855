package app_test

import (
	"go/ast"
	"go/token"
	"slices"
	"testing"
)

// httpMakers are the packages that make clients and transports, and why each may. Every
// other one gets its client from cloud, whose guard lets a request go to the hosts of one
// cloud and nowhere else: a token can't leak through a client that nobody can make.
var httpMakers = map[string]string{
	"cloud":              "makes the guarded clients",
	"network":            "makes the transport under them, with proxies and certificate authorities",
	"signin":             "wraps the guarded client while a device code is polled for",
	"practice":           "asks the owner of the practice tenant on this machine",
	"practice/rehearsal": "plays the browser at the practice tenant's pages",
}

// unguarded are net/http's own client and what goes through it: nobody may.
var unguarded = []string{"DefaultClient", "DefaultTransport", "Get", "Head", "Post", "PostForm"}

func TestOnlyNamedPackagesMakeHTTPClients(t *testing.T) {
	found := map[string]bool{}
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		for name, places := range httpNames(f) {
			for _, pos := range places {
				switch {
				case slices.Contains(unguarded, name):
					t.Errorf("%s: http.%s goes past the guard of app/cloud", f.at(pos), name)
				case httpMakers[f.dir] == "":
					t.Errorf("%s: %s makes an http.%s; take a client of app/cloud", f.at(pos), f.dir, name)
				}
				found[f.dir] = true
			}
		}
	}
	for dir := range httpMakers {
		if !found[dir] {
			t.Errorf("%s makes no client any more: take it off the list", dir)
		}
	}
}

// httpNames finds where a file names the parts of net/http that send requests. A pointer
// to a client is somebody else's; Client and Transport without one are made here.
func httpNames(f file) map[string][]token.Pos {
	local := httpName(f)
	if local == "" {
		return nil
	}
	pointed := map[ast.Expr]bool{}
	found := map[string][]token.Pos{}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.StarExpr:
			pointed[n.X] = true
		case *ast.SelectorExpr:
			of, ok := n.X.(*ast.Ident)
			if !ok || of.Name != local || pointed[n] {
				return true
			}
			if name := n.Sel.Name; name == "Client" || name == "Transport" || slices.Contains(unguarded, name) {
				found[name] = append(found[name], n.Pos())
			}
		}
		return true
	})
	return found
}

// httpName is what a file calls net/http, "" when it does not import it.
func httpName(f file) string {
	for _, i := range f.syntax.Imports {
		switch {
		case i.Path.Value != `"net/http"`:
		case i.Name != nil:
			return i.Name.Name
		default:
			return "http"
		}
	}
	return ""
}
