package doctor

import (
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/vault/vaulttest"
)

func TestWhatAProfileLacksIsSaid(t *testing.T) {
	env := map[string]string{"LATCHKEY_HOME": t.TempDir()}
	p, err := program.New(program.Options{Getenv: func(name string) string { return env[name] }, Keychain: vaulttest.NewKeychain()})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	const app = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	base := profile.Profile{ID: "3f0f3c1e-6f5e-4f53-9d0c-0f1d7f3e2a11", Name: "T9", Cloud: cloud.Public, Online: true, Tenant: "contoso.com", RedirectURI: "http://localhost"}
	with := func(change func(p *profile.Profile)) profile.Profile { of := base; change(&of); return of }
	for name, test := range map[string]struct {
		of              profile.Profile
		id, state, code string
	}{
		"two-factor, no ApplicationID": {with(func(p *profile.Profile) { p.TwoFactor = true }), "settings", Failed, "application-id-missing"},
		"password, no ApplicationID":   {with(func(p *profile.Profile) { p.LoginHint = "a@contoso.com" }), "settings", Failed, "application-id-missing"},
		"password, nobody":             {with(func(p *profile.Profile) { p.ApplicationID = app }), "settings", Failed, "user-name-missing"},
		"for a second factor": {with(func(p *profile.Profile) {
			p.ApplicationID, p.LoginHint, p.Recipe = app, "a@contoso.com", "telephoneintegration"
		}), "settings", Warning, "preflight-no-two-factor"},
		"password, saved nowhere":   {with(func(p *profile.Profile) { p.ApplicationID, p.LoginHint, p.SavePassword = app, "a@contoso.com", true }), "credential", Warning, "preflight-no-password"},
		"password, typed":           {with(func(p *profile.Profile) { p.ApplicationID, p.LoginHint = app, "a@contoso.com" }), "credential", OK, ""},
		"application":               {with(func(p *profile.Profile) { p.ApplicationID, p.SignInAs = app, profile.AsApplication }), "credential", Warning, "preflight-no-credential"},
		"no browser shows the code": {with(func(p *profile.Profile) { p.ApplicationID, p.TwoFactor, p.RedirectURI = app, true, "app://x" }), "redirect", Warning, "redirect-uri-private"},
		"it is not used": {with(func(p *profile.Profile) {
			p.ApplicationID, p.TwoFactor, p.RedirectURI, p.Method = app, true, "app://x", profile.DeviceCode
		}), "redirect", OK, ""},
		"a cloud that isn't one":           {with(func(p *profile.Profile) { p.Cloud = "moon" }), "settings", Failed, "cloud-unknown"},
		"a cloud that isn't one, the rest": {with(func(p *profile.Profile) { p.Cloud, p.TwoFactor, p.RedirectURI = "moon", true, "x" }), "redirect", Failed, "redirect-uri-malformed"},
		"application, lost": {with(func(p *profile.Profile) {
			p.ApplicationID, p.SignInAs, p.Credential = app, profile.AsApplication, &profile.Credential{Kind: "secret"}
		}), "credential", Warning, "preflight-no-credential"},
	} {
		found := map[string]Finding{}
		for _, f := range Profile(t.Context(), p, test.of, false) {
			found[f.ID] = f
		}
		f, code := found[test.id], ""
		if f.Problem != nil {
			code = f.Problem.Code
			if len(f.Problem.Fields) > 0 {
				code = f.Problem.Fields[0].Code
			}
		}
		if f.State != test.state || code != test.code {
			t.Errorf("%s: %s %s, want %s %s", name, f.State, code, test.state, test.code)
		}
	}
}
