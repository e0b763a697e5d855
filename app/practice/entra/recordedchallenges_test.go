package entra

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

var encodedClaims = regexp.MustCompile(`claims="[A-Za-z0-9+/=]+"`)

// Parameter for parameter, in their order; of the claims only that they are there.
func TestChallengesAreAsRecorded(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "real", "challenges.json"))
	must(t, err)
	var recorded map[string]struct{ Source, Licence, Captured, Header string }
	must(t, json.Unmarshal(text, &recorded))
	for name, r := range recorded {
		if r.Source == "" || r.Licence == "" || r.Captured == "" {
			t.Errorf("%s doesn't say where it comes from", name)
		}
	}
	g := newRig(t)
	_, refresh := g.sessionOf("password")
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", refresh, "scope", "openid User.Read", "claims", capable)
	if status != 200 {
		t.Fatalf("%d %v", status, answer)
	}
	g.ahead(time.Minute)
	must(t, g.Revoke("password@"+aadsts.ContosoDomain))
	for name, asked := range map[string][2]string{
		"organization": {contosoURL + "/api/data/v9.2/", ""}, "graph-revoked": {"https://" + directory.AuthorityHost + "/v1.0/me", answer["access_token"].(string)},
	} {
		want := strings.NewReplacer("https://login.microsoftonline.com", "https://"+directory.AuthorityHost, "{tenant-id}", aadsts.ContosoID, "{organization}", contosoURL).Replace(recorded[name].Header)
		status, header, _ := g.get(asked[0], asked[1])
		got := header.Get("WWW-Authenticate")
		if status != 401 || encodedClaims.ReplaceAllString(got, "claims") != encodedClaims.ReplaceAllString(want, "claims") {
			t.Errorf("%s: %d\n%s\nrecorded\n%s", name, status, got, want)
		}
	}
}
