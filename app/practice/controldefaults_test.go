package practice

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// What a body leaves out is as in a scenario.
func TestARegistrationWithoutAPlatformIsPublic(t *testing.T) {
	info := openListeners(t, join(t, t.TempDir()), ListenOptions{}).Info()
	const id = "11111111-2222-4333-8444-555555555555"
	for _, c := range [][2]string{{http.MethodPut, "/apps/" + id}, {http.MethodPost, "/apps"}} {
		status, text := controlRequest(t, info, c[0], c[1], `{"name":"x"}`, nil)
		var app App
		if err := json.Unmarshal([]byte(text), &app); err != nil || status != http.StatusOK || app.Platform != "public" || !app.AllowPublicClientFlows {
			t.Errorf("%s: %d %s %v", c[0], status, text, err)
		}
	}
}

// A request that no client of the control API would send gets plain text.
func TestErrorsInPlainText(t *testing.T) {
	info := openListeners(t, join(t, t.TempDir()), ListenOptions{}).Info()
	for name, c := range map[string]struct {
		method, path, body string
		want               int
	}{
		"no such path":   {http.MethodGet, "/nowhere", "", http.StatusNotFound},
		"no such method": {http.MethodPatch, "/apps", "", http.StatusMethodNotAllowed},
		"too long":       {http.MethodPut, "/scenario?name=x", strings.Repeat("#", requestLimit+1), http.StatusRequestEntityTooLarge},
	} {
		if status, text := controlRequest(t, info, c.method, c.path, c.body, nil); status != c.want || strings.HasPrefix(text, "{") {
			t.Errorf("%s: %d %s", name, status, text)
		}
	}
}
