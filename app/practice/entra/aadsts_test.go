package entra

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

var writeDocs = flag.Bool("write-docs", false, "write docs/practice-codes.md anew")

func name(code int) string { return "AADSTS" + strconv.Itoa(code) }

// explainedBesides are explained, but are no rows of the table of errors that people meet:
// they are mistakes of programs, which the tests of the endpoints cause, and a fault of the
// tenant itself (90033).
var explainedBesides = []int{700084, 9002325, 500131, 500133, 50013, 7000114, 28000, 50049, 90033, 70000, 70020, 90023, 700021, 700023, 700024, 700027, 900023, 1002012}

func TestTheTableHasEveryErrorOnce(t *testing.T) {
	causable, excluded, listed := 0, 0, map[string]bool{}
	for _, c := range aadsts.Codes() {
		if listed[name(c.Code)] {
			t.Errorf("%d stands there twice", c.Code)
		}
		listed[name(c.Code)] = true
		if _, ok := problem.Lookup(name(c.Code)); !ok {
			t.Errorf("%d has no explanation", c.Code)
		}
		switch {
		case c.Causable() && c.Reason == "":
			causable++
		case !c.Causable() && c.Reason != "":
			excluded++
		default:
			t.Errorf("%d has to have either a way to see it or a reason", c.Code)
		}
		if _, ok := causes[c.Code]; ok == (c.Rule != "") {
			t.Errorf("%d is caused by a rule and otherwise, or by neither", c.Code)
		}
	}
	if causable < 100 || excluded != 0 {
		t.Errorf("%d can be caused and %d can't, want all of a hundred and more", causable, excluded)
	}
	for _, code := range explainedBesides {
		listed[name(code)] = true
	}
	for _, code := range problem.Codes() {
		if strings.HasPrefix(code, "AADSTS") && !listed[code] {
			t.Errorf("%s is explained and stands in no table", code)
		}
	}
}

func TestTheDocumentOfTheErrorsIsCurrent(t *testing.T) {
	const path = "../../../docs/practice-codes.md"
	want := codesDocument()
	if *writeDocs {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%v: write it with go test ./app/practice/entra -run Document -write-docs", err)
	}
}

// codesDocument is the table for people.
func codesDocument() string {
	var b strings.Builder
	b.WriteString(`# Errors of the practice tenant

Errors of Entra that Latchkey explains, and how to see them in the practice tenant. This page is made from the table in
` + "`" + `app/practice/entra/aadsts/codes.go` + "`" + `; tests cause each row.

"Seen" is where the error appears if you follow "how to see it":

| seen | where |
|---|---|
| page | on a page in the browser |
| field | beside a field of a page that asks again |
| client | in the answer to the program, through its redirect URI |
| token | in the JSON of the token endpoint |

All but those beside a field carry the correlation ID, the trace ID and the time; a page has them under "Troubleshooting
details". Rules are Conditional Access policies of the practice tenant (` + "`" + `policies.rules` + "`" + `); a rule that ends a sign-in in
the browser shows a page with the same error. With a claims challenge, the client has to send the claims with its next
authorization request.

`)
	list := aadsts.Codes()
	causable := 0
	for _, c := range list {
		if c.Causable() {
			causable++
		}
	}
	fmt.Fprintf(&b, "%d errors, of which %d can be caused.\n\n| error | name | how to see it | seen | `error` | `suberror` | claims |\n|---|---|---|---|---|---|---|\n", len(list), causable)
	for _, c := range list {
		how, claims := c.How, ""
		if !c.Causable() {
			how = "Not here: " + c.Reason
		}
		if c.Claims {
			claims = "yes"
		}
		code := func(text string) string {
			if text == "" {
				return ""
			}
			return "`" + text + "`"
		}
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s | %s | %s |\n", c.Code, c.Name, how, c.Seen, code(c.Error), code(c.Suberror), claims)
	}
	return b.String()
}

func TestTheLinkOfAnErrorExplainsIt(t *testing.T) {
	b := newRig(t).browser()
	b.open("/error?code=50011").wants("AADSTS50011", "What you can do", "What an administrator can do", `id="practiceHow"`, "isn&#39;t registered")
	b.open("/error?code=4242424").wants("AADSTS4242424", "no words")
	b.open("/error?code=%3Cb%3E").wants("unknown")
	for _, c := range aadsts.Codes() {
		b.open("/error?code="+strconv.Itoa(c.Code)).wants(name(c.Code), `id="practiceHow"`)
	}
}
