package cloud

import "testing"

func TestEveryCloudIsWhole(t *testing.T) {
	seen := map[ID]bool{}
	for _, c := range All() {
		if c.Name == "" || c.AuthorityHost == "" || c.DiscoveryHost == "" || len(c.OrganizationSuffixes) == 0 || seen[c.ID] {
			t.Errorf("%+v", c)
		}
		seen[c.ID] = true
		if got, ok := ByID(c.ID); !ok || got.Name != c.Name {
			t.Errorf("%s by ID: %+v", c.ID, got)
		}
		if !c.TrustsAuthority(c.AuthorityHost) || c.TrustsAuthority(c.DiscoveryHost) || c.TrustsAuthority("") {
			t.Errorf("%s trusts the wrong authorities", c.ID)
		}
	}
	for _, id := range []ID{Public, GCC, GCCHigh, DoD, China, Practice} {
		if !seen[id] {
			t.Errorf("%s is missing", id)
		}
	}
	if _, ok := ByID("mars"); ok {
		t.Error("an unknown cloud was found")
	}
}

func TestCloudsDoNotTrustEachOther(t *testing.T) {
	for _, c := range All() {
		for _, other := range All() {
			host := "contoso." + other.OrganizationSuffixes[0]
			if got := c.TrustsOrganization(host); got != (c.ID == other.ID) {
				t.Errorf("%s trusts %s: %t", c.ID, host, got)
			}
		}
	}
	practice, _ := ByID(Practice)
	if practice.TrustsAuthority("login.microsoftonline.com") {
		t.Error("practice trusts the real authority")
	}
}

func TestAuthorities(t *testing.T) {
	c, _ := ByID(Public)
	for tenant, want := range map[string]string{
		"":                                       "https://login.microsoftonline.com/organizations",
		" Contoso.COM ":                          "https://login.microsoftonline.com/contoso.com",
		"22222222-2222-2222-2222-22222222222A":   "https://login.microsoftonline.com/22222222-2222-2222-2222-22222222222a",
		"common":                                 "https://login.microsoftonline.com/common",
		"consumers":                              "https://login.microsoftonline.com/consumers",
		"contoso":                                "",
		"../evil":                                "",
		"contoso.com/x":                          "",
		"contoso.com?x":                          "",
		"contoso.com\r\n":                        "https://login.microsoftonline.com/contoso.com",
		"contoso.com\r\nx":                       "",
		"10.0.0.1":                               "",
		"{22222222-2222-2222-2222-22222222222a}": "",
	} {
		got, err := c.Authority(tenant)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", tenant, got, err)
		}
	}
}
