package entra

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
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
