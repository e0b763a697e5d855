package entra

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// realClaims are the names in a recorded token.
func realClaims(t *testing.T, name string) (names []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "real", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &names); err != nil {
		t.Fatal(err)
	}
	return names
}

// named are the names of claims without the mark of the practice tenant.
func named(claims map[string]any) []string {
	names := slices.Sorted(maps.Keys(claims))
	return slices.DeleteFunc(names, func(name string) bool { return name == "practice" })
}

// names is a list in order, for comparisons.
func names(text string) []string { return slices.Sorted(strings.FieldsSeq(text)) }

// A scope is what a client asks for; what it doesn't ask for isn't there, and what only v1
// has isn't either (amr), nor what has to be configured (auth_time, the names' parts).
func TestAnIDTokenHasEntrasClaims(t *testing.T) {
	g := newRig(t)
	const always = "aio aud exp iat iss nbf nonce rh sid sub tid uti ver"
	for scope, more := range map[string]string{
		"openid":               "",
		"openid profile":       "name oid preferred_username",
		"openid email":         "email",
		"openid profile email": "name oid preferred_username email",
	} {
		code := g.browser().open(asks("scope", scope)).login("password").send("answer", "no").returned().Get("code")
		_, answer := g.redeemed(code)
		if got := named(part(t, answer["id_token"], 1)); !slices.Equal(got, names(always+" "+more)) {
			t.Errorf("%s: %v", scope, got)
		}
	}
	_, v1 := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect)
	want := names("aio amr aud exp family_name given_name iat ipaddr iss name nbf oid rh sid sub tid unique_name upn uti ver")
	if got := named(part(t, v1["id_token"], 1)); !slices.Equal(got, want) {
		t.Errorf("v1: %v", got)
	}
}

// An e-mail address is that of the mailbox, and no user name.
func TestAnEMailAddressNeedsAMailbox(t *testing.T) {
	g := newRig(t)
	email := func() any {
		code := g.browser().open(asks("scope", "openid email")).login("password").send("answer", "no").returned().Get("code")
		_, answer := g.redeemed(code)
		return part(t, answer["id_token"], 1)["email"]
	}
	if got := email(); got != "paul.werner@"+aadsts.ContosoDomain {
		t.Errorf("email %v", got)
	}
	p, err := g.Person("password@" + aadsts.ContosoDomain)
	must(t, err)
	p.NoMailbox = true
	must(t, g.PutPerson(p))
	if got := email(); got != nil {
		t.Errorf("without a mailbox: %v", got)
	}
}

// The resource decides the version: Dataverse's and Graph's tokens are v1, asked for at
// either endpoint.
func TestAccessTokensOfMicrosoftsOwnAreV1(t *testing.T) {
	g := newRig(t)
	_, v2 := g.redeemed(g.code())
	_, graph := g.redeemed(g.browser().open(asks("scope", "openid User.Read")).login("password").send("answer", "no").returned().Get("code"))
	_, v1 := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect)
	_, itself := g.itself()
	real := realClaims(t, "claims-v1-graph.json")
	// What Graph gets and nothing here has a value for, or is the work of other parts.
	less := names("acct acrs app_displayname platf tenant_region_scope xms_acd xms_act_fct xms_idrel xms_pftexp xms_st xms_sub_fct xms_tcdt xms_tnt_fct")
	want := slices.DeleteFunc(slices.Clone(real), func(name string) bool { return slices.Contains(less, name) })
	for what, answer := range map[string]map[string]any{"v2": v2, "graph": graph, "v1": v1} {
		c := part(t, answer["access_token"], 1)
		if got := named(c); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
		if c["ver"] != "1.0" || c["iss"] != "https://sts.practice.localhost/"+aadsts.ContosoID+"/" || c["unique_name"] != "password@"+aadsts.ContosoDomain ||
			fmt.Sprint(c["wids"]) != "[b79fbf4d-3ef9-4689-8143-76b194e85509]" || c["acr"] != "1" || fmt.Sprint(c["amr"]) != "[pwd]" {
			t.Errorf("%s: %v", what, c)
		}
	}
	if proof := part(t, v2["access_token"], 1)["appidacr"]; proof != "0" {
		t.Errorf("a public client: appidacr %v", proof)
	}
	if proof := part(t, v1["access_token"], 1)["appidacr"]; proof != "1" {
		t.Errorf("a secret: appidacr %v", proof)
	}
	if got := named(part(t, itself["access_token"], 1)); !slices.Equal(got, names("aio appid appidacr aud exp iat idp idtyp iss nbf oid rh sub tid uti ver xms_ftd")) {
		t.Errorf("an application: %v", got)
	}
}

// iat lies five minutes back, and the life of a token counts from now.
func TestATokenIsIssuedFiveMinutesAgo(t *testing.T) {
	g := newRig(t)
	_, answer := g.redeemed(g.code())
	for _, name := range []string{"id_token", "access_token"} {
		c := part(t, answer[name], 1)
		if at := float64(g.now.Unix() - 300); c["iat"] != at || c["nbf"] != at || c["exp"] != float64(g.now.Unix())+answer["expires_in"].(float64) {
			t.Errorf("%s: %v", name, c)
		}
	}
	_, answer = g.itself()
	if answer["expires_in"] != float64(3600) {
		t.Errorf("an application: %v", answer["expires_in"])
	}
}

// putApp changes the registration that the tests sign in with.
func (g *rig) putApp(change func(*directory.App)) {
	g.Helper()
	a := g.Apps()[0]
	change(&a)
	if _, err := g.PutApp(a); err != nil {
		g.Fatal(err)
	}
}

func TestOptionalClaimsAreThoseOfTheRegistration(t *testing.T) {
	g := newRig(t)
	g.putApp(func(a *directory.App) {
		a.OptionalClaims = &directory.OptionalClaims{
			IDToken: []string{
				"acct", "auth_time", "email", "family_name", "given_name", "idtyp", "ipaddr", "login_hint", "tenant_region_scope", "upn",
				"verified_primary_email", "in_corp", "nonsense",
			},
			AccessToken: []string{"family_name", "email"}, // for tokens to it, and this one is for Dataverse
		}
	})
	_, plain := g.redeemed(g.code())
	c := part(t, plain["id_token"], 1)
	for name, want := range map[string]any{
		"acct": 0.0, "auth_time": float64(g.now.Unix()), "email": "paul.werner@" + aadsts.ContosoDomain, "family_name": "Werner", "given_name": "Paul", "idtyp": "user",
		"ipaddr": "127.0.0.1", "login_hint": g.LoginHint(g.User("password@" + aadsts.ContosoDomain)), "tenant_region_scope": "EU", "upn": "password@" + aadsts.ContosoDomain,
		"in_corp": nil, "nonsense": nil,
	} {
		if c[name] != want {
			t.Errorf("%s: %v, want %v", name, c[name], want)
		}
	}
	if fmt.Sprint(c["verified_primary_email"]) != "[paul.werner@"+aadsts.ContosoDomain+"]" {
		t.Errorf("verified_primary_email %v", c["verified_primary_email"])
	}
	if c := part(t, plain["access_token"], 1); c["email"] != nil {
		t.Errorf("the client's optional claims are in a token for Dataverse: %v", c)
	}
}

// MSAL.js always asks for login_hint by the parameter claims.
func TestClaimsAreAskedForInARequest(t *testing.T) {
	g := newRig(t)
	const wish = `{"id_token":{"login_hint":{"essential":false},"nonsense":null},"access_token":{"xms_cc":{"values":["CP1"]},"email":null}}`
	want := g.LoginHint(g.User("password@" + aadsts.ContosoDomain))
	code := g.browser().open(asks("claims", wish)).login("password").send("answer", "no").returned().Get("code")
	_, answer := g.redeemed(code)
	if c := part(t, answer["id_token"], 1); c["login_hint"] != want || c["nonsense"] != nil {
		t.Errorf("at the authorization endpoint: %v", c)
	}
	_, answer = g.redeemed(g.code(), "claims", wish)
	if c := part(t, answer["id_token"], 1); c["login_hint"] != want {
		t.Errorf("at the token endpoint: %v", c)
	}
	if c := part(t, answer["access_token"], 1); fmt.Sprint(c["xms_cc"]) != "[cp1]" || c["email"] != nil {
		t.Errorf("access token: %v", c)
	}
	_, answer = g.redeemed(g.code())
	if c := part(t, answer["access_token"], 1); c["xms_cc"] != nil || part(t, answer["id_token"], 1)["login_hint"] != nil {
		t.Errorf("unasked: %v", c)
	}
}

func TestGroupsOverage(t *testing.T) {
	g := newRig(t)
	g.putApp(func(a *directory.App) { a.GroupMembershipClaims, a.IDTokens = "SecurityGroup, DirectoryRole", true })
	p, err := g.Person("password@" + aadsts.ContosoDomain)
	must(t, err)
	in := func(n int) map[string]any {
		t.Helper()
		p.Groups = nil
		for i := range n {
			p.Groups = append(p.Groups, fmt.Sprint("Group ", i))
		}
		must(t, g.PutPerson(p))
		_, answer := g.redeemed(g.code())
		if part(t, answer["access_token"], 1)["groups"] != nil {
			t.Error("groups in a token for Dataverse")
		}
		return part(t, answer["id_token"], 1)
	}
	if c := in(0); c["groups"] != nil || fmt.Sprint(c["wids"]) != "[b79fbf4d-3ef9-4689-8143-76b194e85509]" {
		t.Errorf("none: %v", c)
	}
	groups, _ := in(200)["groups"].([]any)
	if len(groups) != 200 || groups[1] != aadsts.IDOf("group Group 1") {
		t.Errorf("%d groups, the second is %v", len(groups), groups[1])
	}
	c := in(201)
	object := g.User("password@" + aadsts.ContosoDomain).ObjectID
	if c["groups"] != nil || fmt.Sprint(c["_claim_names"]) != "map[groups:src1]" ||
		fmt.Sprint(c["_claim_sources"]) != "map[src1:map[endpoint:https://graph.practice.localhost/"+aadsts.ContosoID+"/users/"+object+"/getMemberObjects]]" {
		t.Errorf("too many: %v", c)
	}
	// An ID token that comes through the browser holds fewer.
	for n, many := range map[int]bool{5: false, 6: true} {
		in(n)
		u, err := url.Parse(g.browser().open(asks("response_type", "id_token", "response_mode", "")).login("password").stayed().header.Get("Location"))
		must(t, err)
		q, err := url.ParseQuery(u.EscapedFragment())
		must(t, err)
		c := part(t, q.Get("id_token"), 1)
		if list, _ := c["groups"].([]any); many && (c["hasgroups"] != true || list != nil) || !many && (len(list) != n || c["hasgroups"] != nil) {
			t.Errorf("%d groups through the browser: %v", n, c)
		}
	}
}

func TestAppRolesAreInTheIDToken(t *testing.T) {
	g := newRig(t)
	g.putApp(func(a *directory.App) {
		a.AppRoles = []directory.AppRole{{Value: "Reader", Members: []string{"PASSWORD@contoso.example"}}, {Value: "Writer", Members: []string{"push@contoso.example"}}}
	})
	_, answer := g.redeemed(g.code())
	if got := fmt.Sprint(part(t, answer["id_token"], 1)["roles"]); got != "[Reader]" {
		t.Errorf("roles %s", got)
	}
}
