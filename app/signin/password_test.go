package signin

import (
	"testing"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

func TestUserNameAndPassword(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "")
	person := s.person(t, "password")
	session, err := s.Password(t.Context(), target, target.DiscoveryScope(), person.UserName, secret.New(person.Password))
	if err != nil || session.Account.Username != person.UserName {
		t.Fatalf("session %+v, %v", session, err)
	}
	target.HomeAccountID = session.Account.HomeAccountID
	if _, err := s.Token(t.Context(), target, "https://contoso.crm4.practice.localhost"); err != nil {
		t.Errorf("another resource, silently: %v", err)
	}
	for _, c := range []struct{ user, password, want string }{
		{person.UserName, "wrong", "password-wrong"},
		{s.person(t, "totp").UserName, s.person(t, "totp").Password, "password-needs-mfa"},
		{"nobody@federated.example", "secret", "password-federated"},
		{"nobody@elsewhere.example", "secret", "password-account-unknown"},
	} {
		_, err := s.Password(t.Context(), target, target.DiscoveryScope(), c.user, secret.New(c.password))
		if code(err) != c.want {
			t.Errorf("%s: %v %s, want %s", c.user, err, problem.From(err).Detail, c.want)
		}
	}
}
