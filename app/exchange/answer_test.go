package exchange

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

// entraCode has the shape of Entra's.
const entraCode = "0.AXoA_x-Yz12345.AgABAAIAAAD--DLA3VO7QrddgJg7WevrAgDs_wUA9P8"

func awaiting(state string) Plan { return Plan{State: secret.New(state)} }

func TestTheCodeIsFoundInWhateverIsPasted(t *testing.T) {
	p := awaiting("S1")
	query := "code=" + entraCode + "&state=S1&session_state=abc"
	for name, text := range map[string]string{
		"whole address":       "http://localhost/?" + query,
		"page of someone":     "https://www.softwareag.com/corporate/default.html?" + query + "#top",
		"fragment":            "http://localhost/#" + query,
		"only the fragment":   "#" + query,
		"only the query":      "?" + query,
		"fields of a form":    query,
		"private scheme":      "app://58145B91-0C36-4500-8554-080854F2AC97/?" + query,
		"Chromium's console":  "authorize:1 Failed to launch 'app://58145B91?" + query + "' because the scheme does not have a registered handler.",
		"its order reversed":  "login:1 Failed to launch 'app://58145B91?session_state=abc&state=S1&code=" + entraCode + "' because the scheme does not have a registered handler.",
		"state at the end":    "Failed to launch 'msal5d1f://auth?code=" + entraCode + "&state=S1' because the scheme does not have a registered handler.\n",
		"broken in a mail":    "Failed to launch 'app://58145B91?code=" + entraCode[:20] + "\n" + entraCode[20:] + "&state=S1' because\nthe scheme does not have a registered handler.",
		"the newest of two":   "Failed to launch 'app://x?code=0.OLD&state=S0' because ...\nauthorize:1 Failed to launch 'app://x?" + query + "' because ...",
		"copied as curl":      `curl "app://58145B91?` + query + `" -H "Upgrade-Insecure-Requests: 1" -H "User-Agent: x"`,
		"copied headers":      "HTTP/2 302 Found\ncache-control: no-store\nlocation: app://58145B91?" + query + "\nserver: x\nset-cookie: a=b; path=/\n",
		"a header by itself":  "Location\n\tapp://58145B91?" + query,
		"URN":                 "urn:ietf:wg:oauth:2.0:oob?" + query,
		"bare code":           entraCode,
		"code with its name":  "code=" + entraCode,
		"in quotes":           ` "http://localhost/?` + query + `" `,
		"from a page":         "http://localhost/?" + strings.ReplaceAll(query, "&", "&amp;"),
		"broken over lines":   "http://localhost/?" + query[:30] + "\r\n  " + query[30:],
		"bare, over lines":    entraCode[:30] + "\n" + entraCode[30:] + "\n",
		"with its byte order": "\ufeff" + "http://localhost/?" + query,
	} {
		code, err := p.Code(text)
		if err != nil || code.Reveal() != entraCode {
			t.Errorf("%s: %q, %v", name, code.Reveal(), err)
		}
	}
}

func TestWhatIsNotTheAnswerIsNamed(t *testing.T) {
	p := awaiting("S1")
	for text, want := range map[string]string{
		"":                    "paste-empty",
		" \n ":                "paste-empty",
		"http://localhost/":   "paste-no-code",
		"I see an error page": "paste-no-code",
		"code=":               "paste-no-code",
		"short":               "paste-no-code",
		tenantID:              "paste-no-code",
		"The page says that it cannot be displayed in this browser 2":                                           "paste-no-code",
		"contoso-production-sales.crm4.dynamics.com/main.aspx?id=1":                                             "paste-no-code",
		"0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11 is the id, sent at 10:20":                                         "paste-no-code",
		"https://contoso.crm4.dynamics.com/main.aspx?id=1":                                                      "paste-no-code",
		"http://localhost/?code=%zz&state=S1":                                                                   "paste-no-code",
		"http://localhost/?state=S1":                                                                            "paste-no-code",
		"Prevented navigation to “https://login.microsoftonline.com/common/login” due to an unknown protocol.":  "paste-no-code",
		"Failed to launch 'app://x?code=" + entraCode + "&state=S2' because the scheme does not have a handler": "paste-state-mismatch",
		"http://localhost/?code=a&code=b&state=S1":                                                              "paste-no-code",
		"http://localhost/?code=a&error=b&state=S1":                                                             "paste-no-code",
		"http://localhost/?code=" + entraCode:                                                                   "paste-state-mismatch", // cut, or another's
		"http://localhost/?code=" + entraCode + "&state=S2":                                                     "paste-state-mismatch",
		"http://localhost/?code=" + entraCode + "&state=S1&state=S1":                                            "paste-state-mismatch",
		"http://localhost/?code=" + entraCode + "&state=":                                                       "paste-state-mismatch",
		"http://localhost/?error=access_denied&state=S2":                                                        "paste-state-mismatch",
		strings.Repeat("a&", 1<<18):                                                                             "paste-no-code",
	} {
		code, err := p.Code(text)
		if got := problem.From(err); got == nil || got.Code != want || got.Kind != problem.Input || got.Field != "paste" || !code.Empty() {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
}

func TestAStrangersAddressIsRefusedWithoutAState(t *testing.T) {
	if _, err := (Plan{}).Code("http://localhost/?code=" + entraCode + "&state="); problem.From(err).Code != "paste-state-mismatch" {
		t.Errorf("got %v", err)
	}
}

func TestAnErrorInTheAddressIsExplained(t *testing.T) {
	text := "http://localhost/?error=invalid_client&error_description=AADSTS650052%3A+The+app+needs+access+to+a+service.%0D%0A" +
		"Correlation+ID%3A+0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11&state=S1"
	_, err := awaiting("S1").Code(text)
	p := problem.From(err)
	if p.Code != "AADSTS650052" || p.Kind != problem.Refused || p.CorrelationID != "0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11" {
		t.Errorf("got %+v", p)
	}
}

func TestNoProblemRepeatsWhatWasPasted(t *testing.T) {
	for _, text := range []string{"http://localhost/?code=" + entraCode + "&state=S2", "x y " + entraCode, "http://localhost/?code=" + entraCode} {
		_, err := awaiting("S1").Code(text)
		if p := problem.From(err); strings.Contains(fmt.Sprintf("%+v %s", *p, err), entraCode) {
			t.Errorf("%q is in %+v", entraCode, p)
		}
	}
}

func FuzzCode(f *testing.F) {
	f.Add("http://localhost/?code=" + entraCode + "&state=S1")
	f.Add("code=%zz")
	f.Add("#?#?=&;")
	f.Fuzz(func(t *testing.T, text string) {
		code, err := awaiting("S1").Code(text)
		if (err == nil) == code.Empty() {
			t.Errorf("%q: code %q, %v", text, code.Reveal(), err)
		}
	})
}

func exchange(t *testing.T, client *http.Client, code, clientSecret string) (Result, error) {
	t.Helper()
	return planOf(t, sample(), "").Redeem(context.Background(), client, secret.New(code), secret.New(clientSecret))
}

func TestTheCodeIsExchangedAsTheGuideSays(t *testing.T) {
	token := unsigned(map[string]string{"upn": "anna@contoso.com", "tid": tenantID})
	a, client := server(t, cloud.Public, says(200, granted(`,"id_token":"`+token+`"`)))
	r, err := exchange(t, client, "the code", "s&cr=t")
	if err != nil {
		t.Fatal(err)
	}
	want := url.Values{
		"client_id": {clientID}, "grant_type": {"authorization_code"}, "code": {"the code"}, "redirect_uri": {"http://localhost"},
		"resource": {contoso}, "client_secret": {"s&cr=t"},
	}
	if len(a.asked) != 1 || a.asked[0].Encode() != want.Encode() || a.paths[0] != "POST login.microsoftonline.com/contoso.com/oauth2/token" {
		t.Errorf("asked %v of %v", a.asked, a.paths)
	}
	if r.AccessToken.Reveal() != "access-token-itself" || r.RefreshToken.Reveal() != "refresh-token-itself" ||
		r.Account != "anna@contoso.com" || r.Tenant != tenantID || r.Resource != contoso || !r.ExpiresOn.Equal(time.Unix(1767225600, 0)) {
		t.Errorf("result %+v", r)
	}
	if shown := fmt.Sprintf("%v %+v", r, r); strings.Contains(shown, "itself") {
		t.Errorf("shown %s", shown)
	}
}

func TestWithoutASecretNoneIsSent(t *testing.T) {
	a, client := server(t, cloud.Public, says(200, granted("")))
	if _, err := exchange(t, client, "code", ""); err != nil || a.asked[0].Has("client_secret") {
		t.Errorf("asked %v, %v", a.asked, err)
	}
}

func TestASecretsIDIsNotSent(t *testing.T) {
	a, client := server(t, cloud.Public, says(200, granted("")))
	for _, id := range []string{tenantID, " {" + strings.ToUpper(tenantID) + "}\n"} {
		if _, err := exchange(t, client, "code", id); codesOf(err) != "secret-id-not-value@clientSecret" {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := exchange(t, client, "", ""); codesOf(err) != "exchange-code-missing@paste" {
		t.Errorf("no code: %v", err)
	}
	if len(a.asked) != 0 {
		t.Errorf("asked %v", a.asked)
	}
}

func TestWhoAndUntilAreFoundWhereverTheyStand(t *testing.T) {
	guest := unsigned(map[string]string{"unique_name": "live.com#greta@fabrikam.com", "tid": tenantID})
	tests := map[string]struct {
		more, account string
		until         time.Time
	}{
		"no id_token":  {"", "", time.Unix(1767225600, 0)},
		"guest":        {`,"id_token":"` + guest + `"`, "live.com#greta@fabrikam.com", time.Unix(1767225600, 0)},
		"access token": {`,"access_token":"` + unsigned(map[string]string{"upn": "a@b.example"}) + `sig"`, "a@b.example", time.Unix(1767225600, 0)},
		"number":       {`,"expires_on":1767225601`, "", time.Unix(1767225601, 0)},
		"seconds only": {`,"expires_on":"","expires_in":60`, "", time.Date(2026, 1, 2, 3, 5, 5, 0, time.UTC)},
		"nothing":      {`,"expires_on":"","expires_in":""`, "", time.Time{}},
		"odd types":    {`,"expires_on":{},"expires_in":[]`, "", time.Time{}},
		"broken token": {`,"id_token":"a.%%.c"`, "", time.Unix(1767225600, 0)},
	}
	for name, test := range tests {
		_, client := server(t, cloud.Public, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", "Fri, 02 Jan 2026 03:04:05 GMT")
			says(200, granted(test.more))(w, r)
		})
		r, err := exchange(t, client, "code", "")
		if err != nil || r.Account != test.account || !r.ExpiresOn.Equal(test.until) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestRefusalsAreExplained(t *testing.T) {
	aadsts := func(kind string, code int) string {
		return fmt.Sprintf(`{"error":%q,"error_description":"AADSTS%d: The words. Trace ID: 0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11","error_codes":[%d],"correlation_id":"0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a12"}`, kind, code, code)
	}
	tests := map[string]struct {
		status int
		body   string
		kind   problem.Kind
		code   string
		says   string // in the words
	}{
		"used":          {400, aadsts("invalid_grant", 54005), problem.SignInNeeded, "AADSTS54005", "works once"},
		"old":           {400, aadsts("invalid_grant", 70008), problem.SignInNeeded, "AADSTS70008", "works once"},
		"wrong secret":  {401, aadsts("invalid_client", 7000215), problem.Refused, "AADSTS7000215", "Value"},
		"secret wanted": {401, aadsts("invalid_client", 7000218), problem.Refused, "exchange-secret-wanted", "Value"},
		"secret given":  {401, aadsts("invalid_client", 700025), problem.Refused, "AADSTS700025", "Remove the client secret"},
		"login page":    {200, "<html>Sign in to the guest network</html>", problem.Network, "answer-not-json", ""},
		"broken":        {503, "<html>", problem.Network, "server-error", ""},
		"no token":      {200, `{"token_type":"Bearer"}`, problem.Network, "answer-unexpected", ""},
		"other type":    {200, `{"token_type":"pop","access_token":"x"}`, problem.Network, "answer-unexpected", ""},
	}
	for name, test := range tests {
		_, client := server(t, cloud.Public, says(test.status, test.body))
		r, err := exchange(t, client, "code", "")
		p := problem.From(err)
		if p == nil || p.Kind != test.kind || p.Code != test.code || !strings.Contains(p.Words().What+p.Words().You, test.says) {
			t.Errorf("%s: %+v", name, p)
		}
		if !r.AccessToken.Empty() {
			t.Errorf("%s: a token came out", name)
		}
		if test.status == 401 && p.CorrelationID == "" {
			t.Errorf("%s: no correlation id", name)
		}
	}
}

func TestNoProblemRepeatsCodeOrSecret(t *testing.T) {
	_, client := server(t, cloud.Public, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(400)
		fmt.Fprintf(w, `{"error":"invalid_request","error_description":"received body: %s"}`, r.PostForm.Encode())
	})
	code, clientSecret := entraCode, "Ab18Q~"+strings.Repeat("xY1.", 9)
	_, err := exchange(t, client, code, clientSecret)
	text, _ := json.Marshal(problem.From(err))
	if s := fmt.Sprintf("%s %v", text, err); strings.Contains(s, code) || strings.Contains(s, clientSecret) {
		t.Errorf("problem %s", s)
	}
}

func TestTheExchangeStaysInItsCloud(t *testing.T) {
	a, client := server(t, cloud.China, says(200, granted("")))
	if _, err := exchange(t, client, "code", ""); codesOf(err) != "host-not-trusted@" || len(a.asked) != 0 {
		t.Errorf("asked %v, %v", a.paths, err)
	}
	a, client = server(t, cloud.Public, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://evil.example/", http.StatusTemporaryRedirect)
	})
	if _, err := exchange(t, client, "code", ""); codesOf(err) != "redirect-refused@" || len(a.asked) != 1 {
		t.Errorf("asked %v, %v", a.paths, err)
	}
}

func practising() profile.Profile {
	p := sample()
	p.Cloud, p.OrganizationURL, p.Tenant = cloud.Practice, "https://contoso.crm4.practice.localhost", "contoso.example"
	return p
}

func TestPracticePagesAreFoundOnThisMachine(t *testing.T) {
	_, client := server(t, cloud.Practice, says(200, `{"authorization_endpoint":"http://127.0.0.1:4711/t/oauth2/v2.0/authorize"}`))
	p := planOf(t, practising(), "")
	if err := p.Locate(context.Background(), client); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(p.AuthorizeURL(), "http://127.0.0.1:4711/t/oauth2/authorize?") || !strings.HasPrefix(p.TokenURL(), "https://login.practice.localhost/contoso.example/") {
		t.Errorf("address %s, token address %s", p.AuthorizeURL(), p.TokenURL())
	}
}

func TestMetadataCannotSendTheBrowserElsewhere(t *testing.T) {
	for _, endpoint := range []string{
		"", "https://evil.example/t/oauth2/v2.0/authorize", "http://evil.example/t/oauth2/v2.0/authorize",
		"http://127.0.0.1@evil.example/t/oauth2/v2.0/authorize", "http://127.0.0.1:80/t/elsewhere", "http://user@127.0.0.1/t/oauth2/v2.0/authorize",
		"javascript:/oauth2/v2.0/authorize",
	} {
		_, client := server(t, cloud.Practice, says(200, `{"authorization_endpoint":"`+endpoint+`"}`))
		p := planOf(t, practising(), "")
		before := p.AuthorizeURL()
		if err := p.Locate(context.Background(), client); codesOf(err) != "metadata-wrong-host@" || p.AuthorizeURL() != before {
			t.Errorf("%s: %v, %s", endpoint, err, p.AuthorizeURL())
		}
	}
}

func TestRealAuthoritiesAreNotAskedForTheirPages(t *testing.T) {
	a, client := server(t, cloud.Public, says(500, ""))
	p := planOf(t, sample(), "")
	if err := p.Locate(context.Background(), client); err != nil || len(a.asked) != 0 {
		t.Errorf("asked %v, %v", a.paths, err)
	}
}
