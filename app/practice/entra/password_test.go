package entra

import (
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// byPassword asks for tokens with a user's name and password.
func (g *rig) byPassword(name, password string, more ...string) (int, map[string]any) {
	g.Helper()
	return g.tokens(append([]string{"grant_type", "password", "username", name, "password", password,
		"scope", contosoURL + "/user_impersonation openid offline_access", "client_info", "1"}, more...)...)
}

func TestAPasswordAloneIsEnoughForSome(t *testing.T) {
	g := newRig(t)
	status, answer := g.byPassword("Password@"+aadsts.ContosoDomain, g.passwordOf("password"))
	if status != 200 || answer["refresh_token"] == nil || answer["id_token"] == nil || answer["client_info"] == nil {
		t.Fatalf("%d %v", status, answer)
	}
	if status, _, who := g.get(contosoURL+"/api/data/v9.2/WhoAmI", answer["access_token"].(string)); status != 200 {
		t.Errorf("%d %v", status, who)
	}
	if status, next := g.tokens("grant_type", "refresh_token", "refresh_token", answer["refresh_token"].(string), "scope", discovery+"/user_impersonation"); status != 200 {
		t.Errorf("%v", next)
	}
}

func TestPasswordsThatAreRefused(t *testing.T) {
	g := newRig(t)
	for name, row := range map[string]struct {
		user, password string
		more           []string
		oauth          string
		code           int
	}{
		"wrong":          {"password@" + aadsts.ContosoDomain, "x", nil, "invalid_grant", 50126},
		"unknown user":   {"nobody@" + aadsts.ContosoDomain, "x", nil, "invalid_grant", 50034},
		"federated user": {"someone@" + aadsts.FederatedDomain, "x", nil, "invalid_grant", 90072},
		"second factor":  {"push@" + aadsts.ContosoDomain, g.passwordOf("push"), nil, "invalid_grant", 50076},
		"no password":    {"push@" + aadsts.ContosoDomain, "", nil, "invalid_request", 900144},
		"guest away": {"guest@" + aadsts.ContosoDomain, g.passwordOf("guest"), []string{"tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "scope", "openid"},
			"invalid_grant", 50076},
		"stranger away": {"password@" + aadsts.ContosoDomain, g.passwordOf("password"), []string{"tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "scope", "openid"},
			"invalid_grant", 50020},
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := g.byPassword(row.user, row.password, row.more...)
			g.refusedWith(status, answer, row.oauth, row.code)
			if claims, _ := answer["claims"].(string); (row.code == 50076) != (claims != "") {
				t.Errorf("claims %q", claims)
			}
		})
	}
}

func TestWrongPasswordsLockTheAccountHereToo(t *testing.T) {
	g := newRig(t)
	for range mostFailures - 1 {
		status, answer := g.byPassword("password@"+aadsts.ContosoDomain, "x")
		g.refusedWith(status, answer, "invalid_grant", 50126)
	}
	for _, password := range []string{"x", g.passwordOf("password")} {
		status, answer := g.byPassword("password@"+aadsts.ContosoDomain, password)
		g.refusedWith(status, answer, "invalid_grant", 50053)
	}
	g.browser().open(asks()).login("password").wants("AADSTS50053")
}

func TestARightPasswordForgivesTheWrongOnesHereToo(t *testing.T) {
	g := newRig(t)
	for range 2 {
		for range mostFailures - 1 {
			status, answer := g.byPassword("password@"+aadsts.ContosoDomain, "x")
			g.refusedWith(status, answer, "invalid_grant", 50126)
		}
		if status, answer := g.byPassword("password@"+aadsts.ContosoDomain, g.passwordOf("password")); status != 200 {
			t.Fatal(answer)
		}
	}
}

func TestUserRealms(t *testing.T) {
	g := newRig(t)
	for name, want := range map[string]string{
		"push@" + aadsts.ContosoDomain: "Managed", "nobody@" + aadsts.FabrikamDomain: "Managed", "x@" + aadsts.FederatedDomain: "Federated", "x@adatum.example": "Unknown", "x": "Unknown",
	} {
		for _, tenant := range []string{"common", aadsts.ContosoID} {
			status, _, v := g.get("https://"+directory.AuthorityHost+"/"+tenant+"/UserRealm/"+name+"?api-version=1.0", "")
			if status != 200 || v["account_type"] != want || v["cloud_audience_urn"] == "" || v["cloud_instance_name"] != directory.AuthorityHost {
				t.Errorf("%s: %d %v", name, status, v)
			}
			if url, _ := v["federation_metadata_url"].(string); (want == "Federated") != (url == "https://sts.federated.example/adfs/services/trust/mex") {
				t.Errorf("%s: %v", name, v)
			}
		}
	}
}
