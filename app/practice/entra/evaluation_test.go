package entra

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const capable = `{"access_token":{"xms_cc":{"values":["CP1"]}}}`

var challengedClaims = regexp.MustCompile(`error="insufficient_claims", .*claims="([A-Za-z0-9+/=]+)"$`)

// A program that says it can answer challenges gets tokens for a day, which can be revoked.
func TestATokenOfACapableProgramLivesLongAndIsRevoked(t *testing.T) {
	g := newRig(t)
	_, refresh := g.sessionOf("password")
	status, answer := g.refreshedFor(refresh, contosoURL, capable)
	lifetime, _ := answer["expires_in"].(float64)
	if status != 200 || lifetime < 24*3600 || lifetime >= 28*3600 || answer["refresh_in"] != float64(int64(lifetime)/2) {
		t.Fatalf("%d %v", status, answer)
	}
	_, discovered := g.refreshedFor(answer["refresh_token"].(string), discovery, capable)
	_, plain := g.refreshedFor(answer["refresh_token"].(string), contosoURL, "")
	if short, _ := plain["expires_in"].(float64); short > 5400 || plain["refresh_in"] != nil {
		t.Errorf("%v", plain)
	}
	g.ahead(time.Minute)
	must(t, g.Revoke("password@"+aadsts.ContosoDomain))

	for address, token := range map[string]any{contosoURL + "/api/data/v9.2/WhoAmI": answer["access_token"], discovery + "/api/discovery/v2.0/Instances": discovered["access_token"]} {
		status, header, _ := g.get(address, token.(string))
		m := challengedClaims.FindStringSubmatch(header.Get("WWW-Authenticate"))
		if status != 401 || m == nil {
			t.Fatalf("%s: %d %q", address, status, header.Get("WWW-Authenticate"))
		}
		text, err := base64.StdEncoding.DecodeString(m[1])
		var wanted struct {
			Token struct {
				NBF struct{ Value string } `json:"nbf"`
			} `json:"access_token"`
		}
		if err != nil || json.Unmarshal(text, &wanted) != nil || wanted.Token.NBF.Value == "" {
			t.Errorf("%s %v", text, err)
		}
		// What is asked for is taken by the authorization endpoint.
		g.browser().open(asks("claims", string(text))).login("password").stayed().returned()
	}
	if status, _, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", plain["access_token"].(string)); status != 200 {
		t.Errorf("a token of a program that can't answer: %d", status)
	}
	if status, next := g.refreshedFor(answer["refresh_token"].(string), contosoURL, capable); status == 200 {
		t.Errorf("the refresh token is still good: %v", next)
	}
	// A sign-in in the same second is younger than the revocation.
	_, again := g.sessionOf("password")
	_, answer = g.refreshedFor(again, contosoURL, capable)
	if status, header, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", answer["access_token"].(string)); status != 200 {
		t.Errorf("after the sign-in: %d %v", status, header)
	}
	if code, _ := codeOfError(g.Revoke("nobody@" + aadsts.ContosoDomain)); code != "practice-no-user" {
		t.Errorf("%q", code)
	}
}

// A changed password and a disabled account are events, too.
func TestWhatEndsASessionEndsTokensOfCapablePrograms(t *testing.T) {
	for name, edit := range map[string]func(*directory.Person){
		"disabled": func(p *directory.Person) { p.Disabled = true },
		"password": func(p *directory.Person) { p.Password = "Another-password-1" },
	} {
		g := newRig(t)
		_, refresh := g.sessionOf("password")
		_, answer := g.refreshedFor(refresh, contosoURL, capable)
		g.person("password", edit)
		if status, header, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", answer["access_token"].(string)); status != 401 || !challengedClaims.MatchString(header.Get("WWW-Authenticate")) {
			t.Errorf("%s: %d %v", name, status, header)
		}
	}
}

// A risk that becomes high and a second factor that is switched on are events as well; the refresh token
// gets the next one.
func TestCriticalEventsEndTokensAndNotSessions(t *testing.T) {
	for name, edit := range map[string]func(*directory.Person){
		"risk":          func(p *directory.Person) { p.HighRisk = true },
		"second factor": func(p *directory.Person) { p.MFA = directory.MFAEnabled },
	} {
		g := newRig(t)
		b := g.browser().open(asks()).login("totp")
		_, answer := g.redeemed(b.send("otc", g.Codes()[0].Code).stayed().returned().Get("code"))
		_, answer = g.refreshedFor(answer["refresh_token"].(string), contosoURL, capable)
		g.person("totp", edit)
		if g.challengeAt(contosoURL+"/api/data/v9.2/WhoAmI", answer["access_token"]) == "" {
			t.Errorf("%s: the token is still good", name)
		}
		status, next := g.refreshedFor(answer["refresh_token"].(string), contosoURL, capable)
		if status != 200 {
			t.Fatalf("%s: %v", name, next)
		}
		if claims := g.challengeAt(contosoURL+"/api/data/v9.2/WhoAmI", next["access_token"]); claims != "" {
			t.Errorf("%s: the next token, too: %s", name, claims)
		}
	}
}

// challengeAt is what a resource demands of the next token, "" when it takes this one.
func (g *rig) challengeAt(address string, token any) string {
	g.Helper()
	status, header, _ := g.get(address, token.(string))
	m := challengedClaims.FindStringSubmatch(header.Get("WWW-Authenticate"))
	if m == nil {
		return ""
	}
	text, err := base64.StdEncoding.DecodeString(m[1])
	if err != nil || status != 401 {
		g.Fatalf("%d %q %v", status, m[1], err)
	}
	return string(text)
}

// outsideOffice forbids whoever is not in the office.
func outsideOffice(place string, changes ...func(*directory.Policies)) directory.Policies {
	p := directory.Policies{Place: place, Rules: []directory.Rule{{Name: "Office only", ExceptPlaces: []string{"office"}, Then: "block"}}}
	for _, change := range changes {
		change(&p)
	}
	return p
}

var resources = map[string]string{
	contosoURL: contosoURL + "/api/data/v9.2/WhoAmI", discovery: discovery + "/api/discovery/v2.0/Instances",
}

// Whoever leaves the office loses the token at once, and gets no other.
func TestATokenIsRefusedWhereAPolicyMindsThePlace(t *testing.T) {
	for resource, address := range resources {
		g := newRig(t).ruledBy(outsideOffice("office"))
		_, refresh := g.sessionOf("password")
		_, answer := g.refreshedFor(refresh, resource, capable)
		_, plain := g.refreshedFor(refresh, resource, "")
		if claims := g.challengeAt(address, answer["access_token"]); claims != "" {
			t.Fatalf("%s: in the office: %s", resource, claims)
		}
		g.ruledBy(outsideOffice("home"))
		claims := g.challengeAt(address, answer["access_token"])
		if !strings.Contains(claims, `"nbf":{"essential":true,"value":"1790000010"},"xms_rp_ipaddr":{"value":"127.0.0.1"}`) {
			t.Errorf("%s: %s", resource, claims)
		}
		if claims := g.challengeAt(address, plain["access_token"]); claims != "" {
			t.Errorf("%s: a program that can't answer: %s", resource, claims)
		}
		status, refused := g.refreshedFor(refresh, resource, claims)
		g.refusedWith(status, refused, "invalid_grant", 53003)
		g.ruledBy(outsideOffice("office"))
		if claims := g.challengeAt(address, answer["access_token"]); claims != "" {
			t.Errorf("%s: back in the office: %s", resource, claims)
		}
	}
}

// Graph says in words what it minds, and asks for more where the rule demands instead of forbidding.
func TestAPlaceCanDemandASecondFactorOfAGoodToken(t *testing.T) {
	away := directory.Rule{Name: "Away", ExceptPlaces: []string{"office"}, Then: "mfa"}
	g := newRig(t).ruledBy(directory.Policies{SecondFactor: "nobody", Place: "office", Rules: []directory.Rule{away}})
	_, refresh := g.sessionOf("totp")
	_, answer := g.tokens("grant_type", "refresh_token", "refresh_token", refresh, "scope", "User.Read", "claims", capable)
	const me = "https://" + directory.AuthorityHost + "/v1.0/me"
	g.ruledBy(directory.Policies{SecondFactor: "nobody", Place: "home", Rules: []directory.Rule{away}})
	_, header, body := g.get(me, answer["access_token"].(string))
	if !strings.Contains(header.Get("WWW-Authenticate"), "LocationConditionEvaluationSatisfied") || !strings.Contains(fmt.Sprint(body), "LocationConditionEvaluationSatisfied") {
		t.Fatalf("%v %v", header, body)
	}
	claims := g.challengeAt(me, answer["access_token"])
	status, refused := g.tokens("grant_type", "refresh_token", "refresh_token", refresh, "scope", "User.Read", "claims", claims)
	g.refusedWith(status, refused, "invalid_grant", 50076)
	b := g.browser().open(asks("scope", "User.Read openid offline_access", "claims", refused["claims"].(string))).login("totp")
	_, answer = g.redeemed(b.send("otc", g.Codes()[0].Code).stayed().returned().Get("code"), "claims", capable)
	if status, _, who := g.get(me, answer["access_token"].(string)); status != 200 {
		t.Errorf("after the second factor: %d %v", status, who)
	}
}

// Networks that send a sign-in along another path than the resource: a token for an hour at which no
// resource minds the place, or none at all where that is strict.
func TestAResourceThatSeesAnotherPlaceIsAnsweredByAShortToken(t *testing.T) {
	split := func(p *directory.Policies) { p.ResourcePlace = "home" }
	strict := func(p *directory.Policies) { p.Rules[0].StrictPlaces = true }
	for resource, address := range resources {
		g := newRig(t).ruledBy(outsideOffice("office", split))
		_, refresh := g.sessionOf("password")
		_, answer := g.refreshedFor(refresh, resource, capable)
		claims := g.challengeAt(address, answer["access_token"])
		withCapability := strings.Replace(claims, `{"access_token":{`, `{"access_token":{"xms_cc":{"values":["cp1"]},`, 1)
		status, short := g.refreshedFor(refresh, resource, withCapability)
		if status != 200 || short["expires_in"] != 3600.0 || short["refresh_in"] != nil {
			t.Fatalf("%s: %d %v", resource, status, short)
		}
		if claims := g.challengeAt(address, short["access_token"]); claims != "" {
			t.Errorf("%s: the short token: %s", resource, claims)
		}
		must(t, g.Revoke("password@"+aadsts.ContosoDomain))
		if claims := g.challengeAt(address, short["access_token"]); !strings.Contains(claims, "10012") {
			t.Errorf("%s: other events count all the same: %q", resource, claims)
		}

		g = newRig(t).ruledBy(outsideOffice("office", split, strict))
		_, refresh = g.sessionOf("password")
		status, refused := g.refreshedFor(refresh, resource, withCapability)
		g.refusedWith(status, refused, "invalid_grant", 53003)
	}
}

// An application's token for Graph lives as long, and ends when the place changes, and with the
// registration. For organizations it is an ordinary one.
func TestAnApplicationsTokenForGraphIsEvaluated(t *testing.T) {
	const me = "https://" + directory.AuthorityHost + "/v1.0/me"
	type edit func(*rig)
	disable := func(g *rig) {
		a := g.registered(directory.IntegrationCloudID)
		a.Disabled = true
		_, err := g.PutApp(a)
		must(t, err)
	}
	for name, row := range map[string]struct {
		then edit
		want string
	}{
		"place":   {func(g *rig) { g.ruledBy(outsideOffice("home")) }, "xms_rp_ipaddr"},
		"disable": {disable, "10012"},
		"delete":  {func(g *rig) { must(t, g.RemoveApp(directory.IntegrationCloudID)) }, "10012"},
	} {
		g := newRig(t).ruledBy(outsideOffice("office"))
		status, answer := g.itself("scope", "https://graph.microsoft.com/.default", "claims", capable)
		if lifetime, _ := answer["expires_in"].(float64); status != 200 || lifetime < 24*3600 {
			t.Fatalf("%d %v", status, answer)
		}
		_, plain := g.itself("scope", "https://graph.microsoft.com/.default")
		_, ordinary := g.itself("claims", capable)
		if ordinary["expires_in"] != 3600.0 || ordinary["refresh_in"] != nil {
			t.Errorf("%v", ordinary)
		}
		if claims := g.challengeAt(me, answer["access_token"]); claims != "" {
			t.Errorf("%s: before: %s", name, claims)
		}
		row.then(g)
		if claims := g.challengeAt(me, answer["access_token"]); !strings.Contains(claims, row.want) {
			t.Errorf("%s: %q", name, claims)
		}
		if claims := g.challengeAt(me, plain["access_token"]); claims != "" {
			t.Errorf("%s: a program that can't answer: %s", name, claims)
		}
		if status, _, who := g.get(contosoURL+"/api/data/v9.2/WhoAmI", ordinary["access_token"].(string)); status != 200 {
			t.Errorf("%s: the organization: %d %v", name, status, who)
		}
	}
}
