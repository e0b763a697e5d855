package practice_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"latchkey/app/practice"
)

// An API of one's own in the middle: a person's token for it, and on its behalf one for an
// organization, as MSAL Go asks for it.
func TestMSALGoesOnInThePersonsName(t *testing.T) {
	h := newHouse(t)
	const uri = "api://" + practice.IntegrationCloudID
	api := h.app(practice.IntegrationCloudID)
	api.IdentifierURIs, api.Scopes = []string{uri}, []string{"access_as_user"}
	if _, err := h.control.PutApp(t.Context(), api); err != nil {
		t.Fatal(err)
	}
	ctx, provider := h.provider(practice.TenantID)
	asked := func(scope string) string {
		t.Helper()
		p := h.person("password")
		config := oauth2.Config{ClientID: practice.DocumentsCorePackID, Endpoint: provider.Endpoint(), Scopes: []string{scope}}
		token, err := config.PasswordCredentialsToken(ctx, p.UserName, p.Password)
		if err != nil {
			t.Fatalf("%s: %v", scope, err)
		}
		if got := token.Extra("scope").(string); !strings.Contains(got, strings.TrimSuffix(scope, ".default")) {
			t.Errorf("scope %q for %q", got, scope)
		}
		return token.AccessToken
	}
	credential, err := confidential.NewCredFromSecret(api.Secrets[0].Value)
	if err != nil {
		t.Fatal(err)
	}
	middle, err := confidential.New(h.authority(practice.TenantID), practice.IntegrationCloudID, credential, confidential.WithHTTPClient(h.client), confidential.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	for _, scope := range []string{uri + "/access_as_user", uri + "/.default", practice.IntegrationCloudID + "/access_as_user"} {
		got, err := middle.AcquireTokenOnBehalfOf(ctx, asked(scope), []string{h.org("contoso") + "/user_impersonation"})
		if err != nil || h.whoAmI("contoso", got.AccessToken) != http.StatusOK {
			t.Errorf("%s: %v", scope, err)
		}
	}
	own := clientcredentials.Config{ClientID: practice.MagentrixID, ClientSecret: h.app(practice.MagentrixID).Secrets[0].Value, TokenURL: provider.Endpoint().TokenURL, Scopes: []string{uri + "/.default"}}
	application, err := own.Token(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct{ token, code string }{
		"a token for somebody else":   {asked(h.org("contoso") + "/user_impersonation"), "AADSTS500131"},
		"no token of this tenant":     {"e30.e30.e30", "AADSTS50013"},
		"a token of an application's": {application.AccessToken, "AADSTS7000114"},
	} {
		if _, err := middle.AcquireTokenOnBehalfOf(ctx, row.token, []string{h.org("contoso") + "/user_impersonation"}); err == nil || !strings.Contains(err.Error(), row.code+":") {
			t.Errorf("%s: %v, want %s", name, err, row.code)
		}
	}
	p := h.person("password")
	config := oauth2.Config{ClientID: practice.DocumentsCorePackID, Endpoint: provider.Endpoint(), Scopes: []string{uri + "/everything"}}
	if _, err := config.PasswordCredentialsToken(ctx, p.UserName, p.Password); err == nil || !strings.Contains(err.Error(), "AADSTS650053") {
		t.Errorf("a scope that it doesn't have: %v", err)
	}
}
