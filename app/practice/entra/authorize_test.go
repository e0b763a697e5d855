package entra

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestErrorsThatStayInTheBrowser(t *testing.T) {
	long := strings.Repeat("x", aadsts.LongestQuery)
	for name, row := range map[string]struct {
		path string
		code string
		text string
	}{
		"unknown application":        {asks("client_id", "00000000-1111-2222-3333-444444444444"), "AADSTS700016", "00000000-1111-2222-3333-444444444444"},
		"no GUID":                    {asks("client_id", "<script>alert(1)</script>"), "AADSTS700016", "&lt;script&gt;alert(1)"},
		"text that turns around":     {asks("client_id", "\u202Eevil\x1b[31m"), "AADSTS700016", "\uFFFDevil\uFFFD[31m"},
		"redirect URI":               {asks("redirect_uri", "https://example.com/back"), "AADSTS50011", "https://example.com/back"},
		"redirect URI in other case": {asks("redirect_uri", "HTTP://www.mscrm-addons.com"), "AADSTS50011", ""},
		"redirect URI with a slash":  {asks("redirect_uri", "http://www.mscrm-addons.com/"), "AADSTS50011", ""},
		"URN":                        {asks("redirect_uri", "urn:ietf:wg:oauth:2.0:oob"), "AADSTS500119", "prohibited"},
		"loopback with a path":       {asks("redirect_uri", "http://localhost:5001/back"), "AADSTS50011", ""},
		"loopback with a user":       {asks("redirect_uri", "http://localhost@evil.example/"), "AADSTS50011", ""},
		"loopback with a password":   {asks("redirect_uri", "http://u:p@localhost:5001/"), "AADSTS50011", ""},
		"loopback with TLS":          {asks("redirect_uri", "https://localhost:5001/"), "AADSTS50011", ""},
		"other loopback address":     {asks("redirect_uri", "http://127.0.0.2:5001/"), "AADSTS50011", ""},
		"organizations":              {asks("tenant", "organizations"), "AADSTS50194", "/organizations endpoint"},
		"common":                     {asks("tenant", "common"), "AADSTS50194", "/common endpoint"},
		"consumers":                  {asks("tenant", "consumers"), "AADSTS700016", ""},
		"unknown domain":             {asks("tenant", "adatum.example"), "AADSTS90002", "adatum.example"},
		"unknown tenant":             {asks("tenant", "00000000-1111-2222-3333-444444444444"), "AADSTS90002", ""},
		"no application":             {asks("client_id", ""), "AADSTS900144", "client_id"},
		"doubled":                    {asks() + "&client_id=x", "AADSTS9000411", "client_id"},
		"too long":                   {asks("state", long), "AADSTS90015", ""},
		"one too long":               {asks("state", long[:aadsts.LongestValue+1]), "AADSTS90015", "state"},
		"bad escape":                 {asks() + "&x=%zz", "AADSTS9002313", ""},
		"no UTF-8":                   {asks() + "&x=%ff", "AADSTS9002313", ""},
		"NUL":                        {asks() + "&x=%00", "AADSTS9002313", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newRig(t).browser().open(row.path)
			b.wants(row.code, row.text, "PRACTICE", "Correlation Id: ", "Trace Id: ", "Timestamp: ")
			if b.status != http.StatusBadRequest || b.header.Get("Location") != "" || strings.Contains(b.page, "<script>alert") {
				t.Errorf("%d, location %q", b.status, b.header.Get("Location"))
			}
		})
	}
}

func TestRedirectURIsThatAreRegistered(t *testing.T) {
	for _, uri := range []string{
		"http://localhost", "http://localhost/", "http://localhost:8400", "http://localhost:8400/addon/signin", "http://127.0.0.1:1/", "http://www.mscrm-addons.com",
		"https://login.microsoftonline.com/common/oauth2/nativeclient",
		"app://58145B91-0C36-4500-8554-080854F2AC97",
	} {
		newRig(t).browser().open(asks("redirect_uri", uri)).wants(`id="i0116"`)
	}
}

func TestTheTenantHasSeveralNames(t *testing.T) {
	for _, tenant := range []string{aadsts.ContosoID, aadsts.ContosoDomain, strings.ToUpper(aadsts.ContosoID), "Contoso.Example"} {
		newRig(t).browser().open(asks("tenant", tenant)).wants(`id="i0116"`)
	}
	for _, tenant := range []string{"organizations", "common"} {
		newRig(t).browser().open(asks("tenant", tenant, "client_id", directory.EveryOrganizationID)).wants(`id="i0116"`)
	}
}

func TestErrorsThatGoBackToTheClient(t *testing.T) {
	for name, row := range map[string]struct {
		path, oauth, code string
	}{
		"response type missing":   {asks("response_type", ""), "invalid_request", "AADSTS900144"},
		"response type id_token":  {asks("response_type", "id_token"), "unsupported_response_type", "AADSTS700054"},
		"response type hybrid":    {asks("response_type", "code id_token"), "unsupported_response_type", "AADSTS700054"},
		"response type token":     {asks("response_type", "token"), "unsupported_response_type", "AADSTS700051"},
		"response type both":      {asks("response_type", "id_token token"), "unsupported_response_type", "AADSTS700054"},
		"response type nonsense":  {asks("response_type", "x"), "unsupported_response_type", "AADSTS70005"},
		"response mode":           {asks("response_mode", "x"), "invalid_request", "AADSTS70007"},
		"scope missing":           {asks("scope", ""), "invalid_request", "AADSTS900144"},
		"scope nonsense":          {asks("scope", "every/thing"), "invalid_scope", "AADSTS70011"},
		"no scope of Graph's":     {asks("scope", "everything"), "invalid_client", "AADSTS650053"},
		"unknown resource":        {asks("scope", "https://adatum.crm4.practice.localhost/user_impersonation"), "invalid_resource", "AADSTS500011"},
		"wrong region":            {asks("scope", "https://contoso.crm.practice.localhost/user_impersonation"), "invalid_resource", "AADSTS500011"},
		"real organization":       {asks("scope", "https://contoso.crm4.dynamics.com/user_impersonation"), "invalid_resource", "AADSTS500011"},
		"unknown permission":      {asks("scope", contosoURL+"/everything"), "invalid_client", "AADSTS650053"},
		"default, permission":     {asks("scope", contosoURL+"/user_impersonation "+discovery+"/.default "+discovery+"/user_impersonation"), "invalid_scope", "AADSTS70011"},
		"default and permission":  {asks("scope", contosoURL+"/.default "+contosoURL+"/user_impersonation"), "invalid_scope", "AADSTS70011"},
		"PKCE of another kind":    {asks("code_challenge_method", "S512"), "invalid_request", "AADSTS9002313"},
		"plain challenge, short":  {asks("code_challenge_method", "plain", "code_challenge", "abc"), "invalid_request", "AADSTS501491"},
		"challenge of wrong size": {asks("code_challenge", "abc"), "invalid_request", "AADSTS501491"},
		"prompt":                  {asks("prompt", "sometimes"), "invalid_request", "AADSTS90023"},
		"nobody signed in":        {asks("prompt", "none"), "login_required", "AADSTS50058"},
	} {
		t.Run(name, func(t *testing.T) {
			q := newRig(t).browser().open(row.path).returned()
			if q.Get("error") != row.oauth || !strings.HasPrefix(q.Get("error_description"), row.code+": ") {
				t.Errorf("%v", q)
			}
			for _, part := range []string{"Trace ID: ", "Correlation ID: ", "Timestamp: "} {
				if !strings.Contains(q.Get("error_description"), part) {
					t.Errorf("%q lacks %q", q.Get("error_description"), part)
				}
			}
		})
	}
}

func TestTheCorrelationIDIsTheClients(t *testing.T) {
	const id = "0f8fad5b-d9cb-469f-a165-70867728950e"
	newRig(t).browser().open(asks("client_id", "x") + "&client-request-id=" + id).wants("Correlation Id: " + id)
}

// MSAL.js names the session of a token by its claim sid.
func TestASessionIsNamedByItsID(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("password").send("answer", "yes")
	session := b.returned().Get("session_state")
	if q := b.open(asks("prompt", "none", "sid", session)).returned(); q.Get("code") == "" || q.Get("session_state") != session {
		t.Errorf("%v", q)
	}
	if q := b.open(asks("prompt", "none", "sid", "5f0c7c1e-0000-4000-8000-000000000000")).returned(); q.Get("error") != "login_required" || !strings.Contains(q.Get("error_description"), "AADSTS50058") {
		t.Errorf("another session: %v", q)
	}
}

// An answer to instance_aware names the cloud in which the code is redeemed.
func TestAnInstanceAwareProgramIsToldTheCloud(t *testing.T) {
	g := newRig(t)
	q := g.signedIn().open(asks("prompt", "none", "instance_aware", "true")).returned()
	host := directory.AuthorityHost
	for name, want := range map[string]string{"cloud_instance_name": "practice.localhost", "cloud_instance_host_name": host, "cloud_graph_host_name": host, "msgraph_host": host} {
		if q.Get(name) != want {
			t.Errorf("%s %q, want %q", name, q.Get(name), want)
		}
	}
	if q := g.signedIn().open(asks("prompt", "none")).returned(); q.Has("cloud_instance_name") {
		t.Errorf("not asked for: %v", q)
	}
}

func TestLoginHints(t *testing.T) {
	g := newRig(t)
	g.browser().open(asks("login_hint", "Push@"+aadsts.ContosoDomain)).wants(`id="i0118"`, "Anna Berg")
	g.browser().open(asks("login_hint", `"><b>@x`)).wants(`id="i0116"`, "AADSTS50034", `value="&#34;&gt;&lt;b&gt;@x"`)
}
