package entra

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// segments are what can stand first in a path.
var segments = []string{aadsts.ContosoID, "organizations", "consumers", aadsts.FabrikamDomain, "company0001.example", "adatum.example", "%00", ".."}

// raw is a request with whatever bytes somebody sends.
func raw(method, path, query, body string) *http.Request {
	r := httptest.NewRequest(method, "http://127.0.0.1:4711/", strings.NewReader(body))
	r.URL.Path, r.URL.RawQuery, r.RequestURI = path, query, path+"?"+query
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r.WithContext(directory.WithBases(r.Context(), directory.DefaultBases(front)))
}

func (g *rig) answered(t *testing.T, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	g.journal, g.sent = nil, nil
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	if w.Code >= 500 {
		t.Errorf("%s %s?%s: %d %s", r.Method, r.URL.Path, r.URL.RawQuery, w.Code, w.Body)
	}
	return w
}

// FuzzAuthorize holds the authorization endpoints to their promise: whatever is asked, the
// answer is a page or goes to an address that is registered, and nobody who has proved
// nothing gets a code.
func FuzzAuthorize(f *testing.F) {
	for _, changes := range [][]string{
		nil, {"response_mode", "form_post"}, {"response_mode", "fragment"}, {"prompt", "none"}, {"redirect_uri", "https://elsewhere.example"},
		{"redirect_uri", "http://localhost:1/../x?y#z"}, {"redirect_uri", "urn:ietf:wg:oauth:2.0:oob"}, {"claims", `{"access_token":{}}`},
		{"login_hint", "push@contoso.example"}, {"scope", contosoURL + "/.default"}, {"response_type", "id_token"}, {"client_id", directory.EveryOrganizationID},
		{"code_challenge_method", "plain"}, {"state", "\r\nSet-Cookie: a=b"},
	} {
		_, query, _ := strings.Cut(asks(changes...), "?")
		for kind := range uint8(4) {
			f.Add(kind, uint8(0), query)
		}
	}
	for i := range segments {
		f.Add(uint8(0), uint8(i), "client_id=%zz&a=1&a=2")
	}
	g := newRig(f)
	if err := g.SetSettings(directory.Settings{Tenants: 1}); err != nil {
		f.Fatal(err)
	}
	var registered []*url.URL
	for _, a := range g.Apps() {
		for _, text := range a.RedirectURIs {
			if u, err := url.Parse(text); err == nil {
				registered = append(registered, u)
			}
		}
	}
	paths := []string{"/oauth2/v2.0/authorize", "/oauth2/authorize", "/adminconsent", "/v2.0/adminconsent"}
	f.Fuzz(func(t *testing.T, kind, segment uint8, query string) {
		path := "/" + segments[int(segment)%len(segments)] + paths[int(kind)%len(paths)]
		w := g.answered(t, raw("GET", path, query, ""))
		to := w.Header().Get("Location")
		if to == "" || strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") {
			return
		}
		u, err := url.Parse(to)
		if err != nil || !slices.ContainsFunc(registered, func(r *url.URL) bool {
			return r.Scheme == u.Scheme && r.Hostname() == u.Hostname() && r.Opaque == u.Opaque
		}) {
			t.Errorf("%s?%s goes to %q (%v)", path, query, to, err)
		}
		if strings.Contains(to, "code=") && !strings.Contains(to, "error=") {
			t.Errorf("%s?%s gives a code: %q", path, query, to)
		}
	})
}

// FuzzToken holds the token and device endpoints to theirs: the answer is JSON, tokens or
// an error with its number.
func FuzzToken(f *testing.F) {
	g := newRig(f)
	secret := g.registered(directory.IntegrationCloudID).Secrets[0].Value
	for _, form := range []url.Values{
		{"grant_type": {"password"}, "client_id": {directory.DocumentsCorePackID}, "username": {"password@" + aadsts.ContosoDomain}, "password": {g.passwordOf("password")}, "scope": {contosoURL + "/user_impersonation openid offline_access"}},
		{"grant_type": {"client_credentials"}, "client_id": {directory.IntegrationCloudID}, "client_secret": {secret}, "scope": {contosoURL + "/.default"}},
		{"grant_type": {"client_credentials"}, "client_id": {directory.IntegrationCloudID}, "client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}, "client_assertion": {"e30.e30.e30"}, "scope": {contosoURL + "/.default"}},
		{"grant_type": {"authorization_code"}, "client_id": {directory.DocumentsCorePackID}, "code": {"1.practice.x"}, "redirect_uri": {redirect}, "code_verifier": {verifier}},
		{"grant_type": {"refresh_token"}, "client_id": {directory.DocumentsCorePackID}, "refresh_token": {"1.a.b.c"}, "resource": {contosoURL}},
		{"grant_type": {deviceGrant}, "client_id": {directory.DocumentsCorePackID}, "device_code": {"x"}, "claims": {"[]"}},
		{"client_id": {directory.DocumentsCorePackID}, "scope": {"openid"}},
	} {
		for kind := range uint8(3) {
			f.Add(kind, uint8(0), form.Encode())
		}
	}
	f.Add(uint8(0), uint8(0), "a=%zz")
	f.Add(uint8(0), uint8(0), "grant_type=password&grant_type=password")
	paths := []string{"/oauth2/v2.0/token", "/oauth2/token", "/oauth2/v2.0/devicecode"}
	f.Fuzz(func(t *testing.T, kind, segment uint8, body string) {
		w := g.answered(t, raw("POST", "/"+segments[int(segment)%len(segments)]+paths[int(kind)%len(paths)], "", body))
		var answer struct {
			Error  string `json:"error"`
			Codes  []int  `json:"error_codes"`
			Token  string `json:"access_token"`
			Device string `json:"device_code"`
		}
		if w.Code == http.StatusNotFound || w.Code == http.StatusMovedPermanently || w.Code == http.StatusTemporaryRedirect {
			return // not a valid path
		}
		err := json.Unmarshal(w.Body.Bytes(), &answer)
		good := answer.Token != "" || answer.Device != ""
		if err != nil || good != (w.Code == http.StatusOK) || good == (answer.Error != "" && len(answer.Codes) == 1) {
			t.Errorf("%q: %d %s (%v)", body, w.Code, w.Body, err)
		}
	})
}

// FuzzForms holds the pages to theirs: without the password and a code nobody gets further,
// whatever is posted, and each answer is a page.
func FuzzForms(f *testing.F) {
	for i := range uint8(3) {
		for _, body := range []string{
			"step=user&loginfmt=push%40contoso.example", "step=password&passwd=x", "step=password&answer=back", "step=push", "step=code&otc=123456&trust=1",
			"step=ways&method=OneWaySMS", "step=kmsi&answer=yes", "step=consent", "step=enrolmethod&method=PhoneAppOTP", "step=digits&phonenumber=0142",
			"step=pick&account=push%40contoso.example", "step=device&answer=", "step=%zz", "step=a&step=b", "",
		} {
			f.Add(i, body)
		}
	}
	g := newRig(f)
	at := []func() *browser{
		func() *browser { return g.browser().open(asks()) },
		func() *browser { return g.browser().open(asks()).login("methods") },
		func() *browser { return g.browser().open(asks("login_hint", "twin@"+aadsts.ContosoDomain)) },
	}
	f.Fuzz(func(t *testing.T, where uint8, body string) {
		g.TB = t
		g.Reset()
		b := at[int(where)%len(at)]()
		r := raw("POST", b.at, "", body)
		u, _ := url.Parse(front)
		for _, c := range b.client.Jar.Cookies(u) {
			r.AddCookie(c)
		}
		w := g.answered(t, r)
		if to := w.Header().Get("Location"); strings.Contains(to, "code=") {
			t.Errorf("%q: %q", body, to)
		}
		if w.Code == http.StatusOK && !strings.Contains(w.Body.String(), "PRACTICE") {
			t.Errorf("%q: no page: %s", body, w.Body)
		}
	})
}
