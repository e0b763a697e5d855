package practice_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"latchkey/app/practice"
)

// The contract with golang.org/x/oauth2 and go-oidc: clients that know nothing of
// Entra and take the standards at their word.

// provider is what go-oidc learns by itself from an authority's address.
func (h *house) provider(tenant string) (context.Context, *oidc.Provider) {
	h.Helper()
	ctx := oidc.ClientContext(h.Context(), h.client)
	p, err := oidc.NewProvider(ctx, h.authority(tenant)+"/v2.0")
	if err != nil {
		h.Fatal(err)
	}
	return ctx, p
}

func TestOAuth2SignsInByCodeAndOIDCVerifies(t *testing.T) {
	h := newHouse(t)
	for tenant, row := range map[string]struct{ user, mail, app, org string }{
		practice.TenantID:   {"both", "bea.lindqvist", practice.DocumentsCorePackID, "contoso"},
		practice.FabrikamID: {"guest", "greta.nilsson", practice.EveryOrganizationID, "fabrikamtest"},
	} {
		ctx, provider := h.provider(tenant)
		config := oauth2.Config{
			ClientID: row.app, Endpoint: provider.Endpoint(), RedirectURL: h.back,
			Scopes: []string{"openid", "profile", "email", "offline_access", h.org(row.org) + "/user_impersonation"},
		}
		verifier := oauth2.GenerateVerifier()
		back := h.comesBack(row.user, config.AuthCodeURL("the state", oauth2.S256ChallengeOption(verifier), oidc.Nonce("the nonce")))
		if back.Get("state") != "the state" {
			t.Fatalf("came back with %v", back)
		}
		token, err := config.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(verifier))
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := token.Extra("id_token").(string)
		id, err := provider.Verifier(&oidc.Config{ClientID: row.app}).Verify(ctx, raw)
		if err != nil || id.Nonce != "the nonce" || id.Issuer != h.authority(tenant)+"/v2.0" {
			t.Fatalf("id_token: %+v %v", id, err)
		}
		var claims struct{ Email string }
		if err := id.Claims(&claims); err != nil || claims.Email != row.mail+"@"+practice.Domain {
			t.Errorf("claims %+v %v", claims, err)
		}
		if status := h.whoAmI(row.org, token.AccessToken); status != 200 {
			t.Errorf("WhoAmI %d", status)
		}
		next, err := config.TokenSource(ctx, &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
		if err != nil || next.AccessToken == token.AccessToken || next.RefreshToken == token.RefreshToken {
			t.Errorf("refresh: %v", err)
		}
		if _, err := config.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(verifier)); codeOf(err) != "invalid_grant" {
			t.Errorf("the code again: %v", err)
		}
	}
}

// codeOf is the OAuth error of a token request.
func codeOf(err error) string {
	var refusal *oauth2.RetrieveError
	if errors.As(err, &refusal) {
		return refusal.ErrorCode
	}
	return ""
}

func TestOAuth2SignsInByDeviceCode(t *testing.T) {
	h := newHouse(t)
	ctx, provider := h.provider(practice.TenantID)
	config := oauth2.Config{
		ClientID: practice.DocumentsCorePackID, Endpoint: provider.Endpoint(),
		Scopes: []string{"openid", "offline_access", h.org("contoso") + "/user_impersonation"},
	}
	device, err := config.DeviceAuth(ctx)
	if err != nil {
		t.Fatal(err)
	}
	h.types("push", device.VerificationURI, device.UserCode)
	device.Interval = 1 // nobody has to wait: the person was first
	token, err := config.DeviceAccessToken(ctx, device)
	if err != nil || token.RefreshToken == "" {
		t.Fatalf("%v", err)
	}
	if status := h.whoAmI("contoso", token.AccessToken); status != 200 {
		t.Errorf("WhoAmI %d", status)
	}
}

func TestOAuth2SignsInByPassword(t *testing.T) {
	h := newHouse(t)
	ctx, provider := h.provider(practice.TenantID)
	config := oauth2.Config{
		ClientID: practice.DocumentsCorePackID, Endpoint: provider.Endpoint(), Scopes: []string{h.org("contoso") + "/user_impersonation"},
	}
	p := h.person("password")
	token, err := config.PasswordCredentialsToken(ctx, p.UserName, p.Password)
	if err != nil {
		t.Fatal(err)
	}
	if status := h.whoAmI("contoso", token.AccessToken); status != 200 {
		t.Errorf("WhoAmI %d", status)
	}
	second := h.person("both")
	if _, err := config.PasswordCredentialsToken(ctx, second.UserName, second.Password); codeOf(err) != "invalid_grant" {
		t.Errorf("%v", err)
	}
}

func TestOAuth2ProvesAnApplication(t *testing.T) {
	h := newHouse(t)
	ctx, provider := h.provider(practice.TenantID)
	secrets := h.app(practice.MagentrixID).Secrets
	for _, style := range []oauth2.AuthStyle{oauth2.AuthStyleAutoDetect, oauth2.AuthStyleInHeader, oauth2.AuthStyleInParams} {
		config := clientcredentials.Config{
			ClientID: practice.MagentrixID, ClientSecret: secrets[0].Value, TokenURL: provider.Endpoint().TokenURL,
			Scopes: []string{h.org("contoso") + "/.default"}, AuthStyle: style,
		}
		token, err := config.Token(ctx)
		if err != nil {
			t.Fatalf("style %d: %v", style, err)
		}
		if status := h.whoAmI("contoso", token.AccessToken); status != 200 {
			t.Errorf("WhoAmI %d", status)
		}
		config.ClientSecret = secrets[1].Value
		if _, err := config.Token(ctx); codeOf(err) != "invalid_client" || !strings.Contains(err.Error(), "AADSTS7000222") {
			t.Errorf("style %d: %v", style, err)
		}
	}
}

// A web application of v1: an address with a resource, and a secret.
func TestOAuth2SignsInByV1(t *testing.T) {
	h := newHouse(t)
	ctx := context.WithValue(t.Context(), oauth2.HTTPClient, h.client)
	config := oauth2.Config{
		ClientID: practice.IntegrationCloudID, ClientSecret: h.app(practice.IntegrationCloudID).Secrets[0].Value,
		RedirectURL: "https://www.softwareag.com/corporate/default.html",
		Endpoint:    oauth2.Endpoint{AuthURL: h.authority(practice.TenantID) + "/oauth2/authorize", TokenURL: h.authority(practice.TenantID) + "/oauth2/token"},
	}
	resource := oauth2.SetAuthURLParam("resource", h.org("contoso"))
	back := h.comesBack("totp", config.AuthCodeURL("s", resource, oauth2.SetAuthURLParam("prompt", "login")))
	token, err := config.Exchange(ctx, back.Get("code"), resource)
	if err != nil || token.Extra("resource") != h.org("contoso") || token.RefreshToken == "" {
		t.Fatalf("%v", err)
	}
	if status := h.whoAmI("contoso", token.AccessToken); status != 200 {
		t.Errorf("WhoAmI %d", status)
	}
}
