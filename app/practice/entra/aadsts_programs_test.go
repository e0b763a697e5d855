package entra

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

func init() { maps.Copy(causes, causesOfPrograms) }

// causesOfPrograms are those of errors that programs make, and pages that were left open or
// copied.
var causesOfPrograms = map[int]cause{
	70044: func(g *rig) seen {
		b := g.ruledBy(directory.Policies{SignInHours: 1}).browser()
		b.open(asks()).login("password").stayed()
		g.ahead(2 * time.Hour)
		return seen{back: b.open(asks("prompt", "none"))}
	},
	500112: func(g *rig) seen { return g.redemption("redirect_uri", "http://localhost:5002/") },
	9002327: func(g *rig) seen {
		return g.edited(func(a *directory.App) { a.Platform = directory.PlatformSPA }).redemption()
	},
	9002326: func(g *rig) seen {
		form := "grant_type=authorization_code&client_id=" + directory.DocumentsCorePackID + "&code=" + g.code() + "&redirect_uri=" + redirect + "&code_verifier=" + verifier
		req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/oauth2/v2.0/token", strings.NewReader(form))
		if err != nil {
			g.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", "http://localhost:5001")
		_, answer := g.call(req)
		return seen{reply: answer}
	},
	700038: func(g *rig) seen { return g.webOf("00000000-0000-0000-0000-000000000000", "x") },
	50148:  func(g *rig) seen { return g.redemption("code_verifier", "") },
	501471: func(g *rig) seen { return g.redemption("code_verifier", "x") },
	501491: func(g *rig) seen { return g.asksFor("code_challenge", "abc") },
	700005: func(g *rig) seen { return g.redemption("client_id", directory.TelephoneIntegrationID) },
	50089: func(g *rig) seen {
		b := g.browser().open(asks())
		g.ahead(24 * time.Hour)
		return seen{page: b.send("loginfmt", "password@"+aadsts.ContosoDomain)}
	},
	165000: func(g *rig) seen {
		b := g.browser().open(asks())
		return seen{page: g.browser().open(b.at)}
	},
	650053:  func(g *rig) seen { return g.asksFor("scope", contosoURL+"/everything") },
	9000411: func(g *rig) seen { return seen{page: g.browser().open(asks() + "&client_id=x")} },
	90015:   func(g *rig) seen { return g.opens("state", strings.Repeat("s", 10000)) },
	70003:   func(g *rig) seen { return g.reply("grant_type", "implicit") },
	70005:   func(g *rig) seen { return g.asksFor("response_type", "x") },
	70007:   func(g *rig) seen { return g.asksFor("response_mode", "x") },
}

// Whatever number the practice tenant answers with, Latchkey can explain it: those that are
// given to Refuse, those of Outcomes, and those in the texts of pages.
func TestEveryNumberOfTheTenantIsExplained(t *testing.T) {
	numbers := map[string]token.Position{}
	inText := regexp.MustCompile(`\bAADSTS(\d{4,9})\b`)
	for _, pattern := range []string{"*.go", "*/*.go", "../*.go", "../fault/*.go", "../rehearsal/*.go"} {
		files, err := filepath.Glob(pattern)
		must(t, err)
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			must(t, err)
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if isRefuse(n.Fun) && len(n.Args) > 1 {
						noteNumber(t, set, n.Args[1], numbers)
					}
				case *ast.BasicLit:
					if n.Kind != token.STRING {
						break
					}
					for _, m := range inText.FindAllStringSubmatch(n.Value, -1) {
						numbers[m[1]] = set.Position(n.Pos())
					}
				}
				return true
			})
		}
	}
	for _, o := range aadsts.Outcomes() {
		numbers[strconv.Itoa(o.Code)] = token.Position{Filename: "outcomes.go"}
	}
	if len(numbers) < 90 {
		t.Errorf("found only %d numbers: the search is broken", len(numbers))
	}
	for number, at := range numbers {
		if _, ok := problem.Lookup("AADSTS" + number); !ok {
			t.Errorf("%s: AADSTS%s has no entry in app/problem/en.json", at, number)
		}
	}
}

// isRefuse says whether a function is aadsts.Refuse or RefuseByPolicy, by the name that it has in either package.
func isRefuse(e ast.Expr) bool {
	if s, ok := e.(*ast.SelectorExpr); ok {
		e = s.Sel
	}
	name, ok := e.(*ast.Ident)
	return ok && (name.Name == "Refuse" || name.Name == "RefuseByPolicy")
}

// noteNumber takes a number that is written out, and the field Code of an outcome, which is
// looked at by itself; whatever else would be a number that the test doesn't see.
func noteNumber(t *testing.T, set *token.FileSet, e ast.Expr, numbers map[string]token.Position) {
	switch e := e.(type) {
	case *ast.BasicLit:
		numbers[strings.ReplaceAll(e.Value, "_", "")] = set.Position(e.Pos())
		return
	case *ast.SelectorExpr:
		if e.Sel.Name == "Code" {
			return
		}
	}
	t.Errorf("%s: write the number out, so that it can be seen that it is explained", set.Position(e.Pos()))
}
