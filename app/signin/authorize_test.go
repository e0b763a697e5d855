package signin

import (
	"testing"

	"latchkey/app/cloud"
)

func TestAStrangerIsAskedWhichAccount(t *testing.T) {
	s := newHarness(t)
	for _, c := range []struct {
		name string
		of   func(*Target)
		r    Request
		want string
	}{
		{"nobody known", func(*Target) {}, Request{}, "select_account"},
		{"a name was typed", func(t *Target) { t.LoginHint = "password@contoso.example" }, Request{}, ""},
		{"has signed in before", func(t *Target) { t.HomeAccountID = "oid.tid" }, Request{}, ""},
		{"asked to prompt again", func(*Target) {}, Request{Always: true}, "login"},
	} {
		target := s.target(t, "http://localhost")
		target.LoginHint = ""
		c.of(&target)
		c.r.Resource = target.DiscoveryScope()
		a, err := s.Start(t.Context(), target, c.r)
		if err != nil {
			t.Fatal(err)
		}
		if got := query(t, a).Get("prompt"); got != c.want {
			t.Errorf("%s: prompt=%s, want %q", c.name, got, c.want)
		}
		a.Close()
	}
	var custom codeAttempt
	custom.target.Cloud.ID = cloud.Custom
	if got := custom.prompt(); got != "" {
		t.Errorf("an authority of others: prompt=%s", got)
	}
}
