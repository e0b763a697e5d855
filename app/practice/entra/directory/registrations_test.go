package directory

import (
	"fmt"
	"latchkey/app/practice/entra/aadsts"
	"slices"
	"sync"
	"testing"
	"time"
)

func TestARegistrationCanBeEdited(t *testing.T) {
	g := newRig(t)
	added, err := g.PutApp(App{Name: "Ours", Platform: PlatformWeb, RedirectURIs: []string{"http://localhost/ours"}})
	must(t, err)
	changed, err := g.AddSecret(added.ApplicationID, "first", time.Now().Add(time.Hour))
	must(t, err)
	if !aadsts.IsGUID(added.ApplicationID) || len(changed.Secrets) != 1 || len(changed.Secrets[0].Value) != 40 {
		t.Fatalf("%+v", changed)
	}
	g.die()
	i := slices.IndexFunc(g.Apps(), func(a App) bool { return a.ApplicationID == added.ApplicationID })
	if i < 0 || g.Apps()[i].Secrets[0].Value != changed.Secrets[0].Value {
		t.Fatalf("after a restart: %+v", g.Apps())
	}
	changed, err = g.AddSecret(added.ApplicationID, "without a day", time.Time{})
	must(t, err)
	if left := changed.Secrets[1].Expires.Sub(g.Now()); left != 180*24*time.Hour {
		t.Errorf("a secret without a day is valid for %v", left)
	}
	must(t, g.RemoveApp(added.ApplicationID))
	g.die()
	if g.App(added.ApplicationID) != nil {
		t.Error("it is still there")
	}
	for field, a := range map[string]App{
		"redirectUris": {Name: "x", Platform: PlatformWeb, RedirectURIs: []string{"no address"}},
		"platform":     {Name: "x", Platform: "console"},
		"name":         {Platform: PlatformWeb},
		"keys":         {Name: "x", Platform: PlatformPublic, Keys: []AppKey{{Name: "k"}}},
	} {
		_, err := g.PutApp(a)
		if code, at := codeOfError(err); code != "practice-app" || at != field {
			t.Errorf("%s: %s at %s", field, code, at)
		}
	}
}

func TestSecretsThatAreAddedAtOnceAreAllKept(t *testing.T) {
	g := newRig(t)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			if _, err := g.AddSecret(MagentrixID, fmt.Sprint(i), time.Unix(1900000000, 0)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(g.App(MagentrixID).Secrets); n != 6 {
		t.Errorf("%d secrets", n)
	}
}

func TestWhatABrowserRunsIsNoRedirectURI(t *testing.T) {
	g := newRig(t)
	for _, u := range []string{"javascript:alert(1)", "data:text/html,x", "https://*/x", "https://a.example;script-src/x", "https://a.example,x/", "file:///etc/passwd", "http://[::1]", "http://[::1]:8400"} {
		if _, err := g.PutApp(App{Name: "x", Platform: PlatformPublic, RedirectURIs: []string{u}}); err == nil {
			t.Errorf("%s was taken", u)
		}
	}
}

func TestARegistrationIsAtHomeInOneTenant(t *testing.T) {
	g := newRig(t)
	number := func(segment, client string) int {
		if _, bad := g.CheckClient(segment, client); bad != nil {
			return bad.Code
		}
		return 0
	}
	for _, c := range []struct {
		segment, client string
		want            int
	}{
		{aadsts.FabrikamDomain, FabrikamClientID, 0}, {aadsts.FabrikamID, FabrikamClientID, 0},
		{aadsts.ContosoDomain, FabrikamClientID, 700016}, {"organizations", FabrikamClientID, 50194}, {"common", FabrikamClientID, 50194},
		{aadsts.ContosoDomain, DocumentsCorePackID, 0}, {aadsts.FabrikamDomain, DocumentsCorePackID, 700016},
		{aadsts.FabrikamDomain, EveryOrganizationID, 0}, {"organizations", EveryOrganizationID, 0},
	} {
		if got := number(c.segment, c.client); got != c.want {
			t.Errorf("%s at %s: %d, want %d", c.client, c.segment, got, c.want)
		}
	}
	added, err := g.PutApp(App{Name: "Theirs", Tenant: "Fabrikam.example"})
	must(t, err)
	g.die()
	if got := number(aadsts.FabrikamDomain, added.ApplicationID); got != 0 {
		t.Errorf("after a restart: %d", got)
	}
	if own, err := g.PutApp(App{Name: "Ours", Tenant: aadsts.ContosoDomain}); err != nil || own.Tenant != "" {
		t.Errorf("%+v, %v", own, err)
	}
	_, err = g.PutApp(App{Name: "Nobody's", Tenant: "adatum.example"})
	if code, at := codeOfError(err); code != "practice-app" || at != "tenant" {
		t.Errorf("%s at %s", code, at)
	}
}

func TestRedirectURIsAreComparedByEntrasRules(t *testing.T) {
	for known, allowed := range map[string]bool{
		"http://localhost": true, "http://localhost/": true, "http://localhost:1234": true,
		"HTTP://localhost": false, "http://LOCALHOST": false, "http://localhost/x": false, "https://localhost": false,
	} {
		if a := (&App{RedirectURIs: []string{known}}); a.AllowsRedirect("http://localhost:8400/") != allowed {
			t.Errorf("%s: %t", known, !allowed)
		}
	}
	if a := (&App{RedirectURIs: []string{"http://[::1]"}}); a.AllowsRedirect("http://[::1]:8400") { // a scenario of an older version
		t.Error("an IPv6 loopback address was let through")
	}
}
