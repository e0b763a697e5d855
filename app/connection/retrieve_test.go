package connection

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice"
)

func TestAGuestIsPromptedOnceMoreInTheOtherTenant(t *testing.T) {
	s := newHarness(t)
	s.plays = "guest"
	w := &watcher{}
	p := s.profile(t, "Multitenant")
	p.ExtraTenants = []string{"fabrikam.example", "nowhere.example", practice.Domain}
	session, found, err := s.Retrieve(t.Context(), p, s.options(w))
	if err != nil {
		t.Fatal(err)
	}
	if len(w.flows) != 2 || !slices.Contains(w.guests, "fabrikam.example") {
		t.Errorf("%d prompts, guest of %v", len(w.flows), w.guests)
	}
	if len(s.opened) != 2 || !strings.Contains(s.opened[1], "claims=") {
		t.Errorf("the claims challenge was not passed on: %v", s.opened)
	}
	if len(found.Tenants) != 3 || found.Tenants[0].Organizations != 3 || found.Tenants[1].Organizations != 2 || found.Tenants[2].Problem == nil || found.Tenants[2].Problem.Code != "AADSTS90002" {
		t.Errorf("tenants %+v", found.Tenants)
	}
	if session.Account.TenantID != practice.TenantID {
		t.Errorf("signed in to %s", session.Account.TenantID)
	}
	// The organization of the other tenant is tested with a token of that tenant, now
	// without a prompt.
	p = Adopt(p, session, s.Now())
	for _, i := range found.Instances {
		if i.UniqueName == "fabrikamsales" {
			p = Choose(p, i)
		}
	}
	tested, who, err := s.Test(t.Context(), p, s.options(w))
	if err != nil || who.OrganizationID == "" || len(w.flows) > 3 {
		t.Fatalf("%+v, %v, %d prompts", who, err, len(w.flows))
	}
	if !tested.IsGuestIn(p.Organization.TenantID) || tested.IsGuestIn(practice.TenantID) {
		t.Error("not told a guest from one who is at home")
	}
	if got := Adopt(p, tested, s.Now()); got.AccountTenant != practice.TenantID {
		t.Errorf("the profile's own tenant became %s", got.AccountTenant)
	}
	prompts := len(w.flows)
	if _, _, err := s.Test(t.Context(), p, s.options(w)); err != nil || len(w.flows) != prompts {
		t.Errorf("the second test: %v, %d more prompts", err, len(w.flows)-prompts)
	}
}

// Clouds where Global Discovery wants the other spelling are asked in it, without a prompt more.
func TestDiscoveryIsAskedInTheOtherSpellingOnce(t *testing.T) {
	for name, wants := range map[string]bool{"two slashes": true, "nothing at all": false} {
		s := newHarness(t)
		s.plays = "password"
		asked := 0
		s.tamper = func(r *http.Request, response *http.Response) {
			if !strings.HasSuffix(r.URL.Path, "/Instances") {
				return
			}
			asked++
			if audience := audienceOf(t, r); !wants || !strings.HasSuffix(audience, "/") {
				_ = response.Body.Close()
				response.StatusCode, response.Body = http.StatusUnauthorized, http.NoBody
			}
		}
		w := &watcher{}
		_, found, err := s.Retrieve(t.Context(), s.profile(t, "DocumentsCorePack"), s.options(w))
		if wants && (err != nil || len(found.Instances) != 3) || !wants && code(err) != "discovery-token-refused" {
			t.Errorf("%s: %d organizations, %v", name, len(found.Instances), err)
		}
		if asked != 2 || len(w.flows) != 1 {
			t.Errorf("%s: asked %d times, %d prompts", name, asked, len(w.flows))
		}
	}
}

// audienceOf reads the aud of a request's bearer.
func audienceOf(t *testing.T, r *http.Request) string {
	t.Helper()
	parts := strings.Split(r.Header.Get("Authorization"), ".")
	if len(parts) != 3 {
		t.Fatal("no bearer")
	}
	var claims struct{ Aud string }
	data, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err == nil {
		err = json.Unmarshal(data, &claims)
	}
	if err != nil {
		t.Fatal(err)
	}
	return claims.Aud
}
