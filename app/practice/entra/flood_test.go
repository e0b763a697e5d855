package entra

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

// A page of another site can make the browser ask for frames, pictures and
// scripts as often as it likes; only a document is a person's sign-in.
func TestOnlyADocumentStartsASignIn(t *testing.T) {
	for dest, want := range map[string]int{
		"": http.StatusOK, "document": http.StatusOK,
		"image": http.StatusForbidden, "empty": http.StatusForbidden, "iframe": http.StatusForbidden, "script": http.StatusForbidden,
		"document, prefetch": http.StatusForbidden,
	} {
		g := newRig(t)
		r, err := http.NewRequest(http.MethodGet, front+asks(), nil)
		if err != nil {
			t.Fatal(err)
		}
		dest, purpose, _ := strings.Cut(dest, ", ")
		for name, value := range map[string]string{"Sec-Fetch-Dest": dest, "Sec-Purpose": purpose} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		b := g.browser().do(r)
		if b.status != want {
			t.Errorf("Sec-Fetch-Dest %q %s: %d, want %d", dest, purpose, b.status, want)
		}
		if refused := want != http.StatusOK; refused && (len(g.journal) != 0 || len(b.header["Set-Cookie"]) != 0) {
			t.Errorf("Sec-Fetch-Dest %q: refused, but %d records and %d cookies", dest, len(g.journal), len(b.header["Set-Cookie"]))
		}
	}
}

func TestASignInKeepsLittleForeignText(t *testing.T) {
	for _, name := range []string{"state", "nonce", "scope", "redirect_uri", "login_hint"} {
		g := newRig(t)
		g.browser().open(asks(name, strings.Repeat("x", aadsts.LongestKept+1))).wants("AADSTS90015", name)
		if len(g.journal) != 0 {
			t.Errorf("%s: %d records of a refused request", name, len(g.journal))
		}
	}
	newRig(t).browser().open(asks("state", strings.Repeat("x", aadsts.LongestKept))).wants(`id="i0116"`)
}

// Whoever opens sign-ins without end pushes out their own: the person who has
// typed a password goes on.
func TestOpenSignInsAreCounted(t *testing.T) {
	g := newRig(t)
	person := g.browser().open(asks()).login("totp")
	first := g.browser().open(asks())
	for range mostFlows + 50 {
		g.now = g.now.Add(time.Second)
		g.browser().open(asks())
	}
	if n := g.rows("request"); n != mostFlows {
		t.Errorf("%d open sign-ins, want %d", n, mostFlows)
	}
	first.send("loginfmt", "totp@"+aadsts.ContosoDomain).wants("AADSTS50089")
	person.send("otc", g.Codes()[0].Code).wants("Stay signed in?")
	g.die()
	if n := g.rows("request"); n != mostFlows {
		t.Errorf("%d open sign-ins after a restart, want %d", n, mostFlows)
	}
}
