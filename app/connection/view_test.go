package connection

import (
	"testing"
)

func TestTheViewOfASession(t *testing.T) {
	s := newHarness(t)
	s.plays = "totp"
	p := s.profile(t, "DocumentsCorePack")
	if v, err := s.View(t.Context(), p); err != nil || v.Problem == nil || v.Problem.Code != "signin-needed" || len(v.Accounts) != 0 {
		t.Errorf("nobody: %+v, %v", v, err)
	}
	session, _, err := s.Retrieve(t.Context(), p, s.options(&watcher{}))
	if err != nil {
		t.Fatal(err)
	}
	p = Adopt(p, session, s.Now())
	v, err := s.View(t.Context(), p)
	if err != nil || v.Problem != nil || v.MFA == nil || !*v.MFA || v.Guest || len(v.Accounts) != 1 || v.Account.Username != "totp@contoso.example" {
		t.Errorf("view %+v, %v", v, err)
	}
	if _, err := s.UseAccount(t.Context(), p, "nobody"); code(err) != "account-not-cached" {
		t.Errorf("an unknown account: %v", err)
	}
}
