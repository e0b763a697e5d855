package registration

import (
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/recipe"
)

func TestTheMakersLinkIsKeptToTheLetter(t *testing.T) {
	links := Links(makers(), recipe.Values{"tenantId": tenantID, "redirectUri": "http://localhost"}, cloudOf(t, cloud.Public))
	if len(links) != 2 || links[1] != (Link{Generation: GenerationOld, URL: makersLink}) {
		t.Errorf("%+v", links)
	}
	if links[1].WithState("x") != links[1] {
		t.Error("the old link has changed")
	}
}

// What is built from its parts is the maker's link byte for byte: order, lower-case escapes.
func TestTheOldLinkIsBuiltAsMakersPublishIt(t *testing.T) {
	got := OldLink("login.microsoftonline.com", "common", makersID, "https://login.microsoftonline.com/common/oauth2/nativeclient")
	if got != makersLink {
		t.Errorf("\n got %s\nwant %s", got, makersLink)
	}
}

func TestTodaysLink(t *testing.T) {
	const common = "&redirect_uri=http%3A%2F%2Flocalhost"
	head := func(host, tenant string) string {
		return "https://" + host + "/" + tenant + "/v2.0/adminconsent?client_id=" + appID + "&scope="
	}
	known := recipe.Values{"applicationId": appID}
	with := func(name, value string) recipe.Values { return recipe.Values{"applicationId": appID, name: value} }
	roles := addOn()
	roles.Registration.Permissions = []recipe.Permission{{API: "dataverse", Name: "x", Type: "application"}}
	tests := map[string]struct {
		recipe recipe.Recipe
		values recipe.Values
		cloud  cloud.ID
		want   string
	}{
		"nothing known":   {addOn(), known, cloud.Public, head("login.microsoftonline.com", "organizations") + "https%3A%2F%2Fglobaldisco.crm.dynamics.com%2Fuser_impersonation" + common},
		"organization":    {addOn(), with("organizationUrl", "https://contoso.crm4.dynamics.com/"), cloud.Public, head("login.microsoftonline.com", "organizations") + "https%3A%2F%2Fcontoso.crm4.dynamics.com%2Fuser_impersonation" + common},
		"tenant":          {addOn(), with("tenant", "Contoso.onmicrosoft.com"), cloud.Public, head("login.microsoftonline.com", "contoso.onmicrosoft.com") + "https%3A%2F%2Fglobaldisco.crm.dynamics.com%2Fuser_impersonation" + common},
		"never common":    {addOn(), with("tenant", "common"), cloud.Public, head("login.microsoftonline.com", "organizations") + "https%3A%2F%2Fglobaldisco.crm.dynamics.com%2Fuser_impersonation" + common},
		"national cloud":  {addOn(), known, cloud.China, head("login.partner.microsoftonline.cn", "organizations") + "https%3A%2F%2Fglobaldisco.crm.dynamics.cn%2Fuser_impersonation" + common},
		"practice tenant": {addOn(), known, cloud.Practice, head("login.practice.localhost", "organizations") + "https%3A%2F%2Fglobaldisco.practice.localhost%2Fuser_impersonation" + common},
		"applications":    {roles, known, cloud.Public, head("login.microsoftonline.com", "organizations") + "https%3A%2F%2Fglobaldisco.crm.dynamics.com%2F.default" + common},
	}
	for name, test := range tests {
		links := Links(test.recipe, test.values, cloudOf(t, test.cloud))
		if len(links) != 1 || links[0] != (Link{Generation: GenerationNew, URL: test.want}) {
			t.Errorf("%s:\n got %+v\nwant %s", name, links, test.want)
		}
	}
	link := Links(addOn(), known, cloudOf(t, cloud.Public))[0].WithState("a b&c")
	if !strings.HasSuffix(link.URL, common+"&state=a%20b%26c") {
		t.Error(link.URL)
	}
}

// The old link asks for an ID token.
func TestAnOldLinkIsForRegistrationsThatHandOutIDTokens(t *testing.T) {
	v := recipe.Values{"applicationId": appID}
	if l := Links(addOn(), v, cloudOf(t, cloud.Public)); len(l) != 1 || l[0].Generation != GenerationNew {
		t.Errorf("%+v", l)
	}
	if l := Links(portal(), v, cloudOf(t, cloud.Public)); len(l) != 2 || !strings.HasPrefix(l[1].URL, "https://login.microsoftonline.com/common/oauth2/authorize?") {
		t.Errorf("%+v", l)
	}
}

func TestThereIsNoLinkWithoutAnApplication(t *testing.T) {
	if l := Links(addOn(), nil, cloudOf(t, cloud.Public)); l != nil {
		t.Errorf("%+v", l)
	}
	if l := Links(recipe.Recipe{}, recipe.Values{"applicationId": appID}, cloudOf(t, cloud.Public)); l != nil {
		t.Errorf("%+v", l)
	}
	if _, err := Message(addOn(), nil, cloudOf(t, cloud.Public)); codeOf(err) != "consent-no-application" {
		t.Error(err)
	}
}

// Every link that is made is understood again, and is Microsoft's or the practice cloud's.
func TestLinksAreReadBack(t *testing.T) {
	for _, c := range cloud.All() {
		for _, r := range []recipe.Recipe{addOn(), makers()} {
			for _, l := range Links(r, recipe.Values{"applicationId": appID, "tenantId": tenantID}, c) {
				got, err := ParseLink(l.WithState("s").URL)
				if err != nil || got.Answer || got.Generation != l.Generation || got.Cloud == "" || len(got.Doubts) != 0 || got.RedirectURI == "" {
					t.Errorf("%s %s: %v %+v", c.ID, l.URL, err, got)
				}
			}
		}
	}
}

func TestTheMessageHasWhatAnAdministratorNeeds(t *testing.T) {
	v := recipe.Values{"applicationId": appID, "company": "Contoso\r\nBcc: everybody", "helpdesk": "Anna", "redirectUri": "http://localhost", "tenantId": tenantID}
	m, err := Message(addOn(), v, cloudOf(t, cloud.GCCHigh))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Global Administrator", "System Administrator in Dynamics 365 is not enough", "user_impersonation, delegated", appID,
		Links(addOn(), v, cloudOf(t, cloud.GCCHigh))[0].URL, "admin_consent=True", "http://localhost", "https://entra.microsoft.us", "Anna",
	} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("no %q in\n%s", want, m.Text)
		}
	}
	if m.Subject != "Please grant consent: DocumentsCorePack Client" || strings.Contains(m.Text, "\nBcc") {
		t.Errorf("%q\n%s", m.Subject, m.Text)
	}
	if strings.Contains(m.Text, "oauth2/authorize") {
		t.Error("it has a link that ends in an error")
	}
	m, err = Message(withWarning(), v, cloudOf(t, cloud.Public))
	if err != nil || strings.Count(m.Text, "not enough") != 1 {
		t.Errorf("%v\n%s", err, m.Text)
	}
	m, err = Message(makers(), nil, cloudOf(t, cloud.Public))
	if err != nil || !strings.Contains(m.Text, "\n"+makersLink+"\n") || !strings.Contains(m.Text, "maker's own") {
		t.Errorf("%v\n%s", err, m.Text)
	}
}

// withWarning is a recipe that says itself which role doesn't do.
func withWarning() recipe.Recipe {
	r := addOn()
	r.Consent.Who = "A Global Administrator. Being System Administrator in Dynamics 365 is not enough."
	return r
}

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
