package entra

import (
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// demanding is a tenant that asks nobody for a second factor but by these rules.
func demanding(t *testing.T, rules ...directory.Rule) *rig {
	t.Helper()
	return newRig(t).ruledBy(directory.Policies{SecondFactor: "nobody", Rules: rules})
}

// sessionOf is a browser with an account, and the refresh token of its sign-in, for contoso.
func (g *rig) sessionOf(local string) (*browser, string) {
	g.Helper()
	b := g.browser()
	_, answer := g.redeemed(b.open(asks()).login(local).stayed().returned().Get("code"))
	refresh, _ := answer["refresh_token"].(string)
	return b, refresh
}

// refreshedFor asks for another resource, with claims when there are any.
func (g *rig) refreshedFor(refresh, resource, claims string) (int, map[string]any) {
	g.Helper()
	return g.tokens("grant_type", "refresh_token", "refresh_token", refresh, "scope", resource+"/user_impersonation", "claims", claims)
}

// The normal case of step-up: one resource asks for more than the other.
func TestASecondResourceDemandsASecondFactor(t *testing.T) {
	g := demanding(t, directory.Rule{Name: "service", Resources: []string{"fabrikam"}, Then: "mfa"})
	b, refresh := g.sessionOf("totp")
	status, answer := g.refreshedFor(refresh, fabrikamURL, "")
	g.refusedWith(status, answer, "invalid_grant", 50076)
	claims, _ := answer["claims"].(string)
	if answer["suberror"] != "basic_action" || !strings.Contains(claims, aadsts.PolicyID(aadsts.Contoso, "service")) {
		t.Fatalf("%v", answer)
	}
	status, answer = g.refreshedFor(refresh, contosoURL, "")
	if status != 200 {
		t.Fatalf("the refresh token is gone: %v", answer)
	}
	again := answer["refresh_token"].(string)

	// The browser is signed in, so only the second factor is asked for, once.
	b.open(asks("scope", fabrikamURL+"/user_impersonation openid offline_access", "claims", claims)).wants(`name="otc"`)
	_, answer = g.redeemed(b.send("otc", g.Codes()[0].Code).stayed().returned().Get("code"), "claims", claims)
	if answer["access_token"] == nil {
		t.Fatalf("%v", answer)
	}
	stepped := answer["refresh_token"].(string)
	for _, resource := range []string{contosoURL, fabrikamURL} {
		status, next := g.refreshedFor(stepped, resource, "")
		if status != 200 {
			t.Fatalf("%s: %v", resource, next)
		}
		stepped = next["refresh_token"].(string)
	}
	// Who has not stepped up is still refused.
	status, answer = g.refreshedFor(again, fabrikamURL, "")
	g.refusedWith(status, answer, "invalid_grant", 50076)
	if q := g.browserOf("totp").open(asks("prompt", "none", "scope", fabrikamURL+"/user_impersonation")).returned(); q.Get("error") != "interaction_required" || q.Get("claims") == "" {
		t.Errorf("silently: %v", q)
	}
}

func (g *rig) browserOf(local string) *browser {
	g.Helper()
	b, _ := g.sessionOf(local)
	return b
}

// A code that was given for one resource gets no token for another that demands more.
func TestACodeIsNoWayRoundADemand(t *testing.T) {
	g := demanding(t, directory.Rule{Name: "service", Resources: []string{"fabrikam"}, Then: "mfa"})
	status, answer := g.redeemed(g.browser().open(asks()).login("totp").stayed().returned().Get("code"), "scope", fabrikamURL+"/user_impersonation")
	g.refusedWith(status, answer, "invalid_grant", 50076)
}

func TestAProgramsWishForASecondFactorIsMet(t *testing.T) {
	const wish = `{"id_token":{"acr":{"essential":true,"value":"urn:microsoft:policies:mfa"}}}`
	g := demanding(t)
	b, refresh := g.sessionOf("totp")
	b.open(asks("claims", wish)).wants(`name="otc"`)
	status, answer := g.refreshedFor(refresh, contosoURL, wish)
	g.refusedWith(status, answer, "invalid_grant", 50076)
}

func TestAStrengthIsMetByASecurityKeyOnly(t *testing.T) {
	for _, then := range []string{"passwordless", "phishing-resistant"} {
		g := demanding(t, directory.Rule{Name: "keys", Resources: []string{directory.DataverseID}, Then: then})
		b := g.browser().open(asks()).login("methods").wants("Use your security key")
		if strings.Contains(b.page, "signInAnotherWay") {
			t.Error("a weaker way is offered")
		}
		must(t, g.Approve(g.Prompts()[0].ID, ""))
		_, answer := g.redeemed(b.send().stayed().returned().Get("code"))
		if status, next := g.refreshedFor(answer["refresh_token"].(string), fabrikamURL, ""); status != 200 {
			t.Errorf("%s: %v", then, next)
		}
		b.open(asks("prompt", "none")).returned()
	}
}

// Nobody is sent round in circles: not the browser, not a program.
func TestADemandThatNoMethodMeetsIsSaid(t *testing.T) {
	g := demanding(t)
	b, refresh := g.sessionOf("totp")
	g.ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "keys", Then: "phishing-resistant"}}})
	status, answer := g.refreshedFor(refresh, contosoURL, "")
	g.refusedWith(status, answer, "invalid_grant", 53003)
	if text, _ := answer["error_description"].(string); answer["suberror"] != "message_only" || !strings.Contains(text, "demands a phishing-resistant method, and this person has none") {
		t.Errorf("%v", answer)
	}
	b.open(asks()).wants("AADSTS53003", "this person has none")
	g.browser().open(asks()).login("password").wants("AADSTS53003", "this person has none")
	if q := b.open(asks("prompt", "none")).returned(); q.Get("error") != "access_denied" {
		t.Errorf("%v", q)
	}
}

// Whoever has no second factor registers one, and can't put that off.
func TestADemandMakesPeopleRegister(t *testing.T) {
	g := demanding(t, directory.Rule{Name: "all", Then: "mfa"})
	b := g.browser().open(asks()).login("enrol").wants("More information required")
	if strings.Contains(b.page, "skipMfaRegistrationLink") {
		t.Error("it can be put off")
	}
	status, answer := g.tokens("grant_type", "password", "username", "password@"+aadsts.ContosoDomain, "password", g.passwordOf("password"), "scope", contosoURL+"/user_impersonation")
	g.refusedWith(status, answer, "invalid_grant", 50079)
}

func TestAnAuthenticationContextIsAskedForAndGranted(t *testing.T) {
	const c1, c2 = `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`, `{"access_token":{"acrs":{"essential":true,"values":["c2"]},"xms_cc":{"values":["cp1"]}}}`
	g := demanding(t, directory.Rule{Name: "contracts", Contexts: []string{"c1"}, Then: "mfa"})
	b, refresh := g.sessionOf("totp")
	status, answer := g.refreshedFor(refresh, contosoURL, c1)
	g.refusedWith(status, answer, "invalid_grant", 50076)
	status, answer = g.refreshedFor(refresh, contosoURL, c2) // no rule is for that one
	if c := g.claimsIn(answer["access_token"]); status != 200 || !slices.Equal(c.Contexts, []string{"c2"}) || !slices.Equal(c.Capabilities, []string{"cp1"}) {
		t.Errorf("%d %+v", status, c)
	}
	b.open(asks("claims", c1)).wants(`name="otc"`)
	_, answer = g.redeemed(b.send("otc", g.Codes()[0].Code).stayed().returned().Get("code"), "claims", c1)
	if c := g.claimsIn(answer["access_token"]); !slices.Equal(c.Contexts, []string{"c1"}) || len(c.Capabilities) != 0 {
		t.Errorf("%+v", c)
	}
	status, answer = g.refreshedFor(answer["refresh_token"].(string), contosoURL, "")
	if c := g.claimsIn(answer["access_token"]); status != 200 || len(c.Contexts) != 0 {
		t.Errorf("a context that nobody asked for: %+v", c)
	}
}

func TestARuleIsForPlatformsAndPlaces(t *testing.T) {
	for name, row := range map[string]struct {
		rule  directory.Rule
		agent string
		place string
		asked bool
	}{
		"its platform":      {directory.Rule{Platforms: []string{"android"}}, "Mozilla/5.0 (Linux; Android 14)", "", true},
		"another platform":  {directory.Rule{Platforms: []string{"android"}}, "Mozilla/5.0 (X11; Linux x86_64)", "", false},
		"its place":         {directory.Rule{Places: []string{"Oslo"}}, "", "Oslo", true},
		"another place":     {directory.Rule{Places: []string{"Oslo"}}, "", "", false},
		"all but its place": {directory.Rule{ExceptPlaces: []string{"office"}}, "", "home", true},
		"but for its place": {directory.Rule{ExceptPlaces: []string{"office"}}, "", "office", false},
	} {
		row.rule.Name, row.rule.Then = name, "mfa"
		g := newRig(t).ruledBy(directory.Policies{SecondFactor: "nobody", Place: row.place, Rules: []directory.Rule{row.rule}})
		b := g.browser()
		b.head.Set("User-Agent", row.agent)
		b.open(asks()).login("totp")
		if asked := strings.Contains(b.page, `name="otc"`); asked != row.asked {
			t.Errorf("%s: asked %v, want %v", name, asked, row.asked)
		}
	}
}

func TestARuleThatOnlyReportsIsInTheLog(t *testing.T) {
	g := demanding(t, directory.Rule{Name: "soon", Then: "mfa", ReportOnly: true}, directory.Rule{Name: "later", Then: "block", ReportOnly: true})
	g.sessionOf("totp")
	why := g.SignIns()[0].Why
	if !strings.Contains(why, "report-only: Rule 'soon' would have demanded mfa, Rule 'later' would have ended it with AADSTS53003") {
		t.Errorf("%q", why)
	}
}

func TestClaimsThatCannotBeReadSpendNothing(t *testing.T) {
	g := newRig(t)
	code := g.code()
	for name, claims := range map[string]string{
		"no JSON": "{access_token", "a list": `["acrs"]`, "null": "null", "deep": strings.Repeat(`{"a":`, 1000) + "1" + strings.Repeat("}", 1000),
		"base64": "eyJhY2Nlc3NfdG9rZW4iOnt9fQ==",
	} {
		status, answer := g.redeemed(code, "claims", claims)
		g.refusedWith(status, answer, "invalid_request", 9002313)
		if len(claims) < 2<<10 {
			g.browser().open(asks("claims", claims)).refusedBack("invalid_request", "AADSTS9002313", "")
		} else {
			g.browser().open(asks("claims", claims)).wants("AADSTS90015")
		}
		if status, answer = g.device("claims", claims); status == 200 {
			t.Errorf("%s: a device code was given out: %v", name, answer)
		}
	}
	for _, claims := range []string{`{}`, `{"access_token":null}`, `{"access_token":{"acrs":null,"capolids":{"values":7}}}`, `{"access_token":[],"userinfo":{"x":{"y":{"z":1}}}}`} {
		if status, answer := g.device("claims", claims); status != 200 {
			t.Errorf("%s: %v", claims, answer)
		}
	}
	if status, answer := g.redeemed(code); status != 200 {
		t.Errorf("the code was spent: %v", answer)
	}
}

func TestRulesAreReadAsAWhole(t *testing.T) {
	for field, rule := range map[string]directory.Rule{
		"rules[0].resources": {Resources: []string{""}, Then: "mfa"}, "rules[0].contexts": {Contexts: []string{"c0"}, Then: "mfa"},
		"rules[0].platforms": {Platforms: []string{"amiga"}, Then: "mfa"}, "rules[0].places": {Places: []string{" x"}, Then: "mfa"},
		"rules[0].exceptPlaces": {ExceptPlaces: []string{"\u202e"}, Then: "mfa"}, "rules[0].then": {Then: "strong"},
	} {
		if _, at := codeOfError(newRig(t).SetPolicies(directory.Policies{Rules: []directory.Rule{rule}})); at != field {
			t.Errorf("%q, want %q", at, field)
		}
	}
}
