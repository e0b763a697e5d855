package recipe

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
)

var write = flag.Bool("write-golden", false, "write the field cards' golden files anew")

// The documents by which people set these systems up before there were recipes, and what
// each of them names: fields, values, addresses, traps. Whoever follows a recipe must meet
// all of it.
var documents = map[string]struct {
	recipe string
	names  []string
}{
	"How to enable MultiFactorAuthentication (MFA) Support (mscrm-addons.com, 2016)": {"documentscorepack", []string{
		"ApplicationID", "Client ID", "GUID", "Redirect URI", "http://www.mscrm-addons.com", "DocumentsCorePack", "TelephoneIntegration Client",
		"Active Directory", "Develop Applications", "Add an application", "Native Client Application", "utmost importance", "Configure",
		"permissions to other applications", "Add application", "Dynamics CRM Online", "organization", "Save", "credit card",
		"CRM Online", "2-Factor", "checkbox", "tab", "CRM Connection", "Retrieve all Organizations", "new window", "cookie",
		"Mobile and desktop applications", "New registration", "API permissions", "user_impersonation", "Grant admin consent",
	}},
	"Multi-factor authentication in Resco Mobile CRM (Resco)": {"resco-mobile-crm", []string{
		"OAuth2", "User Mode", "Sync", "organization", "offline", "encrypt", "no Internet", "same as the CRM password", "Global Administrator", "System Administrator",
		"https://login.microsoftonline.com/common/oauth2/authorize?response_type=id_token&response_mode=form_post&client_id=a116bf70-75fe-41c2-9f9f-7f3d0faff4bb&redirect_uri=https%3a%2f%2flogin.microsoftonline.com%2fcommon%2foauth2%2fnativeclient&prompt=admin_consent",
		"Personal", "Work", "Permissions requested", "text message", "e-mail", "call",
	}},
	"Enabling OAuth 2 authentication for Microsoft Dynamics 365 (Magentrix)": {"magentrix", []string{
		"admin.microsoft.com", "Show all", "Azure Active Directory", "App registrations", "New registration", "Magentrix D365 OAuth 2", "Multitenant", "Web", "http://localhost", "Register",
		"API permissions", "Add a permission", "Dynamics CRM", "Delegated permissions", "user_impersonation", "Add permissions", "Grant admin consent", "Yes",
		"Manifest", "allowPublicClient", "oauth2AllowIdTokenImplicitFlow", "oauth2AllowImplicitFlow", "Application (client) ID",
		"Setup > Extend > Connected Apps", "DynamicsCrm", "Edit", "Security Token", "Certificates & secrets", "New client secret", "Magentrix D365 Secret", "24 months", "Value",
		"All admin centers", "Dynamics 365 Apps", "Environments", "Settings", "Users + permissions", "Application users", "New app user", "Add an app", "Business unit", "pencil", "System Administrator", "Create",
		"NA", "Consumer Key", "Consumer Secret", "Refresh Token",
	}},
	"Getting started with Windows Azure Multi-Factor Authentication (2013)": {"mfa-rollout", []string{
		"MULTI-FACTOR AUTH PROVIDER", "QUICK CREATE", "usage model", "USERS", "MANAGE MULTI-FACTOR AUTH", "ENABLE MULTI-FACTOR AUTH", "MANAGE USER SETTINGS", "Outlook", "Lync",
		"stragglers", "Mobile App", "Mobile Phone", "Office Phone", "Set it up now", "Configure", "QR", "Verify Now", "Verify", "Cancel", "app password", "16", "Remember my password",
		"fraud", "SERVER", "DOWNLOAD", "Activation Credentials", "Directory Integration", "Synchronization", "RADIUS", "IIS", "LDAP", "Windows authentication", "SDK",
		"Unified Access Gateway", "Threat Management Gateway", "Remote Desktop Gateway",
	}},
	"Register Microsoft Dynamics CRM App with Azure for OAuth 2.0 Authentication (integration cloud)": {"integration-cloud", []string{
		"Azure Active Directory", "App registration", "New application registration", "redirect", "Register", "Application ID", "API permission", "Add a permission", "Dynamics CRM", "Delegated", "Application",
		"Grant admin consent", "client_secret", "Postman", "/oauth2/authorize?response_type=code&prompt=login&redirect_uri=", "code", "Content-Type", "application/x-www-form-urlencoded",
		"client_id", "grant_type", "authorization_code", "redirect_uri", "resource", "Microsoft Dynamics 365 CRM", "Setting", "+", "or", "access token", "refresh token", "licence",
	}},
}

// everything is what a recipe says, without its marks.
func everything(t *testing.T, r Recipe) string {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			all.WriteString(Plain(v) + "\n")
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		}
	}
	walk(value)
	return strings.ToLower(all.String())
}

func TestARecipeNamesAllThatTheDocumentNames(t *testing.T) {
	for document, c := range documents {
		r, err := Get(c.recipe)
		if err != nil {
			t.Fatal(err)
		}
		said := everything(t, r.Fill(ValuesOf(sample()), publicCloud(t)))
		for _, name := range c.names {
			if !strings.Contains(said, strings.ToLower(name)) {
				t.Errorf("%s: %s doesn't name %q", document, c.recipe, name)
			}
		}
	}
}

// The field cards are what the last step of each document leads to.
func TestTheFieldCardsAreTheGoldenOnes(t *testing.T) {
	for _, r := range All() {
		screens := r.Fill(ValuesOf(sample()), publicCloud(t)).Screens
		got, err := json.MarshalIndent(screens, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		file := "testdata/" + r.ID + ".card.json"
		if *write {
			if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != string(got)+"\n" {
			t.Errorf("%s is another card (%v); look at it: go test ./app/recipe -run FieldCards -write-golden\n%s", r.ID, err, got)
		}
	}
}
