package profile

import (
	"strings"
	"testing"

	"latchkey/app/cloud"
)

func TestTheCloudFollowsAnAddressBetweenTheRealOnesOnly(t *testing.T) {
	const (
		public  = "https://contoso.crm4.dynamics.com"
		gcc     = "https://contoso.crm9.dynamics.com"
		china   = "https://contoso.crm.dynamics.cn"
		rehears = "https://contoso.crm4.practice.localhost"
	)
	for _, c := range []struct {
		name    string
		cloud   cloud.ID
		address string
		want    cloud.ID
		problem bool // of the address
	}{
		{"the same", cloud.Public, public, cloud.Public, false},
		{"none", cloud.Public, "", cloud.Public, false},
		{"to GCC", cloud.Public, gcc, cloud.GCC, false},
		{"to China", cloud.GCCHigh, china, cloud.China, false},
		{"back", cloud.DoD, public, cloud.Public, false},
		{"to practice", cloud.Public, rehears, cloud.Public, true},
		{"from practice", cloud.Practice, public, cloud.Practice, true},
		{"from a custom one", cloud.Custom, public, cloud.Custom, true},
	} {
		p := sample()
		if c.cloud == cloud.Custom {
			p = custom()
			p.CustomCloud.Confirmed = p.CustomCloud.Fingerprint()
			p.Name, p.ApplicationID, p.RedirectURI = "Lab", sample().ApplicationID, "http://localhost"
		}
		p.Cloud, p.OrganizationURL, p.Organization = c.cloud, c.address, nil
		got := GuessCloud(p)
		if got.Cloud != c.want {
			t.Errorf("%s: %s", c.name, got.Cloud)
		}
		if found := codes(Validate(got)); strings.Contains(found, "organization-url-other-cloud") != c.problem {
			t.Errorf("%s: problems %q", c.name, found)
		}
		if moved := c.want != c.cloud; moved != (got.HomeAccountID == "" && got.LastVerified == "") && c.cloud != cloud.Custom {
			t.Errorf("%s: account %q, verified %q", c.name, got.HomeAccountID, got.LastVerified)
		}
	}
}

func TestAGuessedCloudTakesTheOldOnesOrganizationAlong(t *testing.T) {
	p := sample()
	p.OrganizationURL = "https://contoso.crm9.dynamics.com"
	if got := GuessCloud(p); got.Cloud != cloud.GCC || got.Organization != nil {
		t.Errorf("%s with %+v", got.Cloud, got.Organization)
	}
	p.Online = false
	if got := GuessCloud(p); got.Cloud != cloud.Public {
		t.Errorf("on-premises became %s", got.Cloud)
	}
}
