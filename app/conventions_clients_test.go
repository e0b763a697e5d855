package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each client of others is in docs/clients.md with its version, and with a test that exists; each
// test of clients is there, too.
func TestThePageOfClientsIsCurrent(t *testing.T) {
	read := func(path ...string) string {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(append([]string{".."}, path...)...))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	page := read("docs", "clients.md")
	var node struct{ Dependencies map[string]string }
	if err := json.Unmarshal([]byte(read("build", "clients", "package.json")), &node); err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for name, version := range node.Dependencies {
		if alias, ok := strings.CutPrefix(version, "npm:"); ok {
			at := strings.LastIndex(alias, "@")
			name, version = alias[:at], alias[at+1:]
		}
		wanted["`"+name+"` "+version] = true
	}
	modules := read("go.mod") + read("build", "clients", "azidentity", "go.mod") + read("build", "clients", "oauth2-proxy", "go.mod")
	module := func(name string) {
		version := regexp.MustCompile(`(?m)^(?:require)?\s+` + regexp.QuoteMeta(name) + ` (v\S+)`).FindStringSubmatch(modules)
		if version == nil {
			t.Fatalf("no go.mod requires %s", name)
		}
		wanted["`"+name+"` "+version[1]] = true
	}
	for _, m := range regexp.MustCompile("`((?:github\\.com|golang\\.org)/[^`]+)` v").FindAllStringSubmatch(page, -1) {
		module(m[1])
	}
	module("github.com/Azure/azure-sdk-for-go/sdk/azidentity")
	module("github.com/oauth2-proxy/oauth2-proxy/v7")
	for client := range wanted {
		if !strings.Contains(page, client+" ") {
			t.Errorf("docs/clients.md has no %s", client)
		}
	}
	for _, m := range regexp.MustCompile("`[^` ]+` v?[0-9]+\\.[0-9]+\\.[0-9]+").FindAllString(page, -1) {
		if !wanted[m] {
			t.Errorf("docs/clients.md has %s, which no check runs", m)
		}
	}

	tests := read("build", "e2e", "clients", "clients.test.ts") + read("build", "e2e", "clients", "authority.test.ts")
	named := 0
	for _, m := range regexp.MustCompile(`\| "([^|]+)" \|`).FindAllStringSubmatch(page, -1) {
		named++
		// The names of clients that share a test are put before it.
		client, flows, _ := strings.Cut(m[1], ": ")
		if !strings.Contains(tests, `"`+m[1]+`"`) && (!strings.Contains(tests, `"`+client+`"`) || !strings.Contains(tests, "`${title}: "+flows+"`")) {
			t.Errorf("docs/clients.md names the test %q, which isn't there", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^test\("([^"]+)"`).FindAllStringSubmatch(tests, -1) {
		if !strings.Contains(page, `"`+m[1]+`"`) {
			t.Errorf("docs/clients.md does not name the test %q", m[1])
		}
	}
	if named < 20 {
		t.Errorf("only %d tests were found", named)
	}
}
