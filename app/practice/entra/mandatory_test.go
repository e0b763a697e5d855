package entra

import (
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const azureCLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"

// withAzureCLI is a tenant that asks nobody for a second factor, and has that application.
func withAzureCLI(t *testing.T) *rig {
	g := newRig(t).ruledBy(directory.Policies{SecondFactor: "nobody", PutOffRegistration: true})
	a := g.registered(directory.DocumentsCorePackID)
	a.ApplicationID, a.Name = azureCLI, "Azure CLI"
	_, err := g.PutApp(a)
	must(t, err)
	return g
}

func TestMicrosoftDemandsASecondFactorOfAdministratorsTools(t *testing.T) {
	g := withAzureCLI(t)
	forCLI := asks("client_id", azureCLI)
	// Who is signed in by the password is asked all the same, once.
	b := g.browser()
	_, plain := g.redeemed(b.open(asks()).login("totp").stayed().returned().Get("code"))
	b.open(forCLI).wants(`name="otc"`)
	code := b.send("otc", g.Codes()[0].Code).stayed().returned().Get("code")
	status, answer := g.redeemed(code, "client_id", azureCLI)
	if status != 200 || plain["access_token"] == nil {
		t.Fatalf("%d %v", status, answer)
	}
	if status, next := g.tokens("grant_type", "refresh_token", "client_id", azureCLI, "refresh_token", answer["refresh_token"].(string), "scope", fabrikamURL+"/user_impersonation"); status != 200 {
		t.Errorf("a refresh after the second factor: %v", next)
	}
	// Who has none registers, and can't put it off where another application lets them.
	g.person("password", func(p *directory.Person) { p.MFA = directory.MFAEnabled })
	g.browser().open(asks()).login("password").wants("skipMfaRegistrationLink")
	if page := g.browser().open(forCLI).login("password").page; !strings.Contains(page, "More information required") || strings.Contains(page, "skipMfaRegistrationLink") {
		t.Errorf("%.1500s", page)
	}
	log := g.SignIns()
	if last := log[len(log)-1]; last.Code != 50072 && last.Code != 50079 {
		t.Errorf("%+v", last)
	}
}

func TestPasswordsAloneEndForAdministratorsTools(t *testing.T) {
	g := withAzureCLI(t)
	for local, code := range map[string]int{"totp": 50076, "password": 50079} {
		if status, answer := g.byPassword(local+"@"+aadsts.ContosoDomain, g.passwordOf(local)); status != 200 {
			t.Errorf("%s, another application: %v", local, answer)
		}
		status, answer := g.byPassword(local+"@"+aadsts.ContosoDomain, g.passwordOf(local), "client_id", azureCLI)
		g.refusedWith(status, answer, "invalid_grant", code)
		if answer["suberror"] != "basic_action" {
			t.Errorf("%s: %v", local, answer)
		}
		log := g.SignIns()
		if last := log[len(log)-1]; last.Code != code || !strings.HasPrefix(last.Why, "Microsoft's mandatory multifactor authentication: ") {
			t.Errorf("%s: %+v", local, last)
		}
	}
}

// What signs in as itself is not asked.
func TestMandatorySecondFactorsLeaveApplicationsAlone(t *testing.T) {
	g := newRig(t)
	a := g.registered(directory.IntegrationCloudID)
	a.ApplicationID, a.Name = azureCLI, "Azure CLI"
	_, err := g.PutApp(a)
	must(t, err)
	_, err = g.AddSecret(azureCLI, "automation", g.now.AddDate(0, 1, 0))
	must(t, err)
	status, answer := g.tokens("grant_type", "client_credentials", "client_id", azureCLI, "client_secret", g.secretOf(azureCLI), "scope", contosoURL+"/.default")
	if status != 200 {
		t.Errorf("%d %v", status, answer)
	}
}
