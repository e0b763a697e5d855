package directory

import "testing"

func TestHostsOfOrganizations(t *testing.T) {
	for host, want := range map[string]string{
		"contoso.crm4.practice.localhost": "contoso", "contoso.api.crm4.practice.localhost": "contoso", "FABRIKAM.crm.practice.localhost": "fabrikam",
		OrganizationHost("org00042"):     "org00042",
		"contoso.crm.practice.localhost": "", "adatum.crm4.practice.localhost": "", "contoso.crm4.dynamics.com": "",
		"contoso.crm4.practice.localhost.evil.example": "", "": "",
		// A scenario may name organizations so; whether there is one, ServeOrganization says.
		"org0042.crm.practice.localhost": "org0042", "sales-eu.api.crm.practice.localhost": "sales-eu",
	} {
		got, ok := OrganizationOfHost(host)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v", host, got, ok)
		}
	}
}
