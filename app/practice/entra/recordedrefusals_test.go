package entra

import (
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// refusals are those recorded answers that need more than a request: how the practice tenant comes
// to give them, and what Latchkey makes of them.
var refusals = map[string]struct {
	answer func(g *rig) (int, map[string]any)
	kind   problem.Kind
}{
	"token-second-factor": {func(g *rig) (int, map[string]any) {
		refresh := g.refreshToken()
		return g.person("password", func(p *directory.Person) { p.Methods = []string{directory.MethodCode} }).
			ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "everybody", Then: "mfa"}}}).
			tokens("grant_type", "refresh_token", "refresh_token", refresh)
	}, problem.SignInNeeded},
	"token-second-factor-enrol": {func(g *rig) (int, map[string]any) {
		refresh := g.refreshToken()
		return g.ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "everybody", Then: "mfa"}, {Name: "all", Then: "mfa"}}}).
			tokens("grant_type", "refresh_token", "refresh_token", refresh)
	}, problem.SignInNeeded},
	"token-blocked": {func(g *rig) (int, map[string]any) {
		refresh := g.refreshToken()
		return g.ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "nobody", Then: "block"}}}).
			tokens("grant_type", "refresh_token", "refresh_token", refresh)
	}, problem.Refused},
	"token-no-consent": {func(g *rig) (int, map[string]any) {
		return g.byPassword("consent@"+aadsts.ContosoDomain, g.passwordOf("consent"))
	}, problem.SignInNeeded},
	"token-device-pending": {func(g *rig) (int, map[string]any) {
		_, d := g.device()
		return g.poll(d["device_code"])
	}, problem.Refused},
	"token-device-expired": {func(g *rig) (int, map[string]any) {
		_, d := g.device()
		return g.ahead(directory.DeviceSeconds * time.Second).poll(d["device_code"])
	}, problem.Refused},
	"token-assertion-audience": {func(g *rig) (int, map[string]any) {
		app := directory.IntegrationCloudID
		return g.tokens("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "requested_token_use", "on_behalf_of", "client_id", app,
			"client_secret", g.secretOf(app), "assertion", g.accessTo(contosoURL), "scope", contosoURL+"/user_impersonation")
	}, problem.SignInNeeded},
}

var audience = regexp.MustCompile(`assertion was '[^']*'`)

func TestRefusalsAreAsRecorded(t *testing.T) {
	for name, row := range refusals {
		t.Run(name, func(t *testing.T) {
			want, g := readRecorded(t, name), newRig(t)
			status, answer := row.answer(g)
			app := directory.DocumentsCorePackID
			if name == "token-assertion-audience" {
				app = directory.IntegrationCloudID
			}
			got := leveled(answer, app)
			for field, v := range got {
				if text, ok := v.(string); ok {
					got[field] = audience.ReplaceAllString(strings.ReplaceAll(text, g.AppName(app), "{app-name}"), "assertion was '{audience}'")
				}
			}
			if want.Partial {
				maps.DeleteFunc(got, func(field string, _ any) bool { _, ok := want.Body[field]; return !ok })
			}
			if status != want.Status || !reflect.DeepEqual(got, want.Body) {
				t.Errorf("answer %d %v\nrecorded %d %v", status, got, want.Status, want.Body)
			}
		})
	}
}

// What a program can do about a refusal is read from the fields of the recording, not from its words.
func TestRecordedRefusalsAreRead(t *testing.T) {
	const id = "0f3c1a52-11d8-4c37-8e0f-2b5d9a7c6e41"
	for name, row := range refusals {
		r := readRecorded(t, name)
		text, err := json.Marshal(r.Body)
		must(t, err)
		body := strings.NewReplacer("{guid}", id, "{app-id}", id, "{timestamp}", "2025-03-07 21:25:44Z", "{host}", "https://login.microsoftonline.com").Replace(string(text))
		p := problem.FromOAuth([]byte(body), r.Status)
		code, _, _ := strings.Cut(r.Body["error_description"].(string), ":")
		suberror, _ := r.Body["suberror"].(string)
		claims, _ := r.Body["claims"].(string)
		if p.Kind != row.kind || p.Code != code || p.OAuthError != r.Body["error"] || p.Suberror != suberror || p.Claims != strings.ReplaceAll(claims, "{guid}", id) {
			t.Errorf("%s: %+v", name, p)
		}
		if p.CorrelationID != id || p.TraceID != id || p.Time != "2025-03-07T21:25:44Z" || p.Words().You == "" {
			t.Errorf("%s: %+v", name, p)
		}
		if p.BrowserMayHelp() != (suberror != "message_only") {
			t.Errorf("%s: a browser may help: %v", name, p.BrowserMayHelp())
		}
	}
}
