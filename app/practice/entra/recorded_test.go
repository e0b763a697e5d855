package entra

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// recorded is what a real tenant answered: testdata/real has it with its source, licence and
// day. What belongs to one tenant stands as {host}, {tenant-id}, {app-id}, {guid},
// {timestamp} and so on.
type recorded struct {
	Source, Licence, Captured string
	Request                   map[string]string
	Status                    int
	Partial                   bool // the body has only what was pasted
	Body                      map[string]any
	// of keys
	Keys    int
	Members []string
}

func readRecorded(t *testing.T, name string) recorded {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "real", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var r recorded
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	if r.Source == "" || r.Licence == "" || r.Captured == "" {
		t.Fatalf("%s doesn't say where it comes from", name)
	}
	return r
}

var (
	guids  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	stamps = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ`)
)

// leveled is an answer of the practice tenant with the same placeholders.
func leveled(answer map[string]any, app string) map[string]any {
	body := maps.Clone(answer)
	for name, v := range body {
		switch name {
		case "access_token":
			body[name] = "{redacted-jwt}"
			continue
		case "expires_in", "ext_expires_in":
			body[name] = "{seconds}"
			continue
		}
		text, ok := v.(string)
		if !ok {
			continue
		}
		for _, r := range [][2]string{{app, "{app-id}"}, {aadsts.ContosoID, "{tenant-id}"}, {"https://" + directory.AuthorityHost, "{host}"}, {front, "{host}"}} {
			text = strings.ReplaceAll(text, r[0], r[1])
		}
		text = guids.ReplaceAllStringFunc(text, func(id string) string {
			if strings.HasPrefix(id, "00000000-") {
				return id
			}
			return "{guid}"
		})
		body[name] = stamps.ReplaceAllString(text, "{timestamp}")
	}
	return body
}

func TestTheTokenEndpointAnswersAsRecorded(t *testing.T) {
	for _, name := range []string{"token-client-credentials", "token-invalid-client", "token-invalid-scope", "token-unknown-client", "token-unsupported-grant-type"} {
		t.Run(name, func(t *testing.T) {
			want, g := readRecorded(t, name), newRig(t)
			app := directory.IntegrationCloudID
			var form []string
			for field, value := range want.Request {
				value = strings.NewReplacer("{app-id}", app, "{secret}", g.secretOf(app), "{organization}", contosoURL).Replace(value)
				form = append(form, field, value)
			}
			status, answer := g.tokens(form...)
			if got := leveled(answer, app); status != want.Status || !reflect.DeepEqual(got, want.Body) {
				t.Errorf("answer %d %v\nrecorded %d %v", status, got, want.Status, want.Body)
			}
		})
	}
}

// What a real tenant said is explained, too.
func TestRecordedRefusalsAreExplained(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "real", "token-*.json"))
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		r := readRecorded(t, strings.TrimSuffix(filepath.Base(file), ".json"))
		codes, refused := r.Body["error_codes"].([]any)
		if !refused {
			continue
		}
		p := problem.Explain(r.Body["error_description"].(string))[0]
		if p.Code != name(int(codes[0].(float64))) || p.Words().You == "" {
			t.Errorf("%s is explained as %s", file, p.Code)
		}
	}
}

func TestKeysAreAsRecorded(t *testing.T) {
	want, g := readRecorded(t, "keys-common-v2"), newRig(t)
	_, _, m := g.get("https://"+directory.AuthorityHost+"/common/v2.0/.well-known/openid-configuration", "")
	_, _, got := g.get(m["jwks_uri"].(string), "")
	list := got["keys"].([]any)
	if len(list) < 2 {
		t.Errorf("%d key, Entra has several (%d when it was recorded)", len(list), want.Keys)
	}
	for _, one := range list {
		key := one.(map[string]any)
		if members := slices.Sorted(maps.Keys(key)); !slices.Equal(members, want.Members) {
			t.Errorf("members %v, want %v", members, want.Members)
		}
		if key["kid"] != key["x5t"] {
			t.Errorf("kid %v is not x5t %v", key["kid"], key["x5t"])
		}
	}
}
