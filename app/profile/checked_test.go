package profile

import (
	"reflect"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

func TestAResolvedProfileIsInOneSpellingAndRead(t *testing.T) {
	p := sample()
	p.ApplicationID, p.Tenant, p.RedirectURI = " {7A1C5F0E-9D2B-4E63-8A41-0C5D7E9F1B23} ", "{AAAAAAAA-2222-2222-2222-222222222222}", " http://LOCALHOST/back "
	p.Organization.URL += "/"
	r, err := Resolve(p)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Profile(); !reflect.DeepEqual(got, Normalize(p)) {
		t.Errorf("profile %+v", got)
	}
	if r.Cloud().ID != cloud.Public || r.Redirect().Kind != RedirectLoopback || r.Tenant() != "aaaaaaaa-2222-2222-2222-222222222222" {
		t.Errorf("cloud %q, redirect %+v, tenant %q", r.Cloud().ID, r.Redirect(), r.Tenant())
	}
	if address, api := r.Organization(); address != "https://contoso.crm4.dynamics.com" || api != "https://contoso.api.crm4.dynamics.com" {
		t.Errorf("organization %q, API %q", address, api)
	}
}

func TestAResolvedProfileKnowsItsOrganizationAndTenant(t *testing.T) {
	const typed = "https://typed.crm4.dynamics.com"
	for name, c := range map[string]struct {
		change       func(*Profile)
		address, api string
		tenant       string
	}{
		"chosen, without an API": {func(p *Profile) { p.Organization.APIURL = "" }, "https://contoso.crm4.dynamics.com", "https://contoso.crm4.dynamics.com", ""},
		"typed":                  {func(p *Profile) { p.Organization, p.OrganizationURL = nil, typed+"/main.aspx" }, typed, typed, ""},
		"none":                   {func(p *Profile) { p.Organization, p.OrganizationURL = nil, "" }, "", "", ""},
		"found by a sign-in": {func(p *Profile) { *p = SignedIn(*p, p.HomeAccountID, p.Username, guid(2)) },
			"https://contoso.crm4.dynamics.com", "https://contoso.api.crm4.dynamics.com", guid(2)},
		"found for another domain": {func(p *Profile) { *p = SignedIn(*p, p.HomeAccountID, p.Username, guid(2)); p.Tenant = "fabrikam.com" },
			"https://contoso.crm4.dynamics.com", "https://contoso.api.crm4.dynamics.com", ""},
	} {
		p := sample()
		c.change(&p)
		r, err := Resolve(p)
		if err != nil {
			t.Fatal(err)
		}
		if address, api := r.Organization(); address != c.address || api != c.api || r.Tenant() != c.tenant {
			t.Errorf("%s: organization %q, API %q, tenant %q", name, address, api, r.Tenant())
		}
	}
}

func TestOnlyTheCloudKeepsAProfileFromBeingResolved(t *testing.T) {
	if r, err := Resolve(Profile{Cloud: cloud.Public}); err != nil || r.Redirect().Kind != RedirectInvalid {
		t.Errorf("half a profile: %+v, %v", r, err)
	}
	unconfirmed := custom()
	unconfirmed.CustomCloud.Confirmed = ""
	for code, p := range map[string]Profile{"cloud-unknown": {Cloud: "moon"}, "custom-cloud-not-confirmed": unconfirmed} {
		p.RedirectURI = " http://localhost "
		r, err := Resolve(p)
		wantCode(t, err, problem.Input, code)
		if host := r.Cloud().AuthorityHost; host != "" {
			t.Errorf("%s: trusts %s", code, host)
		}
		if found := codes(r.Validate()); r.Redirect().Kind != RedirectLoopback || !strings.Contains(found, code) {
			t.Errorf("%s: redirect %+v, found %s", code, r.Redirect(), found)
		}
	}
}

func TestInABrowserAProfileIsCheckedForThat(t *testing.T) {
	p := sample()
	p.TwoFactor, p.SignInAs, p.Method, p.RedirectURI = false, AsApplication, DeviceCode, ""
	r, err := Resolve(p)
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(r.InBrowser().Validate()); got != "redirectUri=redirect-uri-missing" {
		t.Errorf("in a browser: %s", got)
	}
	if got := codes(r.Validate()); got != "" {
		t.Errorf("the profile itself: %s", got)
	}
}

func TestAnotherTryKeepsTheAccountUnlessOneHasSignedIn(t *testing.T) {
	c, err := Check(sample())
	if err != nil {
		t.Fatal(err)
	}
	before, other := c.Profile().HomeAccountID, guid(3)+"."+guid(4)
	if p := c.Again("", true).Profile(); p.HomeAccountID != before || !p.DoubleSlash {
		t.Errorf("nobody signed in: %q, %t", p.HomeAccountID, p.DoubleSlash)
	}
	if p := c.Again(other, false).Profile(); p.HomeAccountID != other || p.DoubleSlash {
		t.Errorf("somebody did: %q, %t", p.HomeAccountID, p.DoubleSlash)
	}
	if p := c.Profile(); p.HomeAccountID != before || p.DoubleSlash {
		t.Errorf("the first try has changed: %+v", p)
	}
}

func TestAProfileThatCannotSignInIsNotChecked(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Profile)
		want   string
	}{
		"nothing":          {func(*Profile) {}, ""},
		"no name":          {func(p *Profile) { p.Name = "" }, ""},
		"a warning":        {func(p *Profile) { p.RedirectURI = "http://www.mscrm-addons.com" }, ""},
		"on-premises":      {func(p *Profile) { p.Online = false }, "online=on-premises-later"},
		"a wrong field":    {func(p *Profile) { p.ApplicationID = "x" }, "applicationId=application-id-not-guid"},
		"another's cloud":  {func(p *Profile) { p.Cloud = "moon"; p.Organization = nil }, "cloud=cloud-unknown"},
		"by password":      {func(p *Profile) { p.TwoFactor, p.RedirectURI = false, "" }, ""},
		"without the name": {func(p *Profile) { p.TwoFactor, p.LoginHint = false, "" }, "loginHint=user-name-missing"},
		"with a secret": {func(p *Profile) { p.TwoFactor, p.ApplicationID = false, "abc8Q~xY7.xY7.xY7.xY7.xY7.xY7.xY7." },
			"applicationId=application-id-is-secret"},
	} {
		p := sample()
		c.change(&p)
		r, err := Check(p)
		var fields []*problem.Problem
		if err != nil {
			fields = problem.From(err).Fields
		}
		if got := codes(fields); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if (r.Cloud().ID == "") != (c.want != "") {
			t.Errorf("%s: checked as %+v", name, r)
		}
	}
}
