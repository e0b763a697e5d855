package entra

import (
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestARegistrationWithoutPermissionsGetsNoTokens(t *testing.T) {
	g := newRig(t)
	token := g.refreshToken()
	b := g.browser()
	b.open(asks()).login("password").stayed().returned()
	g.edited(func(a *directory.App) { a.NoPermissions = true })
	g.die()
	answersError(t, g.refreshing(token).reply, aadsts.ErrorCode{Code: 650057, Error: "invalid_resource"})
	answersError(t, g.typed("password", "scope", contosoURL+"/.default").reply, aadsts.ErrorCode{Code: 650056, Error: "invalid_client"})
	b.open(asks("prompt", "none")).refusedBack("invalid_resource", "AADSTS650057", "")
	// Signing in alone needs no permission, and the refresh token was not spent.
	if q := b.open(asks("scope", "openid")).returned(); q.Get("code") == "" {
		t.Errorf("%v", q)
	}
	g.edited(func(a *directory.App) { a.NoPermissions = false })
	if answer := g.refreshing(token).reply; answer["access_token"] == nil {
		t.Errorf("%v", answer)
	}
	app := g.registered(directory.IntegrationCloudID)
	app.NoPermissions = true
	_, err := g.PutApp(app)
	must(t, err)
	answersError(t, g.webClient(app.Secrets[0].Value).reply, aadsts.ErrorCode{Code: 650056, Error: "invalid_client"})
}

func TestStrangersAtThePage(t *testing.T) {
	b := newRig(t).browser().open(asks())
	for typed, code := range map[string]string{
		"x@" + aadsts.PersonalDomain: "AADSTS500208", "x@" + aadsts.FederatedDomain: "AADSTS90072", "x@adatum.example": "AADSTS50034", "x": "AADSTS50034",
	} {
		if b.send("loginfmt", typed).wants(`id="usernameError"`, code); !strings.Contains(b.page, "i0116") {
			t.Errorf("%s: %s", typed, b.page)
		}
	}
}

func TestAnApplicationIsInstalledInOneTenantOnly(t *testing.T) {
	g := newRig(t)
	a := g.registered(directory.EveryOrganizationID)
	a.NotInstalled = true
	_, err := g.PutApp(a)
	must(t, err)
	must(t, g.GrantConsent(directory.EveryOrganizationID, aadsts.ContosoDomain))
	g.die()
	g.browser().open(asks("client_id", directory.EveryOrganizationID)).wants(`id="i0116"`)
	g.browser().open(asks("client_id", directory.EveryOrganizationID, "tenant", aadsts.FabrikamID, "scope", "openid")).wants("AADSTS700016")
	must(t, g.RevokeConsent(directory.EveryOrganizationID, "*", aadsts.ContosoID))
	g.browser().open(asks("client_id", directory.EveryOrganizationID)).wants("AADSTS700016")
	if code, _ := codeOfError(g.GrantConsent(directory.EveryOrganizationID, "adatum.example")); code != "practice-tenant" {
		t.Error(code)
	}
	if code, _ := codeOfError(g.GrantConsent("x", aadsts.ContosoDomain)); code != "practice-no-app" {
		t.Error(code)
	}
	must(t, g.GrantConsent(directory.EveryOrganizationID, aadsts.ContosoDomain))
	must(t, g.RemoveApp(directory.EveryOrganizationID))
	if len(g.Consents()) != 0 {
		t.Error("a consent to nothing is left")
	}
}

func TestSecurityInfoNeedsNoConsent(t *testing.T) {
	b := newRig(t).browser()
	b.open(securityInfoPath).login("approval").stayed()
	if b.status != 302 || b.header.Get("Location") == "" || strings.Contains(b.page, "AADSTS90094") {
		t.Errorf("%d %s", b.status, b.page)
	}
}

func TestPlatformsAreKeptApart(t *testing.T) {
	redeem := func(g *rig, origin string) map[string]any {
		form := "grant_type=authorization_code&client_id=" + directory.DocumentsCorePackID + "&code=" + g.code() + "&redirect_uri=" + redirect + "&code_verifier=" + verifier
		req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+aadsts.ContosoID+"/oauth2/v2.0/token", strings.NewReader(form))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if origin != "" {
			req.Header.Set("Origin", origin)
		}
		_, answer := g.call(req)
		return answer
	}
	g := newRig(t).edited(func(a *directory.App) { a.Platform = directory.PlatformSPA })
	answersError(t, redeem(g, ""), aadsts.ErrorCode{Code: 9002327, Error: "invalid_request"})
	if answer := redeem(g, "http://localhost:5001"); answer["access_token"] == nil {
		t.Errorf("%v", answer)
	}
	answersError(t, redeem(newRig(t), "http://localhost:5001"), aadsts.ErrorCode{Code: 9002326, Error: "invalid_request"})
}
