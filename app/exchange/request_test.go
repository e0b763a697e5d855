package exchange

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestFormIsThatOfTheGuide(t *testing.T) {
	want := []Field{
		{"client_id", clientID, false}, {"grant_type", "authorization_code", false}, {"code", "{{code}}", true},
		{"redirect_uri", "http://localhost", false}, {"resource", contoso, false}, {"client_secret", "{{client_secret}}", true},
	}
	plan := planOf(t, sample(), "")
	if got := plan.Form(); !slices.Equal(got, want) {
		t.Errorf("form %v, want %v", got, want)
	}
	plan.Public = true
	if got := plan.Form(); !slices.Equal(got, want[:5]) {
		t.Errorf("public: form %v", got)
	}
}

func TestPostmanCollectionHasVariablesForSecrets(t *testing.T) {
	var c struct {
		Info struct{ Name, Schema string }
		Item []struct {
			Request struct {
				Method, URL string
				Header      []struct{ Key, Value string }
				Body        struct {
					Mode       string
					Urlencoded []struct{ Key, Value string }
				}
			}
		}
		Variable []struct{ Key, Value string }
	}
	text := planOf(t, sample(), "").Postman()
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(c.Info.Schema, "/v2.1.0/collection.json") || len(c.Item) != 1 || len(c.Variable) != 2 {
		t.Fatalf("collection %s", text)
	}
	r := c.Item[0].Request
	if r.Method != "POST" || r.URL != "https://login.microsoftonline.com/contoso.com/oauth2/token" || r.Body.Mode != "urlencoded" ||
		len(r.Header) != 1 || r.Header[0].Value != "application/x-www-form-urlencoded" {
		t.Errorf("request %+v", r)
	}
	values := map[string]string{}
	for _, f := range r.Body.Urlencoded {
		values[f.Key] = f.Value
	}
	for _, v := range c.Variable {
		if v.Value != "" || values[v.Key] != "{{"+v.Key+"}}" {
			t.Errorf("variable %+v, field %q", v, values[v.Key])
		}
	}
	if values["resource"] != contoso || values["grant_type"] != "authorization_code" {
		t.Errorf("fields %v", values)
	}
}
