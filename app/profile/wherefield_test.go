package profile

import (
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

const contosoURL = "https://contoso.crm4.dynamics.com"

func TestOnlyWhatTheFieldShowedIsReplaced(t *testing.T) {
	type three struct{ tenant, hint, url string }
	all := three{"contoso.com", "anna@contoso.com", contosoURL}
	for _, c := range []struct {
		name        string
		byPassword  bool
		has         three
		shown, text string
		want        three
	}{
		{"nothing typed", false, all, "anna@contoso.com", "anna@contoso.com", all},
		{"box ticked off: the e-mail still stands there", true, all, "anna@contoso.com", "anna@contoso.com", all},
		{"box ticked: the address still stands there", false, all, contosoURL, contosoURL, all},
		{"box ticked beside a user name alone", false, three{"", "anna@contoso.com", ""}, "", "", three{"", "anna@contoso.com", ""}},
		{"another e-mail", false, all, "anna@contoso.com", "bob@contoso.com", three{"contoso.com", "bob@contoso.com", contosoURL}},
		{"an address for the e-mail", false, all, "anna@contoso.com", "fabrikam.crm.dynamics.com", three{"contoso.com", "", "https://fabrikam.crm.dynamics.com"}},
		{"e-mail taken out", false, all, "anna@contoso.com", "", three{"contoso.com", "", contosoURL}},
		{"box ticked off, then the e-mail taken out of the field", true, all, "anna@contoso.com", "", all},
		{"a tenant for the address beside a user name", true, all, contosoURL, "fabrikam.com", three{"fabrikam.com", "anna@contoso.com", ""}},
		{"box ticked, then another tenant", false, three{"contoso.com", "anna@contoso.com", ""}, "contoso.com", "fabrikam.com", three{"fabrikam.com", "anna@contoso.com", ""}},
		{"an e-mail for the tenant", false, three{"contoso.com", "", ""}, "contoso.com", "bob@contoso.com", three{"", "bob@contoso.com", ""}},
		{"an e-mail beside a user name", true, three{"", "anna@contoso.com", ""}, "", "bob@contoso.com", three{"", "anna@contoso.com", ""}},
		{"an e-mail where no user name is", true, three{}, "", "bob@contoso.com", three{"", "bob@contoso.com", ""}},
	} {
		p := Profile{Cloud: cloud.Public, Online: true, TwoFactor: !c.byPassword, Tenant: c.has.tenant, LoginHint: c.has.hint, OrganizationURL: c.has.url}
		got, err := PutWhere(p, c.shown, c.text)
		if (three{got.Tenant, got.LoginHint, got.OrganizationURL}) != c.want || err != nil {
			t.Errorf("%s: tenant %q, hint %q, URL %q, %v", c.name, got.Tenant, got.LoginHint, got.OrganizationURL, err)
		}
	}
}

func TestAnUnchangedFieldIsNotReadAgain(t *testing.T) {
	p := Profile{Cloud: cloud.Public, OrganizationURL: "https://crm.corp.example:444/contoso"}
	if got, err := PutWhere(p, p.OrganizationURL, p.OrganizationURL); err != nil || got.OrganizationURL != p.OrganizationURL {
		t.Errorf("%q, %v", got.OrganizationURL, err)
	}
}

func TestAnotherEMailInTheFieldForgetsTheAccount(t *testing.T) {
	p := SignedIn(sample(), sample().HomeAccountID, sample().Username, guid(2))
	got, err := PutWhere(p, p.LoginHint, "bob@contoso.com")
	if got = Normalize(got); err != nil || got.HomeAccountID != "" {
		t.Errorf("account %q, %v", got.HomeAccountID, err)
	}
}

// custom is a profile of a private test system.
func custom() Profile {
	return Profile{Cloud: cloud.Custom, Online: true, TwoFactor: true, CustomCloud: &cloud.Hosts{
		Authority: "login.lab.example", Discovery: "disco.lab.example", Organizations: []string{"*.crm.lab.example", "crm.lab.example:8443"},
	}}
}

func TestACustomCloudsAddressesAreUnderstood(t *testing.T) {
	for _, c := range []struct{ text, tenant, url, code string }{
		{"https://contoso.crm.lab.example", "", "https://contoso.crm.lab.example", ""},
		{"Contoso.CRM.lab.example", "", "https://contoso.crm.lab.example", ""},
		{"crm.lab.example:8443/contoso/", "", "https://crm.lab.example:8443/contoso", ""},
		{"lab.example", "lab.example", "", ""},
		{"https://elsewhere.example", "", "", "organization-url-unknown"},
		{contosoURL, "", contosoURL, ""}, // Validate refuses it: see below
	} {
		tenant, _, url, err := ClassifyWhere(custom(), c.text)
		code := ""
		if err != nil {
			code = problem.From(err).Code
		}
		if tenant != c.tenant || url != c.url || code != c.code {
			t.Errorf("%q: tenant %q, URL %q, problem %q", c.text, tenant, url, code)
		}
	}
}
