package connection

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/practice"
	"latchkey/app/profile"
)

const (
	fabrikamsales = "https://fabrikamsales.crm4.practice.localhost"
	partnersName  = "guest@contoso.example" // at home in Contoso, a guest in Fabrikam
)

// A partner works in a customer's organization: with the customer's single-tenant registration
// or with a maker's multi-tenant one. Whatever the profile says of the two companies, a token
// for the organization comes from the organization's tenant.
func TestAPartnersDay(t *testing.T) {
	typed, err := Typed(fabrikamsales, practiceCloud(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func(*profile.Profile){
		"typed organization":                 func(p *profile.Profile) { p.Organization = &typed },
		"e-mail and typed organization":      func(p *profile.Profile) { p.Organization, p.LoginHint = &typed, partnersName },
		"common and typed organization":      func(p *profile.Profile) { p.Organization, p.Tenant = &typed, "common" },
		"organization's address":             func(p *profile.Profile) { p.OrganizationURL = fabrikamsales },
		"e-mail and organization's address":  func(p *profile.Profile) { p.OrganizationURL, p.LoginHint = fabrikamsales, partnersName },
		"customer's tenant and organization": func(p *profile.Profile) { p.Organization, p.Tenant = &typed, "fabrikam.example" },
		"e-mail, customer's tenant and organization": func(p *profile.Profile) {
			p.Organization, p.Tenant, p.LoginHint = &typed, practice.FabrikamID, partnersName
		},
		"e-mail and an organization of Fabrikam's": func(p *profile.Profile) {
			o := typed
			o.TenantID = practice.FabrikamID
			p.Organization, p.LoginHint = &o, partnersName
		},
	} {
		for _, app := range []string{"Fabrikam Documents", "Multitenant"} {
			t.Run(app+", "+name, func(t *testing.T) {
				s := newHarness(t)
				s.plays = "guest"
				var challenges atomic.Int32
				s.tamper = func(r *http.Request, response *http.Response) {
					if strings.HasSuffix(r.URL.Path, "/v9.2/") && response.StatusCode == http.StatusUnauthorized {
						challenges.Add(1)
					}
				}
				p := s.profile(t, app)
				p.Tenant = ""
				edit(&p)
				w := &watcher{}
				session, who, err := s.Test(t.Context(), p, s.options(w))
				if err != nil || who.OrganizationID == "" || session.Account.Username == "" {
					t.Fatalf("%+v, %v", who, err)
				}
				if got := session.Account.TenantID; got != practice.FabrikamID {
					t.Errorf("signed in to %s", got)
				}
				p = Adopt(p, session, s.Now())
				if o := p.Organization; o != nil && p.Tenant != "fabrikam.example" && p.Tenant != practice.FabrikamID && o.TenantID != practice.FabrikamID {
					t.Errorf("the organization's tenant was not kept: %+v", o)
				}
				if _, found, err := s.Retrieve(t.Context(), p, s.options(w)); err != nil || len(found.Instances) != 2 {
					t.Errorf("%d organizations, %v", len(found.Instances), err)
				}
				if _, _, err := s.Test(t.Context(), p, s.options(w)); err != nil {
					t.Error(err)
				}
				if _, err := s.Token(t.Context(), p, ""); err != nil {
					t.Errorf("token: %v", err)
				}
				if len(w.flows) != 1 {
					t.Errorf("%d prompts", len(w.flows))
				}
				if n := challenges.Load(); n > 1 && p.OrganizationURL == "" {
					t.Errorf("the organization was asked %d times", n)
				}
			})
		}
	}
}

func practiceCloud(t *testing.T) cloud.Cloud {
	t.Helper()
	c, ok := cloud.ByID(cloud.Practice)
	if !ok {
		t.Fatal("no practice cloud")
	}
	return c
}

// Personal accounts and mistakes are told before anybody is asked to sign in.
func TestThePersonalTenantIsRefused(t *testing.T) {
	for tenant, want := range map[string]string{"consumers": "tenant-personal", "9188040D-6c67-4c5b-b112-36a304b66dad": "tenant-personal", "nobody": "tenant-invalid"} {
		p := profile.Profile{
			Name: "Practice", Cloud: cloud.Practice, Online: true, TwoFactor: true, RedirectURI: "http://localhost", Tenant: tenant,
			ApplicationID: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8",
		}
		found := profile.Validate(p)
		if len(found) != 1 || found[0].Code != want || found[0].Field != "tenant" {
			t.Errorf("%s: %+v", tenant, found)
		}
	}
}

// A sign-in without a tenant is filed under "organizations". What it brought is found all the
// same: nothing is fetched twice.
func TestTheTokenOfASignInWithoutATenantIsFound(t *testing.T) {
	s := newHarness(t)
	s.plays = "password"
	tokens := 0
	s.tamper = func(r *http.Request, _ *http.Response) {
		if strings.HasSuffix(r.URL.Path, "/token") {
			tokens++
		}
	}
	for _, tenant := range []string{"organizations", "common", ""} {
		tokens = 0
		p := s.profile(t, "Multitenant")
		p.Tenant = tenant
		o := s.options(&watcher{})
		o.Always = true
		session, _, err := s.Retrieve(t.Context(), p, o)
		if err != nil {
			t.Fatalf("%q: %v", tenant, err)
		}
		p = Adopt(p, session, s.Now())
		view, err := s.View(t.Context(), p)
		if err != nil || view.Problem != nil || view.IssuedAt.IsZero() || view.Account.TenantID != practice.TenantID {
			t.Errorf("%q: %+v, %v", tenant, view, err)
		}
		if _, err := s.Token(t.Context(), p, ""); err != nil || tokens != 1 {
			t.Errorf("%q: %d requests, %v", tenant, tokens, err)
		}
	}
}
