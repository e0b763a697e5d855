package entra

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// What a policy demands has another word at each endpoint, as people pasted it.
func TestAPolicysRefusalHasTheWordOfItsEndpoint(t *testing.T) {
	for _, row := range []struct {
		then               string
		code               int
		v2, v1, byRedirect string
		suberror           string
	}{
		{"block", 53003, "invalid_grant", "interaction_required", "access_denied", "message_only"},
		{"compliant-device", 53000, "invalid_grant", "interaction_required", "interaction_required", "message_only"},
		{"second-factor-old", 50078, "invalid_grant", "interaction_required", "interaction_required", "basic_action"},
		{"external", 50158, "invalid_grant", "interaction_required", "interaction_required", "additional_action"},
	} {
		g := newRig(t)
		refresh, b := g.refreshToken(), g.browser()
		b.open(asks()).login("password").stayed()
		_, v1 := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect)
		g.ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "test", Then: row.then}}})
		status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", refresh)
		g.refusedWith(status, answer, row.v2, row.code)
		claims, _ := answer["claims"].(string)
		if answer["suberror"] != row.suberror || !strings.Contains(claims, "capolids") {
			t.Errorf("%s: %v", row.then, answer)
		}
		status, answer = g.tokensV1("grant_type", "refresh_token", "refresh_token", v1["refresh_token"].(string))
		g.refusedWith(status, answer, row.v1, row.code)
		if answer["suberror"] != row.suberror {
			t.Errorf("%s at v1: %v", row.then, answer)
		}
		if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != row.byRedirect || q.Get("error_subcode") != row.suberror {
			t.Errorf("%s by redirect: %v", row.then, q)
		}
	}
}

// Support looks for the resource's application id.
func TestARefusalNamesTheResourceByItsApplicationID(t *testing.T) {
	g := newRig(t)
	for scope, id := range map[string]string{
		contosoURL + "/user_impersonation": "00000007-0000-0000-c000-000000000000",
		discovery + "/user_impersonation":  "00000007-0000-0000-c000-000000000000",
		"openid profile":                   "00000003-0000-0000-c000-000000000000",
	} {
		text, _ := g.typed("push", "scope", scope).reply["error_description"].(string)
		if !strings.Contains(text, "to access '"+id+"'. ") {
			t.Errorf("%s: %q", scope, text)
		}
	}
}

func TestSomeErrorsHaveNoURI(t *testing.T) {
	for code, want := range map[int]bool{70003: false, 700038: false, 500112: false, 7000215: true, 50076: true, 9002313: true} {
		if _, has := causes[code](newRig(t)).reply["error_uri"]; has != want {
			t.Errorf("%d: error_uri %v, want %v", code, has, want)
		}
	}
}

// The headers of Entra's answers, as far as they do no harm here.
func TestAnswersAreNamedAsEntrasAre(t *testing.T) {
	g := newRig(t)
	const id = "0F3C1A52-11D8-4C37-8E0F-2B5D9A7C6E41"
	for path, want := range map[string]int{"/" + aadsts.ContosoID + "/v2.0/.well-known/openid-configuration": 200, "/adatum.example/v2.0/.well-known/openid-configuration": 400} {
		for _, echo := range []string{"", "true"} {
			req, err := http.NewRequestWithContext(t.Context(), "GET", "https://"+directory.AuthorityHost+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("client-request-id", id)
			req.Header.Set("return-client-request-id", echo)
			res, err := g.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			trace, echoed := res.Header.Get("x-ms-request-id"), res.Header.Get("client-request-id")
			if res.StatusCode != want || !aadsts.IsGUID(trace) || !strings.HasPrefix(res.Header.Get("x-ms-ests-server"), "PRACTICE") || (echoed != "") != (echo != "") {
				t.Errorf("%s, echo %q: %d %v", path, echo, res.StatusCode, res.Header)
			}
			if hsts := res.Header.Get("Strict-Transport-Security"); hsts != "" {
				t.Errorf("browsers would refuse every http://localhost: %q", hsts)
			}
			_ = res.Body.Close()
		}
	}
	status, header, answer := g.get("https://"+directory.AuthorityHost+"/adatum.example/v2.0/.well-known/openid-configuration", "")
	if status != 400 || answer["trace_id"] != header.Get("x-ms-request-id") {
		t.Errorf("trace %v, header %v", answer["trace_id"], header)
	}
}
