package signin

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"latchkey/app/problem"
)

func TestAnswersOfTheTokenEndpointBecomeProblems(t *testing.T) {
	for _, c := range []struct {
		name, body, kind string
		status           int
		want             problem.Kind
		code             string
	}{
		{"invalid grant", `{"error":"invalid_grant","error_description":"AADSTS54005: redeemed","error_codes":[54005]}`, "application/json", 400, problem.SignInNeeded, "AADSTS54005"},
		{"interaction required", `{"error":"interaction_required","error_description":"AADSTS50076: MFA","error_codes":[50076],"claims":"{}","suberror":"basic_action"}`, "application/json", 400, problem.SignInNeeded, "AADSTS50076"},
		{"html", "<html>proxy login</html>", "text/html", 200, problem.Network, ""},
		{"truncated", `{"access_token":"ey`, "application/json", 200, problem.Network, ""},
		{"server error", "oops", "text/plain", 503, problem.Network, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newHarness(t)
			a := s.start(t, s.target(t, "http://localhost"))
			s.tamper = func(r *http.Request, response *http.Response) {
				if strings.HasSuffix(r.URL.Path, "/token") {
					answer(response, c.status, c.kind, c.body)
				}
			}
			_, err := s.finish(t, a, "password")
			p := problem.From(err)
			if p == nil || p.Kind != c.want || c.code != "" && p.Code != c.code {
				t.Fatalf("got %v (%+v), want %s %s", err, p, c.want, c.code)
			}
			if p.Words().Title == "" || strings.Contains(p.Detail, inner(a).verifier.Reveal()) {
				t.Errorf("words %+v, detail %q", p.Words(), p.Detail)
			}
		})
	}
}

// The texts of another version have to be looked at again.
func TestTheTextsAreThoseOfTheVersionInUse(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(mod), "microsoft-authentication-library-for-go "+msalVersion+"\n") {
		t.Errorf("go.mod has another version of MSAL than %s", msalVersion)
	}
}
