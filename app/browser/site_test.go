package browser

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"latchkey/app/problem"
)

func TestPageHasTheBridgeFirstAndANonceOfItsOwn(t *testing.T) {
	s, _ := newTest(t, nil)
	nonce := regexp.MustCompile(`<HEAD class="x"><script src="/latchkey-bridge\.js"></script><meta name="csp-nonce" content="([A-Za-z0-9_-]{43})"><meta charset`)
	var seen []string
	for range 2 {
		w := ask(s, "GET", "/", "", nil)
		found := nonce.FindStringSubmatch(w.Body.String())
		if w.Code != 200 || found == nil {
			t.Fatalf("status %d, page %s", w.Code, w.Body)
		}
		want := "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + found[1] +
			"'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
		if got := w.Header().Get("Content-Security-Policy"); got != want {
			t.Errorf("policy %q, want %q", got, want)
		}
		if !strings.HasSuffix(w.Body.String(), `</body></html>`) {
			t.Errorf("the page is cut: %s", w.Body)
		}
		seen = append(seen, found[1])
	}
	if seen[0] == seen[1] {
		t.Error("two pages share a nonce")
	}
}

func TestOnlyBuiltFilesAreServed(t *testing.T) {
	s, _ := newTest(t, nil)
	for path, want := range map[string]string{
		"/assets/app.js": "text/javascript; charset=utf-8",
		bridgePath:       "text/javascript; charset=utf-8",
	} {
		w := ask(s, "GET", path, "", nil)
		if w.Code != 200 || w.Header().Get("Content-Type") != want || w.Body.Len() == 0 {
			t.Errorf("%s: %d %s", path, w.Code, w.Header().Get("Content-Type"))
		}
	}
	for _, path := range []string{
		"/nothing", "/assets", "/assets/", "/assets/app.exe", "/index.html", "/.gitkeep", "/.secret.txt",
		"//assets/app.js", "/assets/../assets/app.js", "/assets/%2e%2e/index.html", "/?x", "/assets/app.js?x",
		"/api", "/api/", "/api/ticket", "/api/call/", "/favicon.ico",
	} {
		w := ask(s, "GET", path, "", nil)
		if w.Code != 404 || w.Body.Len() != 0 {
			t.Errorf("%s: %d %q, want a bare 404", path, w.Code, w.Body)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		if w := ask(s, method, "/", "", nil); w.Code != 405 || w.Body.Len() != 0 {
			t.Errorf("%s: %d %q", method, w.Code, w.Body)
		}
	}
}

func TestBridgeKnowsTheBoundMethods(t *testing.T) {
	s, _ := newTest(t, nil)
	script := ask(s, "GET", bridgePath, "", nil).Body.String()
	if !strings.Contains(script, `"bindings":{"browser":{"Greeter":[`) || strings.Contains(script, "/*SETTINGS*/") {
		t.Errorf("no settings in the bridge: %.600s", script)
	}
}

// The generated wailsjs/runtime calls window.runtime; whatever it can call must be
// there in a browser as well.
func TestBridgeHasEveryFunctionOfTheWailsRuntime(t *testing.T) {
	generated, err := os.ReadFile("../../frontend/wailsjs/runtime/runtime.js")
	if err != nil {
		t.Fatal(err)
	}
	calls := regexp.MustCompile(`window\.runtime\.(\w+)`).FindAllStringSubmatch(string(generated), -1)
	if len(calls) < 40 {
		t.Fatalf("only %d functions found: has the generated file another form?", len(calls))
	}
	for _, c := range calls {
		if !regexp.MustCompile(`\b` + c[1] + `\b["':]`).Match(bridgeScript) {
			t.Errorf("the bridge lacks %s", c[1])
		}
	}
}

func TestAMissingFrontEndIsSaid(t *testing.T) {
	for name, assets := range map[string]fstest.MapFS{
		"fresh clone": {".gitkeep": {}},
		"no head":     {"index.html": {Data: []byte("<p>hello")}},
	} {
		_, err := New(Options{Assets: assets})
		var p *problem.Problem
		if !errors.As(err, &p) || p.Code != "ui-not-built" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
