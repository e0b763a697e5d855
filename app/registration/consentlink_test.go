package registration

import (
	"reflect"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

const newLinkText = "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/adminconsent?client_id=" + appID +
	"&scope=https%3A%2F%2Fcontoso.crm4.dynamics.com%2Fuser_impersonation&redirect_uri=http%3A%2F%2Flocalhost&state=12345"

func TestLinksAreUnderstood(t *testing.T) {
	asked := Consent{
		Generation: GenerationNew, Host: "login.microsoftonline.com", Cloud: cloud.Public, Tenant: "contoso.onmicrosoft.com", ClientID: appID,
		Scopes: []string{"https://contoso.crm4.dynamics.com/user_impersonation"}, RedirectURI: "http://localhost", HasState: true,
	}
	old := Consent{
		Generation: GenerationOld, Host: "login.microsoftonline.com", Cloud: cloud.Public, Tenant: "common", ClientID: makersID,
		Scopes: []string{}, RedirectURI: "https://login.microsoftonline.com/common/oauth2/nativeclient",
	}
	china := asked
	china.Host, china.Cloud = "login.partner.microsoftonline.cn", cloud.China
	short := Consent{
		Generation: GenerationOld, Host: "login.microsoftonline.com", Cloud: cloud.Public, Tenant: tenantID, ClientID: appID,
		Scopes: []string{}, RedirectURI: "https://app.example/",
	}
	tests := map[string]struct {
		text string
		want Consent
	}{
		"today's":          {newLinkText, asked},
		"the maker's":      {makersLink, old},
		"Azure AD's":       {"https://login.microsoftonline.com/" + tenantID + "/adminconsent?client_id=" + appID + "&redirect_uri=https://app.example/", short},
		"national cloud":   {strings.Replace(newLinkText, "login.microsoftonline.com", "login.partner.microsoftonline.cn", 1), china},
		"in a sentence":    {"Please open <" + newLinkText + ">, then accept.", asked},
		"end of sentence":  {"See " + makersLink + ".", old},
		"in HTML":          {`<a href="` + strings.ReplaceAll(newLinkText, "&", "&amp;") + `">here</a>`, asked},
		"cut into lines":   {"Hello,\r\n" + newLinkText[:76] + "\r\n" + newLinkText[76:150] + "\r\n" + newLinkText[150:] + "\r\nThanks", asked},
		"before a word":    {newLinkText + "\nThanks", asked},
		"behind other one": {"https://www.resco.net/article " + makersLink, old},
	}
	for name, test := range tests {
		if got, err := ParseLink(test.text); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", name, err, got, test.want)
		}
	}
}

func TestDoubtfulLinksAreNamed(t *testing.T) {
	tests := map[string]struct{ text, doubt string }{
		"look-alike":       {strings.Replace(newLinkText, "microsoftonline.com", "microsoftonline.com.evil.example", 1), "consent-host"},
		"similar letters":  {strings.Replace(newLinkText, "microsoftonline", "micros\u043eftonline", 1), "consent-host"},
		"in front of an @": {strings.Replace(newLinkText, "login.microsoftonline.com", "login.microsoftonline.com@evil.example", 1), "consent-host"},
		"not encrypted":    {strings.Replace(newLinkText, "https:", "http:", 1), "consent-host"},
		"no application":   {strings.Replace(newLinkText, appID, "{client}", 1), "consent-client"},
		"common":           {strings.Replace(newLinkText, "contoso.onmicrosoft.com", "common", 1), "consent-tenant-common"},
		"in the open":      {strings.Replace(newLinkText, "localhost", "www.mscrm-addons.com", 1), "consent-redirect"},
	}
	for name, test := range tests {
		c, err := ParseLink(test.text)
		if err != nil || len(c.Doubts) != 1 || c.Doubts[0].Code != test.doubt || !c.Doubts[0].Warning {
			t.Errorf("%s: %v %+v", name, err, c)
			continue
		}
		if test.doubt == "consent-host" && (c.Host == "" || c.Doubts[0].Args["host"] != c.Host) {
			t.Errorf("%s: host %q", name, c.Host)
		}
		if name != "not encrypted" && test.doubt == "consent-host" && c.Host == "login.microsoftonline.com" {
			t.Errorf("%s: taken for Microsoft's", name)
		}
	}
}

func TestAnswersAreUnderstood(t *testing.T) {
	good := "http://localhost/?admin_consent=True&tenant=" + tenantID + "&scope=https%3A%2F%2Fcontoso.crm4.dynamics.com%2Fuser_impersonation&state=1"
	c, err := ParseLink(good)
	want := Consent{
		Answer: true, Generation: GenerationNew, Host: "localhost", Tenant: tenantID, RedirectURI: "http://localhost/", HasState: true,
		Scopes: []string{"https://contoso.crm4.dynamics.com/user_impersonation"}, Granted: true,
	}
	if err != nil || !reflect.DeepEqual(c, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, c, want)
	}
	for name, test := range map[string]struct{ text, code, verdict string }{
		"declined":                    {"http://localhost/?admin_consent=True&error=consent_required&error_description=AADSTS65004%3a+The+resource+owner+or+authorization+server+denied+the+request.%0d%0aTrace+ID%3a+0000aaaa-11bb-cccc-dd22-eeeeee333333&state=1", "consent-declined", Declined},
		"no code":                     {"http://localhost/?error=access_denied&error_description=The+user+has+denied+access&admin_consent=True", "consent-declined", Declined},
		"declined, as Entra says it":  {"http://localhost/?admin_consent=True&error=access_denied&error_description=AADSTS65004%3a+User+declined", "consent-declined", Declined},
		"no administrator":            {"http://localhost/?admin_consent=True&error=access_denied&error_description=AADSTS90094%3a+The+grant+requires+admin+permission", "consent-not-admin", Blocked},
		"yes and no":                  {"http://localhost/?admin_consent=True&admin_consent=False", "consent-doubled", Unknown},
		"two tenants":                 {"http://localhost/?admin_consent=True&tenant=contoso.com&tenant=evil.example", "consent-doubled", Unknown},
		"yes, and an error behind it": {"http://localhost/?admin_consent=True#error=access_denied&error_description=AADSTS65004%3a+no", "consent-declined", Declined},
		"blocked":                     {"app://addon?admin_consent=True&error=access_denied&error_description=AADSTS53003%3A+Blocked", "AADSTS53003", Blocked},
		"in the fragment":             {"http://localhost/#admin_consent=True&error=unauthorized_client&error_description=AADSTS700016%3A+Application", "AADSTS700016", Missing},
	} {
		c, err := ParseLink(test.text)
		if err != nil || !c.Answer || c.Granted || c.Problem == nil || c.Problem.Code != test.code || Verdict(c.Problem) != test.verdict {
			t.Errorf("%s: %v %+v", name, err, c)
		}
	}
}

// What a declined consent was called stays to be seen, and the words are the administrator's.
func TestARefusedConsentIsExplainedToTheAdministrator(t *testing.T) {
	for code, next := range map[string]string{"AADSTS65004": "send the message again", "AADSTS90094": "Send the message to an administrator who may"} {
		c, err := ParseLink("http://localhost/?admin_consent=True&error=access_denied&error_description=" + code + "%3a+no")
		if err != nil || c.Problem.Kind != problem.Refused {
			t.Fatalf("%v %+v", err, c)
		}
		if w := c.Problem.Words(); !strings.Contains(w.What, code) || !strings.Contains(w.You, next) || strings.Contains(w.Admin, "your administrator") {
			t.Errorf("%s: %+v", code, w)
		}
	}
}

func TestAnAnswerFromElsewhereProvesNothing(t *testing.T) {
	for text, foreign := range map[string]bool{
		"http://localhost:8400/?admin_consent=True":                                         false,
		"http://127.0.0.1/?admin_consent=True":                                              false,
		"https://login.microsoftonline.com/common/oauth2/nativeclient?admin_consent=True":   false,
		"http://www.mscrm-addons.com/?admin_consent=True":                                   false, // of a recipe
		"https://evil.example/?admin_consent=True":                                          true,
		"http://localhost@evil.example/?admin_consent=True":                                 true,
		"https://localhost.evil.example/?admin_consent=True":                                true,
		"https://login.microsoftonline.com.evil.example/common/oauth2/x?admin_consent=True": true,
	} {
		c, err := ParseLink(text)
		if err != nil || !c.Granted || (len(c.Doubts) == 1 && c.Doubts[0].Code == "consent-foreign-answer") != foreign || !foreign && len(c.Doubts) > 0 {
			t.Errorf("%s: %v %+v", text, err, c)
		}
	}
}

func TestAnAddressIsReadWithoutItsScheme(t *testing.T) {
	for text, host := range map[string]string{
		"localhost/?admin_consent=True&tenant=contoso":                                           "localhost",
		"localhost:8400/?admin_consent=True&tenant=contoso":                                      "localhost:8400",
		"It says: localhost/?admin_consent=True&tenant=contoso.":                                 "localhost",
		"login.microsoftonline.com/common/oauth2/nativeclient?admin_consent=True&tenant=contoso": "login.microsoftonline.com",
	} {
		c, err := ParseLink(text)
		if err != nil || !c.Granted || c.Host != host || c.Tenant != "contoso" || len(c.Doubts) != 0 {
			t.Errorf("%s: %v %+v", text, err, c)
		}
	}
	if c, err := ParseLink(strings.TrimPrefix(newLinkText, "https://")); err != nil || c.Answer || c.Cloud != cloud.Public || len(c.Doubts) != 0 {
		t.Errorf("%v %+v", err, c)
	}
}

func TestAnAnswerKeepsNoToken(t *testing.T) {
	c, err := ParseLink("https://app.example/back?admin_consent=True&id_token=CANARY&code=CANARY#access_token=CANARY")
	if err != nil || !c.Granted || strings.Contains(c.RedirectURI, "CANARY") || c.RedirectURI != "https://app.example/back" {
		t.Errorf("%v %+v", err, c)
	}
}

func TestWhatIsNoConsentLinkIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":     "",
		"words":       "please consent",
		"other page":  "https://www.example.com/?a=b",
		"a sign-in":   "https://login.microsoftonline.com/common/oauth2/authorize?client_id=" + appID + "&prompt=login",
		"no address":  "://?admin_consent=True",
		"much of it":  strings.Repeat("https://a.example/ ", 10_000),
		"broken sign": "https://login.microsoftonline.com/%zz/adminconsent?client_id=x",
	} {
		if _, err := ParseLink(text); codeOf(err) != "consent-link-unknown" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParsingLinksNeverPanics(f *testing.F) {
	f.Add(newLinkText)
	f.Add(makersLink)
	f.Add("http://localhost/?error=x&state=\n&=%")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := ParseLink(text); err != nil && codeOf(err) == "" {
			t.Error(err)
		}
	})
}
