package discovery

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

// What Microsoft's resources themselves said in a 401 is read.
func TestRecordedChallengesAreRead(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "practice", "entra", "testdata", "real", "challenges.json"))
	if err != nil {
		t.Fatal(err)
	}
	var recorded map[string]struct{ Header, Claims string }
	if err := json.Unmarshal(text, &recorded); err != nil || len(recorded) < 3 {
		t.Fatal(len(recorded), err)
	}
	here := strings.NewReplacer("{tenant-id}", tenant, "{organization}", org)
	for name, r := range recorded {
		answer := reply{status: http.StatusUnauthorized, header: http.Header{"Www-Authenticate": {here.Replace(r.Header)}}, body: `{"error":{"code":"0x80048506","message":"No."}}`}
		c, _ := asking(t, answer)
		_, err := c.WhoAmI(t.Context(), org, secret.New("tok"))
		if p := wantCode(t, err, problem.Organization, "whoami-token-refused"); p.Claims != r.Claims {
			t.Errorf("%s: claims %s, want %s", name, p.Claims, r.Claims)
		}
		want := Challenge{AuthorityHost: "login.microsoftonline.com"}
		if name == "organization" {
			want.Tenant, want.Resource = tenant, org+"/"
		}
		c, _ = asking(t, answer)
		if got, err := c.Challenge(t.Context(), org); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
