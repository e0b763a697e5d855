package entra

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

func (b *browser) approve() *browser {
	b.Helper()
	p := b.Prompts()[0]
	if err := b.Approve(p.ID, p.Number); err != nil {
		b.Fatal(err)
	}
	return b.send()
}

// stayed goes past "Stay signed in?".
func (b *browser) stayed() *browser {
	b.Helper()
	return b.wants("Stay signed in?").send("answer", "no")
}

func (b *browser) refusedBack(oauth, code, sub string) url.Values {
	b.Helper()
	q := b.returned()
	if oauth != "" && q.Get("error") != oauth || !strings.HasPrefix(q.Get("error_description"), code+": ") || q.Get("error_subcode") != sub || q.Get("code") != "" {
		b.Fatalf("%v", q)
	}
	return q
}

func (g *rig) refreshed(token any, more ...string) (int, map[string]any) {
	g.Helper()
	return g.tokens(append([]string{"grant_type", "refresh_token", "refresh_token", token.(string)}, more...)...)
}

func TestAPersonConsentsOnceAndTheConsentLasts(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	b.open(asks()).login("consent").stayed()
	b.wants("Permissions requested", `id="idSIButton9" value="Accept"`, `id="idBtn_Back"`, "unverified", "DocumentsCorePack Client", "Work with Dataverse as you", "Go on without you")
	if strings.Contains(b.page, `name="everybody"`) {
		t.Error("somebody who is no administrator may agree for all")
	}
	g.die()
	status, first := g.redeemed(b.send().returned().Get("code"))
	if status != 200 {
		t.Fatal(first)
	}
	g.die()
	if q := b.open(asks()).returned(); q.Get("code") == "" {
		t.Errorf("asked again: %v", q)
	}
	// More than was agreed to is asked for again, and silently refused.
	less := g.browser()
	must(t, g.RevokeConsent(directory.DocumentsCorePackID, "consent@"+aadsts.ContosoDomain, aadsts.ContosoDomain))
	less.open(asks("scope", "openid")).login("consent").stayed()
	if less.wants("Know who you are"); strings.Contains(less.page, "Dataverse") {
		t.Error("the page lists what wasn't asked for")
	}
	less.send().returned()
	less.open(asks()).wants("Work with Dataverse")
	list := g.Consents()
	if len(list) != 1 || list[0].UserPrincipalName != "consent@"+aadsts.ContosoDomain || !slices.Equal(list[0].Permissions, []string{"openid"}) || list[0].By != "consent@"+aadsts.ContosoDomain {
		t.Errorf("%+v", list)
	}
}

func TestDecliningTellsTheClient(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	b.open(asks()).login("consent").stayed()
	g.die()
	b.send("answer", "cancel").refusedBack("access_denied", "AADSTS65004", "cancel")
	if len(g.Consents()) != 0 {
		t.Error("a consent is kept")
	}
	b.open(asks()).wants("Permissions requested")
	if rows := g.SignIns(); len(rows) != 1 || rows[0].Code != 65004 || !slices.Contains(rows[0].Asked, "consent") {
		t.Errorf("%+v", rows)
	}
}

func TestWithoutABrowserAMissingConsentIsAnError(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	_, first := g.redeemed(b.open(asks()).login("consent").stayed().send().returned().Get("code"))
	must(t, g.RevokeConsent(directory.DocumentsCorePackID, "consent@"+aadsts.ContosoDomain, aadsts.ContosoID))
	status, answer := g.refreshed(first["refresh_token"])
	g.refusedWith(status, answer, "invalid_grant", 65001)
	if answer["suberror"] != "consent_required" {
		t.Errorf("%v", answer)
	}
	status, answer = g.tokens("grant_type", "password", "username", "consent@"+aadsts.ContosoDomain, "password", g.passwordOf("consent"), "scope", contosoURL+"/.default")
	g.refusedWith(status, answer, "invalid_grant", 65001)
	b.open(asks("prompt", "none")).refusedBack("interaction_required", "AADSTS65001", "consent_required")
	must(t, g.GrantConsent(directory.DocumentsCorePackID, aadsts.ContosoDomain))
	g.die()
	if status, answer := g.refreshed(first["refresh_token"]); status != 200 {
		t.Errorf("after an administrator's consent the refresh token is still good: %v", answer)
	}
	if q := b.open(asks("prompt", "none")).returned(); q.Get("code") == "" {
		t.Errorf("%v", q)
	}
}

func TestPromptConsentAlwaysAsks(t *testing.T) {
	g := newRig(t)
	b := g.browser()
	b.open(asks("prompt", "consent")).login("password").stayed().wants("Permissions requested").send().returned()
	b.open(asks()).returned()
	b.open(asks("prompt", "consent")).wants("Permissions requested").send("answer", "cancel").refusedBack("access_denied", "AADSTS65004", "cancel")
}

func TestADeviceCodeAsksForConsentToo(t *testing.T) {
	g := newRig(t)
	_, d := g.device()
	b := g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login("consent").stayed()
	b.wants("Permissions requested").send().wants("Are you trying to sign in").send().wants("You have signed in")
	if status, answer := g.tokens("grant_type", deviceGrant, "device_code", d["device_code"].(string)); status != 200 {
		t.Errorf("%v", answer)
	}
	_, d = g.device()
	must(t, g.RevokeConsent(directory.DocumentsCorePackID, "consent@"+aadsts.ContosoDomain, aadsts.ContosoDomain))
	b = g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login("consent").stayed()
	b.send("answer", "cancel").wants("AADSTS65004")
	status, answer := g.tokens("grant_type", deviceGrant, "device_code", d["device_code"].(string))
	g.refusedWith(status, answer, "authorization_declined", 65004)
}

func TestOnlyAnAdministratorMayAgree(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("approval").stayed()
	b.wants("Need admin approval", "AADSTS90094", "Correlation Id: ", `href="/error?code=90094"`)
	g.die()
	// Accepting by hand what was not offered changes nothing.
	b.send("answer", "request", "reason", "x").refusedBack("access_denied", "AADSTS90094", "")
	if len(g.ConsentRequests()) != 0 || len(g.Consents()) != 0 {
		t.Error("something was kept")
	}
	// An administrator signs in on the same page and agrees for everybody.
	b = g.browser().open(asks()).login("approval").stayed().send("answer", "other")
	b.login("admin").approve().stayed().wants("Permissions requested", `name="everybody"`)
	b.send("everybody", "1").returned()
	g.die()
	if q := g.browser().open(asks()).login("approval").stayed().returned(); q.Get("code") == "" {
		t.Errorf("%v", q)
	}
}

func TestAnAdministratorMayAgreeForOneselfOnly(t *testing.T) {
	g := newRig(t)
	a := g.Apps()[0]
	a.Consent = "admin"
	_, err := g.PutApp(a)
	must(t, err)
	g.browser().open(asks()).login("admin").approve().stayed().wants("Permissions requested").send().returned()
	g.browser().open(asks()).login("password").stayed().wants("AADSTS90094")
}

func TestAskingTheAdministrators(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{ConsentRequests: true}))
	b := g.browser()
	b.open(asks()).login("approval").stayed().wants("Approval required", "AADSTS90095", `name="reason"`)
	b.send("answer", "request", "reason", "").wants("Enter a reason")
	b.send("answer", "request", "reason", "I need\x1b it\n for "+strings.Repeat("work ", 100)).wants("Request sent")
	g.die()
	rows := g.ConsentRequests()
	if len(rows) != 1 || rows[0].State != "pending" || rows[0].UserPrincipalName != "approval@"+aadsts.ContosoDomain || !strings.HasPrefix(rows[0].Reason, "I need\uFFFD it for work") || len(rows[0].Reason) > 310 {
		t.Fatalf("%+v", rows)
	}
	b.send().refusedBack("access_denied", "AADSTS90095", "")
	// Asking twice is one request.
	b.open(asks()).wants("Request sent")
	must(t, g.DecideConsentRequest(rows[0].ID, true))
	g.die()
	if q := b.send().returned(); q.Get("code") == "" {
		t.Errorf("%v", q)
	}
	if code, _ := codeOfError(g.DecideConsentRequest(rows[0].ID, false)); code != "practice-consent-request-decided" {
		t.Error(code)
	}
	if code, _ := codeOfError(g.DecideConsentRequest("x", false)); code != "practice-no-consent-request" {
		t.Error(code)
	}
	if list := g.Consents(); len(list) != 1 || list[0].UserPrincipalName != "*" || g.ConsentRequests()[0].State != "approved" {
		t.Errorf("%+v", list)
	}
}

func TestADeniedRequestCanBeMadeAgain(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{ConsentRequests: true}))
	b := g.browser()
	b.open(asks()).login("approval").stayed().send("answer", "request", "reason", "please").wants("Request sent")
	must(t, g.DecideConsentRequest(g.ConsentRequests()[0].ID, false))
	b.open(asks()).wants("Approval required").send("answer", "request", "reason", "please!").wants("Request sent")
	if rows := g.ConsentRequests(); len(rows) != 2 || rows[0].State != "denied" || rows[1].State != "pending" {
		t.Errorf("%+v", rows)
	}
	must(t, g.RemovePerson("approval@"+aadsts.ContosoDomain))
	if len(g.ConsentRequests()) != 0 {
		t.Error("the requests of nobody")
	}
}

func TestWhatThePageDoesNotOfferIsNotTaken(t *testing.T) {
	g := newRig(t)
	// "For everybody" from somebody who is no administrator counts for them alone.
	g.browser().open(asks()).login("consent").stayed().send("everybody", "1").returned()
	if list := g.Consents(); len(list) != 1 || list[0].UserPrincipalName != "consent@"+aadsts.ContosoDomain {
		t.Errorf("%+v", list)
	}
	// The administrators keep the decision to themselves while the page is open.
	must(t, g.RevokeConsent(directory.DocumentsCorePackID, "consent@"+aadsts.ContosoDomain, aadsts.ContosoDomain))
	b := g.browser().open(asks()).login("consent").stayed().wants("Permissions requested")
	g.edited(func(a *directory.App) { a.Consent = "admin" })
	b.send().wants("Need admin approval")
	if len(g.Consents()) != 0 {
		t.Error("it counts all the same")
	}
	// Somebody else's form, and an old page.
	b.head.Set("Sec-Fetch-Site", "cross-site")
	if b.send("answer", "other"); b.status != 403 {
		t.Errorf("another site's form: %d", b.status)
	}
}

// Only the two buttons answer: whatever else is sent is no agreement.
func TestOnlyAcceptIsConsent(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("consent").stayed()
	for _, answer := range []string{"no", "deny", "Cancel", "accept"} {
		b.send("answer", answer).wants("Permissions requested")
	}
	if len(g.Consents()) != 0 {
		t.Errorf("%+v", g.Consents())
	}
	if b.send("answer", "").returned().Get("code") == "" || len(g.Consents()) != 1 {
		t.Error("Accept doesn't agree")
	}
}
