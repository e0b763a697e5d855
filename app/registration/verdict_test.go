package registration

import (
	"testing"

	"latchkey/app/problem"
)

func TestTheVerdictTellsConsentFromTheRest(t *testing.T) {
	if v := Verdict(nil); v != Granted {
		t.Error(v)
	}
	for code, want := range map[string]string{
		"AADSTS65001": Missing, "AADSTS650056": Missing, "AADSTS650057": Missing, "AADSTS700016": Missing, "consent-required": Missing,
		"AADSTS65004": Declined,
		"AADSTS90094": Blocked, "AADSTS90095": Blocked, "AADSTS53003": Blocked, "AADSTS50105": Blocked, "AADSTS650052": Blocked, "AADSTS65002": Blocked,
		"AADSTS50058": Unknown, "AADSTS50076": Unknown, "signin-needed": Unknown, "dns": Unknown, "AADSTS7000218": Unknown,
	} {
		if got := Verdict(problem.New(problem.Refused, code)); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

// The answers of a prompt=none probe, as they come.
func TestTheVerdictOfAProbe(t *testing.T) {
	for body, want := range map[string]string{
		`{"error":"interaction_required","error_description":"AADSTS65001: The user or administrator has not consented to use the application."}`: Missing,
		`{"error":"consent_required","error_description":"Consent is needed."}`:                                                                   Missing,
		`{"error":"invalid_grant","suberror":"consent_required","error_description":"x"}`:                                                         Missing,
		`{"error":"access_denied","error_description":"The user has denied access."}`:                                                             Declined,
		`{"error":"access_denied","error_description":"AADSTS65004: User declined to consent to access the app."}`:                                Declined,
		`{"error":"interaction_required","error_description":"AADSTS53003: Access has been blocked by Conditional Access policies."}`:             Blocked,
		`{"error":"login_required","error_description":"AADSTS50058: A silent sign-in request was sent but no user is signed in."}`:               Unknown,
		`{"error":"interaction_required","error_description":"AADSTS50076: multi-factor authentication is needed."}`:                              Unknown,
	} {
		if got := Verdict(problem.FromOAuth([]byte(body), 400)); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func TestEveryVerdictsCodeIsInTheCatalogue(t *testing.T) {
	for code := range verdicts {
		if _, ok := problem.Lookup(code); !ok {
			t.Errorf("%s has no words", code)
		}
	}
}
