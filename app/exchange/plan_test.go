package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin"
)

const (
	clientID = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	tenantID = "11111111-2222-3333-4444-555555555555"
	homeID   = "99999999-2222-3333-4444-555555555555"
	contoso  = "https://contoso.crm4.dynamics.com"
)

// sample is a profile as the guide's reader has it.
func sample() profile.Profile {
	return profile.Profile{
		Name: "P", Cloud: cloud.Public, Online: true, ApplicationID: clientID,
		RedirectURI: "http://localhost", Tenant: "contoso.com", OrganizationURL: contoso,
	}
}

func targetOf(p profile.Profile) signin.Target {
	c, _ := cloud.ByID(p.Cloud)
	return signin.Target{Cloud: c, ClientID: p.ApplicationID, RedirectURI: p.RedirectURI}
}

// zeros is randomness whose values can be written down.
func zeros() io.Reader { return bytes.NewReader(make([]byte, 32)) }

func resolved(t *testing.T, p profile.Profile) profile.Resolved {
	t.Helper()
	r, err := profile.Resolve(p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func planOf(t *testing.T, p profile.Profile, resource string) Plan {
	t.Helper()
	plan, err := New(resolved(t, p), targetOf(p), resource, zeros())
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// codesOf are the codes of a problem and of its fields.
func codesOf(err error) string {
	p := problem.From(err)
	if p == nil {
		return ""
	}
	codes := []string{p.Code + "@" + p.Field}
	for _, f := range p.Fields {
		codes = append(codes, f.Code+"@"+f.Field)
	}
	return strings.Join(codes, " ")
}

func TestTheAddressIsTheGuides(t *testing.T) {
	plan := planOf(t, sample(), "")
	want := "https://login.microsoftonline.com/contoso.com/oauth2/authorize?response_type=code&prompt=login" +
		"&redirect_uri=http%3A%2F%2Flocalhost&client_id=" + clientID +
		"&resource=https%3A%2F%2Fcontoso.crm4.dynamics.com&state=" + strings.Repeat("A", 43)
	if got := plan.AuthorizeURL(); got != want {
		t.Errorf("address\n%s, want\n%s", got, want)
	}
	if got := plan.TokenURL(); got != "https://login.microsoftonline.com/contoso.com/oauth2/token" {
		t.Errorf("token address %s", got)
	}
	if len(plan.Warnings) != 0 || plan.ForeignHost != "" {
		t.Errorf("warnings %v, foreign host %q", plan.Warnings, plan.ForeignHost)
	}
}

func TestTheTenantIsTheTypedOneElseTheOrganizations(t *testing.T) {
	organization := &profile.Organization{URL: contoso, TenantID: tenantID}
	tests := map[string]struct {
		edit     func(*profile.Profile, *signin.Target)
		resource string
		want     string
	}{
		"typed":      {func(*profile.Profile, *signin.Target) {}, "", "contoso.com"},
		"typed wins": {func(p *profile.Profile, _ *signin.Target) { p.Organization = organization }, "", "contoso.com"},
		"of the guest's org": {func(p *profile.Profile, t *signin.Target) {
			p.Tenant, p.Organization, t.Tenant = "", organization, homeID
		}, "", tenantID},
		"of the target": {func(p *profile.Profile, t *signin.Target) {
			p.Tenant, p.Organization, t.Tenant = "", organization, homeID
		},
			"https://other.crm4.dynamics.com", homeID},
		"common": {func(p *profile.Profile, _ *signin.Target) { p.Tenant = "common" }, "", "common"},
	}
	for name, test := range tests {
		p := sample()
		target := targetOf(p)
		test.edit(&p, &target)
		plan, err := New(resolved(t, p), target, test.resource, zeros())
		if err != nil || plan.Authority != "https://login.microsoftonline.com/"+test.want {
			t.Errorf("%s: authority %q, %v", name, plan.Authority, err)
		}
	}
}

func TestEveryCloudHasItsOwnAuthority(t *testing.T) {
	for address, want := range map[string]string{
		"https://contoso.crm9.dynamics.com":           "https://login.microsoftonline.com/contoso.com",
		"https://contoso.crm.microsoftdynamics.us":    "https://login.microsoftonline.us/contoso.com",
		"https://contoso.crm.appsplatform.us":         "https://login.microsoftonline.us/contoso.com",
		"https://contoso.crm.dynamics.cn":             "https://login.partner.microsoftonline.cn/contoso.com",
		"https://contoso.api.crm4.dynamics.com/main/": "https://login.microsoftonline.com/contoso.com",
	} {
		p := sample()
		_, id, err := cloud.ParseOrganizationURL(address)
		if err != nil {
			t.Fatal(err)
		}
		p.Cloud, p.OrganizationURL = id, address
		if plan := planOf(t, p, ""); plan.Authority != want || plan.Cloud().ID != id {
			t.Errorf("%s: %s", address, plan.Authority)
		}
	}
}

func TestWhatCannotBeExchangedIsRefusedWithItsField(t *testing.T) {
	tests := map[string]struct {
		edit     func(*profile.Profile)
		resource string
		want     string
	}{
		"no tenant":         {func(p *profile.Profile) { p.Tenant = "" }, "", "exchange-tenant-missing@tenant"},
		"personal accounts": {func(p *profile.Profile) { p.Tenant = "consumers" }, "", "form@ tenant-personal@tenant"},
		"broken tenant":     {func(p *profile.Profile) { p.Tenant = "a/b" }, "", "form@ tenant-invalid@tenant"},
		"no ids": {func(p *profile.Profile) { p.ApplicationID, p.RedirectURI = "", "" }, "",
			"form@ application-id-missing@applicationId redirect-uri-missing@redirectUri"},
		"script as redirect": {func(p *profile.Profile) { p.RedirectURI = "javascript:alert(1)" }, "", "form@ redirect-uri-scheme@redirectUri"},
		"on-premises":        {func(p *profile.Profile) { p.Online = false }, "", "on-premises-later@online"},
		"no organization":    {func(p *profile.Profile) { p.OrganizationURL = "" }, "", "organization-url-missing@resource"},
		"other host":         {func(*profile.Profile) {}, "https://graph.microsoft.com", "organization-url-unknown@resource"},
		"discovery":          {func(*profile.Profile) {}, "https://globaldisco.crm.dynamics.com", "organization-url-not-organization@resource"},
		"lookalike":          {func(*profile.Profile) {}, "https://contoso.crm4.dynamics.com.evil.example", "organization-url-lookalike@resource"},
		"other cloud":        {func(*profile.Profile) {}, "https://contoso.crm.dynamics.cn", "organization-url-other-cloud@resource"},
	}
	for name, test := range tests {
		p := sample()
		test.edit(&p)
		if _, err := New(resolved(t, p), targetOf(p), test.resource, zeros()); codesOf(err) != test.want {
			t.Errorf("%s: %q, want %q", name, codesOf(err), test.want)
		}
	}
}

func TestAProfileWithoutTwoFactorIsCheckedAllTheSame(t *testing.T) {
	p := sample()
	p.TwoFactor, p.ApplicationID = false, "no id"
	if _, err := New(resolved(t, p), targetOf(p), "", zeros()); !strings.Contains(codesOf(err), "application-id-not-guid") {
		t.Errorf("got %v", err)
	}
}

func TestWarningsSayWhatToKnowBefore(t *testing.T) {
	p := sample()
	p.RedirectURI, p.Tenant = "https://www.softwareag.com/corporate/default.html", "organizations"
	plan := planOf(t, p, "")
	if plan.ForeignHost != "www.softwareag.com" || len(plan.Warnings) != 2 {
		t.Fatalf("foreign host %q, warnings %v", plan.ForeignHost, plan.Warnings)
	}
	for i, want := range []string{"www.softwareag.com", "organizations"} {
		w := plan.Warnings[i]
		if !w.Warning || !strings.Contains(w.Words().What, want) {
			t.Errorf("%s: %+v", want, w.Words())
		}
	}
	for _, uri := range []string{"app://58145B91", "https://login.microsoftonline.com/common/oauth2/nativeclient", "urn:ietf:wg:oauth:2.0:oob"} {
		p = sample()
		p.RedirectURI = uri
		if plan = planOf(t, p, ""); len(plan.Warnings) != 1 || plan.Warnings[0].Code != "exchange-redirect-unseen" {
			t.Errorf("%s: warnings %v", uri, plan.Warnings)
		}
	}
	p = sample()
	p.Cloud, p.OrganizationURL, p.Tenant = cloud.Practice, "https://contoso.crm4.practice.localhost", "contoso.example"
	if plan = planOf(t, p, ""); len(plan.Warnings) != 1 || plan.Warnings[0].Code != "exchange-practice" {
		t.Errorf("practice: %v", plan.Warnings)
	}
}

func TestNothingShownHoldsTheState(t *testing.T) {
	plan := planOf(t, sample(), "")
	plan.State = secret.New("the-state-itself")
	text, err := json.Marshal(plan)
	if shown := fmt.Sprintf("%v %+v %#v %s", plan, plan, plan, text); err != nil || strings.Contains(shown, "the-state-itself") {
		t.Errorf("shown: %s, %v", shown, err)
	}
}

func TestWithoutRandomnessThereIsNoPlan(t *testing.T) {
	broken := errors.New("no entropy")
	p := sample()
	if _, err := New(resolved(t, p), targetOf(p), "", failing{broken}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// odd is a plan with values that no shell may read anything into.
func odd() Plan {
	return Plan{
		Authority: "https://login.example/t", ClientID: `a'b"c d`, Resource: "https://o.example/$HOME/`id`/%41+&x=y;#\\",
		RedirectURI: "http://localhost/'; echo pwned; '\"$(id)", State: secret.New("s&t=u v"),
	}
}

func TestTheAddressEncodesOddValues(t *testing.T) {
	u, err := url.Parse(odd().AuthorizeURL())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"redirect_uri": odd().RedirectURI, "client_id": odd().ClientID, "resource": odd().Resource, "state": "s&t=u v"} {
		if got := u.Query().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
