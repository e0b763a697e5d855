package signin

import (
	"testing"

	"latchkey/app/practice"
)

func TestALookAtTheCache(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://localhost")
	look := func(resource string) Look {
		t.Helper()
		l, err := s.Look(t.Context(), target, resource)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	if l := look(target.DiscoveryScope()); l.Problem.Code != "signin-needed" || len(l.Accounts) != 0 {
		t.Errorf("nobody: %+v", l)
	}
	session, err := s.finish(t, s.start(t, target), "totp")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.finish(t, s.start(t, target), "password"); err != nil {
		t.Fatal(err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	before := s.requests.Load()
	l := look(target.DiscoveryScope())
	cached := l.Session
	if l.Problem != nil || cached.MFA == nil || !*cached.MFA || cached.ProvedAt.IsZero() || cached.ExpiresOn.Unix() != session.ExpiresOn.Unix() || cached.Account != session.Account {
		t.Errorf("cached %+v, %v", cached, l.Problem)
	}
	if len(l.Accounts) != 2 || l.Accounts[0].Username != "password@contoso.example" || l.Accounts[0].TenantID != practice.TenantID {
		t.Errorf("accounts %+v", l.Accounts)
	}
	if l := look("https://contoso.crm4.practice.localhost"); l.Problem == nil || l.Problem.Code != "token-not-fetched" || l.Session.Account != session.Account {
		t.Errorf("a resource without a token: %+v", l)
	}
	if s.requests.Load() != before {
		t.Error("looking at the cache cost a request")
	}
}
