package discovery

import "testing"

func TestAnOrganizationsWebAPIIsItsOwn(t *testing.T) {
	const address = "https://contoso.crm4.dynamics.com/"
	for _, c := range []struct{ url, api, want string }{
		{address, "https://contoso.api.crm4.dynamics.com/", "https://contoso.api.crm4.dynamics.com"},
		{address, address, "https://contoso.crm4.dynamics.com"},
		{address, "", ""},
		{address, "https://evil.api.crm4.dynamics.com/", ""},
		{address, "https://contoso.api.crm.dynamics.com/", ""},
		{address, "https://contoso.example/", ""},
		{"https://crm.lab.example/contoso", "https://api.lab.example/contoso", "https://api.lab.example/contoso"},
	} {
		o := Instance{URL: c.url, APIURL: c.api}.Organization()
		if o.APIURL != c.want || o.URL != trimSlash(c.url) {
			t.Errorf("%s with %s: %+v", c.url, c.api, o)
		}
	}
}
