package practice

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
)

// controlRequest is one request to the control API, as curl would send it.
func controlRequest(t *testing.T, info Info, method, path, body string, change func(*http.Request)) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, info.ControlURL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+info.ControlToken)
	if change != nil {
		change(r)
	}
	response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(data)
}

func openListeners(t *testing.T, tenant *Tenant, o ListenOptions) *Listeners {
	t.Helper()
	d, err := tenant.Listen(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestTheControlListenerRefuses(t *testing.T) {
	info := openListeners(t, join(t, t.TempDir()), ListenOptions{}).Info()
	port := info.ControlURL[strings.LastIndex(info.ControlURL, ":")+1 : len(info.ControlURL)-len(controlBase)]
	for name, c := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"nothing":               {nil, http.StatusOK},
		"localhost":             {func(r *http.Request) { r.Host = "localhost:" + port }, http.StatusOK},
		"no token":              {func(r *http.Request) { r.Header.Del("Authorization") }, http.StatusUnauthorized},
		"another token":         {func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") }, http.StatusUnauthorized},
		"an empty token":        {func(r *http.Request) { r.Header.Set("Authorization", "Bearer ") }, http.StatusUnauthorized},
		"another scheme":        {func(r *http.Request) { r.Header.Set("Authorization", "Basic "+info.ControlToken) }, http.StatusUnauthorized},
		"another site":          {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		"another origin":        {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, http.StatusForbidden},
		"another host":          {func(r *http.Request) { r.Host = "evil.example:" + port }, http.StatusMisdirectedRequest},
		"another port":          {func(r *http.Request) { r.Host = "127.0.0.1:1" }, http.StatusMisdirectedRequest},
		"a host with no port":   {func(r *http.Request) { r.Host = "127.0.0.1" }, http.StatusMisdirectedRequest},
		"another path":          {func(r *http.Request) { r.URL.Path = "/" }, http.StatusNotFound},
		"the identity provider": {func(r *http.Request) { r.URL.Path = "/" + TenantID + "/discovery/v2.0/keys" }, http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := controlRequest(t, info, http.MethodPost, "/reset", "", c.change)
			if status != c.want {
				t.Errorf("status %d, want %d: %s", status, c.want, body)
			}
			if c.want != http.StatusOK && strings.Contains(body, info.ControlToken) {
				t.Errorf("the answer tells the token: %s", body)
			}
		})
	}
}

// The leader's own listener has the same guard.
func TestTheLeadersListenerRefuses(t *testing.T) {
	tenant := join(t, t.TempDir())
	note := tenant.role.leader.announcement
	own := Info{ControlURL: "http://" + note.Address + controlBase, ControlToken: note.Bearer}
	for name, c := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"nothing":          {nil, http.StatusOK},
		"no bearer":        {func(r *http.Request) { r.Header.Del("Authorization") }, http.StatusUnauthorized},
		"a wrong one":      {func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") }, http.StatusUnauthorized},
		"another host":     {func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		"another site":     {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		"another origin":   {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, http.StatusForbidden},
		"a broken route":   {func(r *http.Request) { r.Header.Set(routeHeader, "{") }, http.StatusBadRequest},
		"an unknown route": {func(r *http.Request) { r.Header.Set(routeHeader, `{"channel":"else"}`) }, http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			if status, body := controlRequest(t, own, http.MethodPost, "/reset", string(bodyMark), c.change); status != c.want {
				t.Errorf("status %d, want %d: %s", status, c.want, body)
			}
		})
	}
}

// The documented requests, word for word.
func TestTheControlListenerAsDocumented(t *testing.T) {
	tenant := join(t, t.TempDir())
	info := openListeners(t, tenant, ListenOptions{}).Info()
	ask := func(method, path, body string, into any) {
		t.Helper()
		status, text := controlRequest(t, info, method, path, body, nil)
		if status != http.StatusOK {
			t.Fatalf("%s %s: %d %s", method, path, status, text)
		}
		if into != nil {
			if err := json.Unmarshal([]byte(text), into); err != nil {
				t.Fatalf("%s %s: %v in %s", method, path, err, text)
			}
		}
	}
	var settings map[string]any
	for _, one := range []string{`{"tokenLifetimeSeconds":60}`, `{"blockDeviceCode":true}`, `{"doubleSlash":true}`, `{"organizations":10000}`} {
		ask("PUT", "/settings", one, &settings)
	}
	if settings["tokenLifetimeSeconds"] != 60.0 || settings["organizations"] != 10000.0 || settings["blockDeviceCode"] != true || settings["doubleSlash"] != true {
		t.Errorf("settings %v", settings)
	}
	var before, after struct{ Time time.Time }
	ask("GET", "/clock", "", &before)
	ask("POST", "/clock", `{"advanceSeconds":3600}`, &after)
	if d := after.Time.Sub(before.Time); d < time.Hour || d > time.Hour+time.Minute {
		t.Errorf("the clock moved by %v", d)
	}
	var code Code
	ask("GET", "/users/"+codeUser+"/code", "", &code)
	if len(code.Code) != 6 || code.UserPrincipalName != codeUser {
		t.Errorf("code %+v", code)
	}
	var state struct {
		Rev               int
		ClockAheadSeconds float64
		TenantID          string `json:"tenantId"`
	}
	ask("GET", "/state", "", &state)
	if state.ClockAheadSeconds != 3600 || state.TenantID != TenantID {
		t.Errorf("state %+v", state)
	}
	var rev struct{ Rev int }
	ask("GET", "/wait?rev=0", "", &rev)
	if rev.Rev != state.Rev {
		t.Errorf("rev %d, want %d", rev.Rev, state.Rev)
	}
	for _, path := range []string{"/users", "/codes", "/apps", "/prompts", "/alarms"} {
		var list []any
		ask("GET", path, "", &list)
		if list == nil {
			t.Errorf("%s is null", path)
		}
	}
	ask("GET", "/counters", "", &map[string]Count{})
	ask("POST", "/reset", "", nil)
	ask("GET", "/settings", "", &settings)
	if settings["tokenLifetimeSeconds"] != 0.0 || settings["blockDeviceCode"] != false || settings["doubleSlash"] != false {
		t.Errorf("settings after the reset %v", settings)
	}
}

func TestTheControlListenerExplainsWhatIsWrong(t *testing.T) {
	info := openListeners(t, join(t, t.TempDir()), ListenOptions{}).Info()
	for _, c := range []struct {
		method, path, body string
		status             int
		code               string
	}{
		{"POST", "/prompts/none/approve", `{"number":"12"}`, 404, "prompt-not-found"},
		{"POST", "/prompts/none/approve", `{"nummer":"12"}`, 400, "practice-control-request"},
		{"POST", "/prompts/none/approve", `{"number":"12"} more`, 400, "practice-control-request"},
		{"POST", "/prompts/none/deny", ``, 404, "prompt-not-found"},
		{"PUT", "/settings", `{"tokenLifetimeSeconds":-1}`, 400, "practice-seconds"},
		{"PUT", "/settings", `{"organizations":-1}`, 400, "practice-settings"},
		{"PUT", "/settings", `{"tenants":1001}`, 400, "practice-settings"},
		{"POST", "/clock", `{"advanceSeconds":-1}`, 400, "practice-seconds"},
		{"POST", "/clock", `{"advanceSeconds":1e300}`, 400, "practice-seconds"},
		{"GET", "/wait?rev=x", ``, 400, "practice-control-request"},
		{"POST", "/apps/x/certificates", `{"certificate":"x"}`, 404, "practice-no-app"},
		{"POST", "/apps/" + DocumentsCorePackID + "/certificates", `{"certificate":"x"}`, 404, "practice-no-app"},
		{"POST", "/apps/" + MagentrixID + "/certificates", `{"certificate":"x"}`, 400, "practice-certificate"},
		{"POST", "/apps/" + MagentrixID + "/certificates", `{"pem":"x"}`, 400, "practice-control-request"},
		{"GET", "/users/nobody@contoso.example/code", ``, 404, "practice-no-code"},
	} {
		status, body := controlRequest(t, info, c.method, c.path, c.body, nil)
		var p problem.Problem
		_ = json.Unmarshal([]byte(body), &p)
		if status != c.status || p.Code != c.code {
			t.Errorf("%s %s %s: %d %s, want %d %s", c.method, c.path, c.body, status, body, c.status, c.code)
		}
	}
	if status, _ := controlRequest(t, info, "POST", "/clock", strings.Repeat("1", requestLimit+1), nil); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a body that is too long: %d", status)
	}
}

// Both members have the same control side, with the same errors.
func TestControlIsTheSameForEveryMember(t *testing.T) {
	dir := t.TempDir()
	members := map[string]*Tenant{"leader": join(t, dir), "client": join(t, dir)}
	for name, tenant := range members {
		t.Run(name, func(t *testing.T) {
			c, ctx := tenant.Control(), t.Context()
			err := c.Approve(ctx, "a/b c", "12")
			var p *problem.Problem
			if !errors.As(err, &p) || p.Kind != problem.NotFound || p.Code != "prompt-not-found" {
				t.Errorf("approve: %v", err)
			}
			users, err := c.Users(ctx)
			if err != nil || !slices.ContainsFunc(users, func(u User) bool { return u.UserPrincipalName == pushUser }) {
				t.Errorf("users: %v %v", users, err)
			}
			apps, err := c.Apps(ctx)
			if err != nil || len(apps) == 0 || apps[0].Name != "DocumentsCorePack Client" {
				t.Errorf("apps: %v %v", apps, err)
			}
			if err := c.SetSettings(ctx, Settings{TokenLifetime: time.Millisecond}); err == nil {
				t.Error("a lifetime of 1 ms was taken")
			}
			if err := c.SetSettings(ctx, Settings{TokenLifetime: 1500 * time.Millisecond, Organizations: 5, BlockDeviceCode: true, DoubleSlash: true}); err != nil {
				t.Error(err)
			}
			if s, err := c.Settings(ctx); err != nil || s != (Settings{TokenLifetime: 1500 * time.Millisecond, Organizations: 5, BlockDeviceCode: true, DoubleSlash: true}) {
				t.Errorf("settings %+v %v", s, err)
			}
			before, err := c.Clock(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.AdvanceClock(ctx, time.Minute); err != nil {
				t.Error(err)
			}
			if now, err := c.Clock(ctx); err != nil || now.Sub(before) < time.Minute {
				t.Errorf("clock %v after %v (%v)", now, before, err)
			}
			if err := c.Reset(ctx); err != nil {
				t.Error(err)
			}
		})
	}
}

// Whoever uses a refresh token twice sets off an alarm, and the counters tell how
// often it was used.
func TestAlarmsAndCounters(t *testing.T) {
	dir := t.TempDir()
	leader, tenant := join(t, dir), join(t, dir)
	got := signIn(t, tenant, newBrowser(t, tenant.Control()), pushUser)
	refresh := map[string][]string{
		"grant_type": {"refresh_token"}, "client_id": {firstApp(t, tenant)}, "refresh_token": {got.Refresh},
		"scope": {contosoURL + "/user_impersonation openid offline_access"},
	}
	if next := tokenRequest(t, tenant, refresh); next.Access == "" {
		t.Fatal(next.Error)
	}
	if alarms, err := leader.Control().Alarms(t.Context()); err != nil || len(alarms) != 0 {
		t.Errorf("alarms %v %v, want none yet", alarms, err)
	}
	// Entra bears with a second use; where the tenant is strict, it is theft.
	if err := leader.Control().SetSettings(t.Context(), Settings{StrictRefreshTokens: true}); err != nil {
		t.Fatal(err)
	}
	if again := tokenRequest(t, tenant, refresh); again.Error != "invalid_grant" {
		t.Errorf("second use: %q, want invalid_grant", again.Error)
	}
	alarms, err := leader.Control().Alarms(t.Context())
	if err != nil || len(alarms) != 1 || alarms[0].Kind != "refresh-token-reused" || alarms[0].User != pushUser {
		t.Errorf("alarms %v %v", alarms, err)
	}
	counts, err := tenant.Control().Counters(t.Context())
	if err != nil || counts["refresh_token"] != (Count{Granted: 1, Refused: 1}) {
		t.Errorf("counters %v %v", counts, err)
	}
	if err := tenant.Control().Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if counts, err := tenant.Control().Counters(t.Context()); err != nil || len(counts) != 0 {
		t.Errorf("counters after the reset %v %v", counts, err)
	}
}

func firstApp(t *testing.T, tenant *Tenant) string {
	t.Helper()
	apps, err := tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return apps[0].ApplicationID
}
