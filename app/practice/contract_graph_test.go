package practice_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"latchkey/app/practice"
)

// get asks for a JSON document with a bearer.
func (h *house) get(address, token string) (int, map[string]any) {
	h.Helper()
	r, err := http.NewRequestWithContext(h.Context(), http.MethodGet, address, nil)
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := h.client.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	defer response.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		h.Fatalf("%s: %v", address, err)
	}
	return response.StatusCode, answer
}

// What most samples do first: openid and User.Read, then who it is by UserInfo and by /me.
func TestOIDCAsksMicrosoftGraphWhoItIs(t *testing.T) {
	h := newHouse(t)
	ctx, provider := h.provider(practice.TenantID)
	config := oauth2.Config{
		ClientID: practice.DocumentsCorePackID, Endpoint: provider.Endpoint(), RedirectURL: h.back,
		Scopes: []string{"openid", "profile", "email", "User.Read"},
	}
	verifier := oauth2.GenerateVerifier()
	back := h.comesBack("both", config.AuthCodeURL("s", oauth2.S256ChallengeOption(verifier)))
	token, err := config.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		t.Fatal(err)
	}
	if scope := token.Extra("scope"); scope != "User.Read openid profile email" {
		t.Errorf("scope %v", scope)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: config.ClientID}).Verify(ctx, raw)
	if err != nil {
		t.Fatal(err)
	}
	info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil || info.Subject != id.Subject || info.Email != "bea.lindqvist@"+practice.Domain {
		t.Fatalf("%+v of %s: %v", info, id.Subject, err)
	}
	var picture struct{ Picture string }
	if err := info.Claims(&picture); err != nil {
		t.Fatal(err)
	}
	if status, answer := h.get(picture.Picture, token.AccessToken); status != http.StatusNotFound || answer["error"] == nil {
		t.Errorf("photo: %d %v", status, answer)
	}
	status, me := h.get(h.base+"/v1.0/me", token.AccessToken)
	if status != http.StatusOK || me["userPrincipalName"] != "both@"+practice.Domain || me["mobilePhone"] == "" {
		t.Errorf("me: %d %v", status, me)
	}
	if status, _ := h.get(h.base+"/v1.0/me/messages", token.AccessToken); status != http.StatusBadRequest {
		t.Errorf("messages: %d", status)
	}
	if status := h.whoAmI("contoso", token.AccessToken); status != http.StatusUnauthorized {
		t.Errorf("an organization takes a token for Graph: %d", status)
	}
}

func TestMicrosoftGraphRefusesTokensThatAreNotForIt(t *testing.T) {
	h := newHouse(t)
	ctx, provider := h.provider(practice.TenantID)
	p := h.person("password")
	asked := func(scopes ...string) string {
		config := oauth2.Config{ClientID: practice.DocumentsCorePackID, Endpoint: provider.Endpoint(), Scopes: scopes}
		token, err := config.PasswordCredentialsToken(ctx, p.UserName, p.Password)
		if err != nil {
			t.Fatal(err)
		}
		return token.AccessToken
	}
	for _, row := range []struct {
		name, path, token string
		want              int
	}{
		{"none", "/v1.0/me", "", http.StatusUnauthorized},
		{"an organization's", "/v1.0/me", asked(h.org("contoso") + "/user_impersonation"), http.StatusUnauthorized},
		{"without User.Read", "/v1.0/me", asked("openid"), http.StatusForbidden},
		{"without openid", "/oidc/userinfo", asked("User.Read"), http.StatusForbidden},
		{"by the address, in lower case", "/v1.0/me", asked("https://graph.microsoft.com/user.read"), http.StatusOK},
		{"default", "/v1.0/me", asked("https://graph.microsoft.com/.default"), http.StatusOK},
		{"openid alone", "/oidc/userinfo", asked("openid"), http.StatusOK},
	} {
		if status, answer := h.get(h.base+row.path, row.token); status != row.want {
			t.Errorf("%s: %d %v, want %d", row.name, status, answer, row.want)
		}
	}
	secret := h.app(practice.IntegrationCloudID).Secrets[0].Value
	application := oauth2.Config{ClientID: practice.IntegrationCloudID, ClientSecret: secret, Endpoint: provider.Endpoint()}
	token, err := application.Exchange(ctx, "", oauth2.SetAuthURLParam("grant_type", "client_credentials"), oauth2.SetAuthURLParam("scope", "https://graph.microsoft.com/.default"))
	if err != nil {
		t.Fatal(err)
	}
	if status, answer := h.get(h.base+"/v1.0/me", token.AccessToken); status != http.StatusBadRequest {
		t.Errorf("an application: %d %v", status, answer)
	}
}

// One prompt for everything: the code's token is for the first resource, and the refresh token
// gets those for the others.
func TestSeveralResourcesAreAskedForAtOnce(t *testing.T) {
	h := newHouse(t)
	ctx, provider := h.provider(practice.TenantID)
	config := oauth2.Config{
		ClientID: practice.DocumentsCorePackID, Endpoint: provider.Endpoint(), RedirectURL: h.back,
		Scopes: []string{"openid", "offline_access", h.org("contoso") + "/user_impersonation", h.org("contososandbox") + "/user_impersonation", "User.Read"},
	}
	verifier := oauth2.GenerateVerifier()
	back := h.comesBack("password", config.AuthCodeURL("s", oauth2.S256ChallengeOption(verifier)))
	token, err := config.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil || h.whoAmI("contoso", token.AccessToken) != http.StatusOK || h.whoAmI("contososandbox", token.AccessToken) != http.StatusUnauthorized {
		t.Fatalf("the first resource: %v", err)
	}
	if scope := token.Extra("scope"); scope != h.org("contoso")+"/user_impersonation" {
		t.Errorf("scope %v", scope)
	}
	for scope, ok := range map[string]func(string) bool{
		h.org("contososandbox") + "/user_impersonation " + h.org("contoso") + "/user_impersonation": func(token string) bool { return h.whoAmI("contososandbox", token) == http.StatusOK },
		"User.Read": func(token string) bool { status, _ := h.get(h.base+"/v1.0/me", token); return status == http.StatusOK },
	} {
		next, err := config.Exchange(ctx, "", oauth2.SetAuthURLParam("grant_type", "refresh_token"), oauth2.SetAuthURLParam("refresh_token", token.RefreshToken), oauth2.SetAuthURLParam("scope", scope+" offline_access"))
		if err != nil || !ok(next.AccessToken) {
			t.Errorf("%s: %v", scope, err)
			continue
		}
		token.RefreshToken = next.RefreshToken
	}
	p := h.person("password")
	config.Scopes = config.Scopes[2:4]
	if _, err := config.PasswordCredentialsToken(ctx, p.UserName, p.Password); codeOf(err) != "invalid_request" {
		t.Errorf("two resources for one token: %v", err)
	}
}
