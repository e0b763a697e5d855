package signin

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/go-cmp/cmp"
)

func TestAuthTimeIsAskedForBesideAChallenge(t *testing.T) {
	for challenge, want := range map[string]string{
		"": `{"id_token":{"auth_time":{"essential":true}}}`,
		`{"access_token":{"acrs":{"value":"c1"}}}`:   `{"access_token":{"acrs":{"value":"c1"}},"id_token":{"auth_time":{"essential":true}}}`,
		`{"id_token":{"acr":null,"auth_time":null}}`: `{"id_token":{"acr":null,"auth_time":null}}`,
		`{"id_token":{"acr":null}}`:                  `{"id_token":{"acr":null,"auth_time":{"essential":true}}}`,
	} {
		var got, wanted any
		if err := json.Unmarshal([]byte(askAuthTime(challenge)), &got); err != nil {
			t.Fatalf("%s: %v", challenge, err)
		}
		if err := json.Unmarshal([]byte(want), &wanted); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", challenge, diff)
		}
	}
	for _, unreadable := range []string{"{", `"x"`, `{"id_token":7}`, `{"id_token":null}`} {
		if got := askAuthTime(unreadable); got != unreadable {
			t.Errorf("%s became %s", unreadable, got)
		}
	}
}

// Entra sets iat five minutes back. A browser that came straight back with a proof of two
// minutes ago is told from a fresh one all the same, as far as this computer's clock is right.
func TestTheAgeOfAProof(t *testing.T) {
	now := time.Unix(1790000000, 0)
	for name, row := range map[string]struct {
		proved, issued, want time.Duration // before now
	}{
		"now":                            {0, 0, 1},
		"two minutes ago, set back":      {2 * time.Minute, 5 * time.Minute, 2 * time.Minute},
		"an hour ago, set back":          {time.Hour, 5 * time.Minute, time.Hour},
		"an hour ago":                    {time.Hour, 0, time.Hour},
		"an hour ago, clock ahead":       {26 * time.Hour, 25 * time.Hour, time.Hour},
		"an hour ago, clock behind":      {-23 * time.Hour, -24 * time.Hour, time.Hour},
		"two minutes ago, a clock ahead": {2*time.Minute + 24*time.Hour, 24*time.Hour + 5*time.Minute, 1},
	} {
		c := idClaims{Claims: jwt.Claims{IssuedAt: jwt.NewNumericDate(now.Add(-row.issued))}, AuthTime: now.Add(-row.proved).Unix()}
		if got := c.proofAge(now); got != row.want {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
	if got := (idClaims{Claims: jwt.Claims{IssuedAt: jwt.NewNumericDate(now)}}).proofAge(now); got != 0 {
		t.Errorf("a token that says nothing: %v", got)
	}
}
