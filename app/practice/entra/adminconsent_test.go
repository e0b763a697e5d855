package entra

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient"

// adminLink is an address for an administrator's consent; an empty value takes a
// parameter out.
func adminLink(path string, changes ...string) string {
	q := url.Values{"client_id": {directory.EveryOrganizationID}, "redirect_uri": {redirect}, "state": {"st&<te"}}
	for i := 0; i < len(changes); i += 2 {
		if q.Set(changes[i], changes[i+1]); changes[i+1] == "" {
			q.Del(changes[i])
		}
	}
	return path + "?" + q.Encode()
}

var v2Scope = []string{"scope", contosoURL + "/.default"}

// notInstalled is the rig with the multi-tenant registration not there yet.
func notInstalled(t *testing.T, edit func(*directory.App)) *rig {
	g := newRig(t)
	a := g.registered(directory.EveryOrganizationID)
	a.NotInstalled, a.Consent = true, "admin"
	if edit != nil {
		edit(&a)
	}
	_, err := g.PutApp(a)
	must(t, err)
	return g
}

func TestAnAdministratorBringsAnApplicationIntoTheTenant(t *testing.T) {
	for name, path := range map[string]string{
		"first generation":                   adminLink("/common/adminconsent"),
		"first generation, in the tenant":    adminLink("/" + aadsts.ContosoDomain + "/adminconsent"),
		"second generation":                  adminLink("/organizations/v2.0/adminconsent", v2Scope...),
		"second generation, in the tenant":   adminLink("/"+aadsts.ContosoID+"/v2.0/adminconsent", v2Scope...),
		"second generation, named permssion": adminLink("/"+aadsts.ContosoID+"/v2.0/adminconsent", "scope", contosoURL+"/user_impersonation openid profile offline_access"),
	} {
		t.Run(name, func(t *testing.T) {
			g := notInstalled(t, nil)
			g.browser().open(asks("client_id", directory.EveryOrganizationID)).wants("AADSTS700016")
			b := g.browser().open(path).login("admin").approve().stayed()
			b.wants("for your organization", "Work with Dataverse as you", `value="Accept"`)
			g.die()
			q := b.send().returned()
			if q.Get("admin_consent") != "True" || q.Get("tenant") != aadsts.ContosoID || q.Get("code") != "" || q.Get("error") != "" {
				t.Errorf("%v", q)
			}
			if v2 := strings.Contains(path, "/v2.0/"); (q.Get("scope") != "") != v2 {
				t.Errorf("scope %q", q.Get("scope"))
			}
			g.die()
			more := []string{"client_id", directory.EveryOrganizationID}
			if strings.Contains(path, ".default") {
				more = append(more, "scope", contosoURL+"/user_impersonation")
			}
			g.browser().open(asks(more...)).login("password").stayed().returned()
		})
	}
}

func TestWhatEndsAnAdministratorsConsent(t *testing.T) {
	g := notInstalled(t, nil)
	// Cancelled: admin_consent is True all the same.
	b := g.browser()
	b.open(adminLink("/common/adminconsent")).login("admin").approve().stayed()
	q := b.send("answer", "cancel").refusedBack("access_denied", "AADSTS65004", "cancel")
	if q.Get("admin_consent") != "True" || q.Get("tenant") != aadsts.ContosoID {
		t.Errorf("%v", q)
	}
	// Somebody who is no administrator, and one who is and comes instead.
	b = g.browser()
	b.open(adminLink("/organizations/v2.0/adminconsent", v2Scope...)).login("password").stayed().wants("Need admin approval", "AADSTS90094", "for administrators")
	if strings.Contains(b.page, `name="reason"`) {
		t.Error("the form for requests is of no use here")
	}
	b.send("answer", "other").login("admin").approve().stayed().wants("Permissions requested").send().returned()
	q = g.browser().open(adminLink("/organizations/v2.0/adminconsent", v2Scope...)).login("password").stayed().send("answer", "cancel").refusedBack("access_denied", "AADSTS90094", "")
	if q.Get("admin_consent") != "True" {
		t.Errorf("%v", q)
	}
	// What is wrong with the address itself.
	for code, path := range map[string]string{
		"AADSTS700016": adminLink("/common/adminconsent", "client_id", "00000000-1111-2222-3333-444444444444"),
		"AADSTS50194":  adminLink("/common/adminconsent", "client_id", directory.DocumentsCorePackID),
		"AADSTS50011":  adminLink("/common/adminconsent", "redirect_uri", "https://x.example"),
		"AADSTS900971": adminLink("/common/adminconsent", "redirect_uri", ""),
		"AADSTS900144": adminLink("/common/adminconsent", "client_id", ""),
		"AADSTS90002":  adminLink("/adatum.example/adminconsent"),
	} {
		if b := g.browser().open(path).wants(code, "Correlation Id: "); b.status != 400 {
			t.Errorf("%s: %d", code, b.status)
		}
	}
	for code, path := range map[string]string{
		"AADSTS900144": adminLink("/organizations/v2.0/adminconsent"),
		"AADSTS650053": adminLink("/organizations/v2.0/adminconsent", "scope", "everything"),
	} {
		if q := g.browser().open(path).refusedBack("", code, ""); q.Get("admin_consent") != "True" {
			t.Errorf("%v", q)
		}
	}
	if !IsPage("/common/adminconsent") || !IsPage("/x/v2.0/adminconsent") || !IsPage("/common/oauth2/nativeclient") || !IsPage("/common/wrongplace") || IsPage("/x/v2.0/y") || IsPage("/x/y") {
		t.Error("IsPage")
	}
}

// The link of a seed, parameter for parameter; only the ApplicationID is another.
func oldLink() string {
	return "/common/oauth2/authorize?response_type=id_token&response_mode=form_post&client_id=" + directory.EveryOrganizationID +
		"&redirect_uri=" + strings.ToLower(url.QueryEscape(nativeClient)) + "&prompt=admin_consent"
}

func TestTheOldConsentLink(t *testing.T) {
	g := notInstalled(t, func(a *directory.App) { a.RedirectURIs = append(a.RedirectURIs, nativeClient) })
	// The switch "ID tokens" is off: the error is posted to a page that nobody reads.
	b := g.browser().open(oldLink())
	if b.wants("AADSTS700054", "admin_consent"); b.at != "/common/oauth2/nativeclient" {
		t.Errorf("posts to %q", b.at)
	}
	a := g.registered(directory.EveryOrganizationID)
	a.IDTokens = true
	_, err := g.PutApp(a)
	must(t, err)
	b = g.browser().open(oldLink()).login("admin").approve().stayed().wants("Permissions requested for your organization", "Work with Dataverse as you")
	g.die()
	b.send()
	form := url.Values{}
	for _, m := range regexp.MustCompile(`type="hidden" name="([^"]*)" value="([^"]*)"`).FindAllStringSubmatch(b.page, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	var id token.Claims
	must(t, g.issuer.Read(form.Get("id_token"), &id))
	if b.at != "/common/oauth2/nativeclient" || form.Get("admin_consent") != "True" || form.Get("code") != "" || id.Audience != directory.EveryOrganizationID || id.UPN != "admin@"+aadsts.ContosoDomain {
		t.Errorf("%q %v %+v", b.at, form, id)
	}
	g.browser().open(asks("client_id", directory.EveryOrganizationID)).login("password").stayed().returned()
}

func TestIDTokensFromTheAuthorizationEndpoint(t *testing.T) {
	g := newRig(t)
	a := g.Apps()[0]
	a.IDTokens = true
	_, err := g.PutApp(a)
	must(t, err)
	for kind, hash := range map[string]bool{"id_token": false, "code id_token": true} {
		b := g.browser().open(asks("response_type", kind, "response_mode", "")).login("password").stayed()
		u, err := url.Parse(b.header.Get("Location"))
		must(t, err)
		q, err := url.ParseQuery(u.EscapedFragment())
		must(t, err)
		var id token.Claims
		must(t, g.issuer.Read(b.checked(q).Get("id_token"), &id))
		if id.Nonce != "n0nce" || id.Audience != directory.DocumentsCorePackID || (q.Get("code") != "") != hash || (id.CodeHash != "") != hash {
			t.Errorf("%s: %v %+v", kind, q, id)
		}
		if code := q.Get("code"); code != "" {
			if status, answer := g.redeemed(code); status != 200 {
				t.Errorf("%v", answer)
			}
		}
	}
	g.browser().open(asks("response_type", "id_token", "response_mode", "query")).refusedBack("invalid_request", "AADSTS70007", "")
	b := g.browser().open(asks("response_type", "id_token", "response_mode", "form_post", "nonce", ""))
	b.wants("AADSTS900144", "nonce")
	for _, kind := range []string{"token", "id_token token"} {
		q := g.browser().open(asks("response_type", kind, "response_mode", "query")).refusedBack("unsupported_response_type", "AADSTS700051", "")
		if !strings.Contains(q.Get("error_description"), "response_type 'token' is not enabled for the application.") {
			t.Errorf("%s: %v", kind, q)
		}
	}
	q := newRig(t).browser().open(asks("response_type", "code id_token")).refusedBack("unsupported_response_type", "AADSTS700054", "")
	if !strings.Contains(q.Get("error_description"), "response_type 'id_token' is not enabled for the application.") {
		t.Errorf("%v", q)
	}
}
