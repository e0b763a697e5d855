package registration

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/recipe"
)

const (
	appID    = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	tenantID = "11111111-2222-3333-4444-555555555555"
	makersID = "a116bf70-75fe-41c2-9f9f-7f3d0faff4bb"
	// makersLink is the maker's own, as it stands in its article.
	makersLink = "https://login.microsoftonline.com/common/oauth2/authorize?response_type=id_token&response_mode=form_post&client_id=a116bf70-75fe-41c2-9f9f-7f3d0faff4bb&redirect_uri=https%3a%2f%2flogin.microsoftonline.com%2fcommon%2foauth2%2fnativeclient&prompt=admin_consent"
)

var today = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// addOn is a desktop program that people sign in to.
func addOn() recipe.Recipe {
	return recipe.Recipe{
		ID: "documentscorepack", Name: "DocumentsCorePack Client",
		Registration: &recipe.Registration{
			Name: "DocumentsCorePack Client", Accounts: recipe.AccountsSingle, Platform: recipe.PlatformPublic,
			RedirectURIs: []string{"http://localhost"}, OldRedirectURIs: []string{"http://www.mscrm-addons.com"}, PublicClient: true,
			Permissions: []recipe.Permission{{API: "dataverse", Name: "user_impersonation", Type: "delegated"}},
		},
		Consent: &recipe.Consent{Who: "A Global Administrator."},
	}
}

// portal is a web site with a secret, all switches on.
func portal() recipe.Recipe {
	return recipe.Recipe{
		ID: "magentrix", Name: "Magentrix",
		Registration: &recipe.Registration{
			Name: "Magentrix D365 OAuth 2", Accounts: recipe.AccountsMultiple, Platform: recipe.PlatformWeb,
			RedirectURIs: []string{"http://localhost"}, PublicClient: true, IDTokens: true, AccessTokens: true,
			Permissions:     []recipe.Permission{{API: "dataverse", Name: "user_impersonation", Type: "delegated"}},
			Secret:          &recipe.Secret{Description: "Magentrix D365 Secret", Months: 24},
			ApplicationUser: "System Administrator",
		},
	}
}

// makers is an application that its maker has registered.
func makers() recipe.Recipe {
	return recipe.Recipe{
		ID: "resco-mobile-crm", Name: "Resco Mobile CRM",
		Registration: &recipe.Registration{
			Maker: true, Name: "Resco Mobile CRM", ApplicationID: makersID, Accounts: recipe.AccountsMultiple, Platform: recipe.PlatformPublic,
			Permissions: []recipe.Permission{{API: "dataverse", Name: "user_impersonation", Type: "delegated"}},
		},
		Consent: &recipe.Consent{Who: "A Global Administrator.", Old: makersLink},
	}
}

func cloudOf(t *testing.T, id cloud.ID) cloud.Cloud {
	t.Helper()
	c, ok := cloud.ByID(id)
	if !ok {
		t.Fatal(id)
	}
	return c
}

func codeOf(err error) string {
	var p *problem.Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

// find is the finding of an id.
func find(t *testing.T, list []Finding, id string) Finding {
	t.Helper()
	i := slices.IndexFunc(list, func(f Finding) bool { return f.ID == id })
	if i < 0 {
		t.Fatalf("no finding %q in %+v", id, list)
	}
	return list[i]
}

// hostile is a name that would like to be more than a name. The first letter of Òmega is,
// in UTF-8 read as a code page, a quote of PowerShell's.
const hostile = "@/etc/passwd '; touch stolen; ' $(touch stolen) `touch stolen` \" \\ \u2019Òmega\u2019 %27\n\"id\":\"latchkey-permission-1\"\nJSON\ntouch stolen #"

// named is a recipe whose application has a name.
func named(name string) recipe.Recipe {
	r := addOn()
	r.Registration.Name = name
	return r
}

func argOf(err error, name string) string {
	var p *problem.Problem
	if errors.As(err, &p) {
		return p.Args[name]
	}
	return ""
}

// show is everything that anybody can see of an error.
func show(err error) string {
	data, _ := json.Marshal(err)
	return fmt.Sprintf("%v %+v %s", err, err, data)
}
