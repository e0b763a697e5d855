package discovery

import (
	"net/http"
	"testing"

	"latchkey/app/problem"
)

const tenant = "22222222-2222-2222-2222-222222222222"

func TestChallengeNamesTheTenant(t *testing.T) {
	want := Challenge{Tenant: tenant, AuthorityHost: "login.microsoftonline.com", Resource: "https://contoso.crm4.dynamics.com/"}
	for name, headers := range map[string][]string{
		"without quotes": {"Bearer authorization_uri=https://login.microsoftonline.com/" + tenant + "/oauth2/authorize, resource_id=https://contoso.crm4.dynamics.com/"},
		"with quotes":    {`bearer resource_id="https://contoso.crm4.dynamics.com/",authorization_uri="https://LOGIN.microsoftonline.com/` + tenant + `/oauth2/authorize"`},
		"several":        {"Negotiate", "NTLM abc=", `Basic realm="Bearer x"`, "Bearer authorization_uri=https://login.microsoftonline.com/" + tenant + "/, resource_id=https://contoso.crm4.dynamics.com/"},
		"in one header":  {`Basic realm="x", Bearer authorization_uri=https://login.microsoftonline.com/` + tenant + `, resource_id=https://contoso.crm4.dynamics.com/`},
		"after a foreign one": {
			"Bearer authorization_uri=https://adfs.evil.example/" + tenant + ", resource_id=x",
			"Bearer authorization_uri=https://login.microsoftonline.com/" + tenant + ", resource_id=https://contoso.crm4.dynamics.com/",
		},
	} {
		c, got := asking(t, reply{status: 401, header: http.Header{"Www-Authenticate": headers}})
		ch, err := c.Challenge(t.Context(), org)
		if err != nil || ch != want {
			t.Errorf("%s: %+v, %v", name, ch, err)
		}
		if got.Header.Get("Authorization") != "" || got.URL.String() != org+"/api/data/v9.2/" {
			t.Errorf("asked %s with %v", got.URL, got.Header)
		}
	}
}

func TestChallengeOfNoSingleTenant(t *testing.T) {
	c, _ := asking(t, reply{status: 401, header: http.Header{"Www-Authenticate": {"Bearer authorization_uri=https://login.windows.net/common/oauth2/authorize"}}})
	ch, err := c.Challenge(t.Context(), org)
	if err != nil || ch.Tenant != "" || ch.AuthorityHost != "login.windows.net" {
		t.Errorf("%+v, %v", ch, err)
	}
}

func TestChallengesThatAreNotBelieved(t *testing.T) {
	cases := []struct {
		status int
		header string
		code   string
	}{
		{401, "Bearer authorization_uri=https://evil.example/" + tenant, "authority-not-trusted"},
		{401, "Bearer authorization_uri=https://login.microsoftonline.com.evil.example/" + tenant, "authority-not-trusted"},
		{401, "Bearer authorization_uri=http://login.microsoftonline.com/" + tenant, "authority-not-trusted"},
		{401, "Bearer authorization_uri=https://login.microsoftonline.com:444/" + tenant, "authority-not-trusted"},
		{401, "Bearer authorization_uri=https://login.microsoftonline.com@evil.example/" + tenant, "authority-not-trusted"},
		{401, "Bearer authorization_uri=https://login.partner.microsoftonline.cn/" + tenant, "authority-not-trusted"},
		{401, "Bearer authorization_uri=", "not-an-organization"},
		{401, "Bearer", "not-an-organization"},
		{401, "Negotiate", "not-an-organization"},
		{401, `Bearer authorization_uri="https://login.microsoftonline.com\`, "not-an-organization"},
		{401, "", "not-an-organization"},
		{404, "", "not-an-organization"},
		{400, "", "not-an-organization"},
		{200, "", "not-an-organization"},
		{429, "", "too-many-requests"},
		{503, "", "server-error"},
	}
	for _, c := range cases {
		client, _ := asking(t, reply{status: c.status, header: http.Header{"Www-Authenticate": {c.header}}})
		ch, err := client.Challenge(t.Context(), org)
		wantCode(t, err, problem.Organization, c.code)
		if ch != (Challenge{}) {
			t.Errorf("%s: refused and yet %+v", c.header, ch)
		}
	}
}
