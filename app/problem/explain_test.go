package problem

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func codesOf(problems []*Problem) []string {
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return codes
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestExplainFindsCodes(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"bare code", "AADSTS50011", []string{"AADSTS50011"}},
		{"digits alone", "50011", []string{"AADSTS50011"}},
		{"lower case and blanks", "  aadsts 50011 \n", []string{"AADSTS50011"}},
		{"colon", "AADSTS: 50011", []string{"AADSTS50011"}},
		{"blank within digits", "500 113", []string{"AADSTS500113"}},
		{"no-break space", "AADSTS\u00a050011", []string{"AADSTS50011"}},
		{"zero-width characters", "AAD\u200bSTS500\u200b11", []string{"AADSTS50011"}},
		{"longest digits win", "AADSTS500113", []string{"AADSTS500113"}},
		{"longest digits win in a sentence", "error AADSTS700082: The refresh token", []string{"AADSTS700082"}},
		{"500121 is not 50012", "AADSTS500121", []string{"AADSTS500121"}},
		{"not 50011 in a longer unknown one", "AADSTS5001199", []string{"AADSTS5001199"}},
		{"digits too long for any code", "AADSTS5001112345678901234567890", []string{"nothing-to-explain"}},
		{"own code", "port-in-use", []string{"port-in-use"}},
		{"own code, capitals", " Port-In-Use ", []string{"port-in-use"}},
		{"own code only alone", "the port-in-use problem", []string{"nothing-to-explain"}},
		{"Dataverse code", "0x80072560: The user is not a member of the organization.", []string{"0x80072560"}},
		{"Dataverse code, lower case letters", `{"error":{"code":"0x8005f101"}}`, []string{"0x8005F101"}},
		{"AD FS", "MSIS7058: Access is denied", []string{"MSIS7058"}},
		{"several, in order, once", "AADSTS65001 then AADSTS50011 then AADSTS65001", []string{"AADSTS65001", "AADSTS50011"}},
		{"log line", `2026-01-31T09:41:07Z ERR sign-in failed code=AADSTS53003 app=x`, []string{"AADSTS53003"}},
		{"error code label", "Error Code: 700016", []string{"AADSTS700016"}},
		{"JSON", `{"error":"invalid_grant","error_description":"AADSTS50076: Due to a configuration change","error_codes":[50076]}`, []string{"AADSTS50076"}},
		{"JSON with codes only", `{"error":"invalid_grant","error_codes":[50173, 50132]}`, []string{"AADSTS50173", "AADSTS50132"}},
		{"JSON without codes", `{"error":"interaction_required"}`, []string{"signin-needed"}},
		{"address with parameters", "http://localhost:8400/?error=access_denied&error_description=AADSTS65004%3a+User+declined+to+consent&state=x", []string{"AADSTS65004"}},
		{"address without a code", "http://localhost/?error=access_denied&error_subcode=cancel&state=abc", []string{"access-denied"}},
		{"Microsoft's look-up link", "https://login.microsoftonline.com/error?code=50011", []string{"AADSTS50011"}},
		{"bare OAuth error", "consent_required", []string{"consent-required"}},
		{"Chromium's page", "This site can’t be reached\nlocalhost refused to connect.\nERR_CONNECTION_REFUSED", []string{"loopback-refused"}},
		{"Chromium's TLS page", "localhost sent an invalid response. ERR_SSL_PROTOCOL_ERROR", []string{"loopback-https"}},
		{"Chromium's console", "authorize:1 Failed to launch 'app://58145b91?code=1.AX&state=x' because the scheme does not have a registered handler.", []string{"redirect-uri-private"}},
		{"Firefox's console", "Prevented navigation to “https://login.microsoftonline.com/x” due to an unknown protocol.", []string{"redirect-uri-private"}},
		{"Firefox's page", "The address wasn’t understood", []string{"redirect-uri-private"}},
		{"Microsoft's page for programs", "This page is not normally shown and could be a sign of a phishing attempt. The URL contains your password. Close this page immediately", []string{"redirect-uri-nativeclient"}},
		{"MSAL.NET", "Only loopback redirect uri is supported, but urn:ietf:wg:oauth:2.0:oob was found. Configure http://localhost or http://localhost:port both during app registration and when you create the PublicClientApplication object.", []string{"non-loopback-redirect"}},
		{"urn:", "AADSTS500119: Redirect URIs with urn: schemes are prohibited. Use a different scheme, or https://login.microsoftonline.com/common/oauth2/nativeclient", []string{"AADSTS500119"}},
		{"Salesforce", "error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration", []string{"salesforce-redirect-mismatch"}},
		{"Go's dialer", "Get \"https://x\": dial tcp: lookup x: no such host", []string{"dns"}},
		{"nothing", "hello there", []string{"nothing-to-explain"}},
		{"empty", "", []string{"nothing-to-explain"}},
		{"a year is no code", "In 2026 there were 50011 of them", []string{"nothing-to-explain"}},
		{"markup within the code's text", "<b>AADSTS50194</b>: Application", []string{"AADSTS50194"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := codesOf(Explain(tt.text)); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Explain(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestExplainReadsAWholePage(t *testing.T) {
	got := Explain(read(t, "page-50011.txt"))
	if len(got) != 1 {
		t.Fatalf("%d problems: %v", len(got), codesOf(got))
	}
	p := got[0]
	want := map[string]string{"redirectUri": "http://localhost:8400/", "applicationId": "6731de76-14a6-49ae-97bc-6eba6914391e"}
	if !reflect.DeepEqual(p.Args, want) {
		t.Errorf("arguments %v, want %v", p.Args, want)
	}
	if p.CorrelationID != "2c3d4e5f-1111-4d22-8b55-abcdefabcdef" || p.TraceID != "1b2f3a44-0000-4c11-9a44-0123456789ab" || p.Time != "2026-01-31T09:41:07Z" {
		t.Errorf("correlation %q, trace %q, time %q", p.CorrelationID, p.TraceID, p.Time)
	}
	if w := p.Words(); !strings.Contains(w.What, "http://localhost:8400/") || w.Next != EditRedirectURI {
		t.Errorf("words %+v", w)
	}
}

func TestExplainReadsThePagesSource(t *testing.T) {
	got := Explain(read(t, "page-50011.html"))
	if codes := codesOf(got); !reflect.DeepEqual(codes, []string{"AADSTS50011"}) {
		t.Fatalf("%q", codes)
	}
	p := got[0]
	if p.Args["redirectUri"] != "http://www.mscrm-addons.com" || p.Time != "2026-01-31T09:41:07Z" || p.CorrelationID == "" {
		t.Errorf("%+v", *p)
	}
	if strings.Contains(p.Detail, "canary") || strings.Contains(p.Detail, "<") {
		t.Errorf("detail %q", p.Detail)
	}
}

func TestExplainNamesWhatTheMessageNames(t *testing.T) {
	const app = "6731de76-14a6-49ae-97bc-6eba6914391e"
	tests := []struct{ text, arg, want string }{
		{"AADSTS700016: Application with identifier '" + app + "' was not found in the directory 'Contoso Ltd'. This can happen", "applicationId", app},
		{"AADSTS700016: Application with identifier '" + app + "' was not found in the directory 'Contoso Ltd'. This can happen", "tenant", "Contoso Ltd"},
		{"AADSTS50194: Application '" + app + "'(DocumentsCorePack Client) is not configured as a multi-tenant application.", "applicationId", app},
		{"AADSTS90002: Tenant 'contosso.com' not found. Check to make sure", "tenant", "contosso.com"},
		{"AADSTS50020: User account 'anna@live.com' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot", "account", "anna@live.com"},
		{"AADSTS500011: The resource principal named https://contoso.crm4.dynamics.com was not found in the tenant named Contoso.", "resource", "https://contoso.crm4.dynamics.com"},
		{"AADSTS65001: The user or administrator has not consented to use the application with ID '" + app + "' named 'x'.", "applicationId", app},
	}
	for _, tt := range tests {
		if got := Explain(tt.text)[0].Args[tt.arg]; got != tt.want {
			t.Errorf("%s of %.40q: %q, want %q", tt.arg, tt.text, got, tt.want)
		}
	}
}

func TestExplainAnswersUnknownCodesWithMicrosoftsPage(t *testing.T) {
	p := Explain("AADSTS4242424: Something new.")[0]
	if p.Code != "AADSTS4242424" || p.Args["link"] != "https://login.microsoftonline.com/error?code=4242424" || p.Kind != Refused {
		t.Errorf("%+v", *p)
	}
	p = Explain("https://login.partner.microsoftonline.cn/x AADSTS4242424: Something new.")[0]
	if p.Args["link"] != "https://login.partner.microsoftonline.cn/error?code=4242424" {
		t.Errorf("in China: %q", p.Args["link"])
	}
	if w := p.Words(); !strings.Contains(w.Title, "4242424") || !strings.Contains(w.You, p.Args["link"]) {
		t.Errorf("%+v", w)
	}
}

func TestExplainKeepsNoCredential(t *testing.T) {
	const canary = "0.AXoACANARYcanaryCANARYcanaryCANARYcanaryCANARYcanaryCANARYcanary"
	for _, text := range []string{
		"http://localhost/?code=" + canary + "&state=CANARYSTATE&error_description=AADSTS50011",
		"AADSTS50011: The redirect URI 'http://localhost/?code=" + canary + "' specified",
		`{"error":"invalid_grant","error_description":"AADSTS70008","refresh_token":"` + canary + `"}`,
		"AADSTS50011 Authorization: Bearer " + canary,
		"AADSTS50011 code%3D" + canary,
		"no code at all, but code=" + canary,
	} {
		for _, p := range Explain(text) {
			all := p.Detail
			for _, v := range p.Args {
				all += " " + v
			}
			w := p.Words()
			all += w.What + w.You + w.Admin
			if strings.Contains(all, "CANARY") {
				t.Errorf("%q leaves %q", text, all)
			}
		}
	}
}

func TestExplainIsBounded(t *testing.T) {
	var many strings.Builder
	for i := range 1000 {
		many.WriteString("AADSTS" + string(rune('1'+i%9)) + strings.Repeat(string(rune('0'+i%10)), 4+i%4) + " ")
	}
	huge := strings.Repeat("x", 5<<20) + " AADSTS50011"
	for _, text := range []string{many.String(), huge, strings.Repeat("<", 1<<20), strings.Repeat("%41error", 1<<17), strings.Repeat("AADSTS50011 ", 1<<17)} {
		got := Explain(text)
		if len(got) == 0 || len(got) > explainCodes+1 {
			t.Errorf("%.20q...: %d problems", text, len(got))
		}
		for _, p := range got {
			if len(p.Detail) > 4100 {
				t.Errorf("%.20q...: detail of %d bytes", text, len(p.Detail))
			}
		}
	}
	if got := Explain(strings.Repeat("x ", 1000) + "AADSTS50011" + strings.Repeat(" y", 100000))[0]; !strings.Contains(got.Detail, "AADSTS50011") {
		t.Errorf("the detail misses the code: %.80q", got.Detail)
	}
}

func FuzzExplain(f *testing.F) {
	for _, seed := range []string{
		"", "50011", "AADSTS50011", "AADSTS 500113", "0x80072560", "\xff\xfe", "%%%41error=%zz",
		`{"error":"invalid_grant","error_codes":[50173,"x"],"claims":"{}"}`,
		"http://localhost/?error=access_denied&error_description=AADSTS65004%3a+x&code=secret",
		"<html><b>AADSTS50011</b> 'http://localhost' \\u0027", "error: {\"error\":",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		problems := Explain(text)
		if len(problems) == 0 || len(problems) > explainCodes+1 {
			t.Fatalf("%d problems", len(problems))
		}
		seen := map[string]bool{}
		for _, p := range append(problems, FromOAuth([]byte(text), 400), FromMSALText(text)) {
			w := p.Words()
			if w.Title == "" || w.What == "" || w.You == "" {
				t.Fatalf("%s: no words", p.Code)
			}
			if p.Kind == "" || len(p.Detail) > 4100 || !utf8.ValidString(p.Detail+w.What+w.You+w.Admin) {
				t.Fatalf("%+v", *p)
			}
		}
		for _, p := range problems {
			if seen[p.Code] {
				t.Fatalf("%s twice", p.Code)
			}
			seen[p.Code] = true
		}
	})
}
