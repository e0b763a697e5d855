package practice

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// What the lessons promise that is seen after the user name and the password.
func TestTheLessonsShowWhatTheySay(t *testing.T) {
	for name, users := range map[string]map[string]string{
		"first-sign-in": {
			"nina": "More information required", "oskar": "skipMfaRegistrationLink", "petra": "More information required",
		},
		"number-matching-and-fraud": {
			"rosa": "idRichContext_DisplaySign", "sven": "Answer the call", "timo": "AADSTS53003",
		},
		"consent-and-approval": {"vera": "Permissions requested", "walter": "Approval required", "xenia": "idRichContext_DisplaySign"},
		"when-policy-says-no": {
			"yara": "AADSTS53000", "zeno": "AADSTS50131", "abel": "AADSTS53003", "berta": "AADSTS50057", "carlo": "AADSTS50053",
			"dora": "Your password has expired", "emil": "AADSTS53003",
		},
	} {
		tenant := join(t, t.TempDir())
		if err := tenant.Control().send(t.Context(), http.MethodPut, "/scenario?name="+name, "", "", nil); err != nil {
			t.Fatal(err)
		}
		for local, want := range users {
			p := toPhone(t, tenant, newBrowser(t, tenant.Control()), local+"@"+aadsts.ContosoDomain)
			if p.status == http.StatusOK && p.location == "" && strings.Contains(p.text, "KmsiCheckboxField") {
				b := newBrowser(t, tenant.Control())
				p = toPhone(t, tenant, b, local+"@"+aadsts.ContosoDomain)
				p.fields.Set("answer", "no")
				p = b.post(p, p.fields)
			}
			if !strings.Contains(p.text+p.location, want) {
				t.Errorf("%s, %s: no %s at %s %d:\n%.1500s", name, local, want, p.location, p.status, p.text)
			}
		}
	}
}

// The same people, the same policy: the application decides.
func TestTheLessonOnMandatoryMFAShowsWhatItSays(t *testing.T) {
	tenant := join(t, t.TempDir())
	if err := tenant.Control().send(t.Context(), http.MethodPut, "/scenario?name=mandatory-mfa", "", "", nil); err != nil {
		t.Fatal(err)
	}
	for application, users := range map[string]map[string]string{
		directory.DocumentsCorePackID:          {"fiona": "KmsiCheckboxField", "gustav": "KmsiCheckboxField"},
		"04b07795-8ddb-461a-bbee-02f9e1bf7b46": {"fiona": "More information required", "gustav": "idRichContext_DisplaySign"},
	} {
		for local, want := range users {
			if p := toPhoneOf(t, tenant, newBrowser(t, tenant.Control()), local+"@"+aadsts.ContosoDomain, application); !strings.Contains(p.text, want) {
				t.Errorf("%s, %s: no %s at %s %d:\n%.1500s", application, local, want, p.location, p.status, p.text)
			}
		}
	}
}
