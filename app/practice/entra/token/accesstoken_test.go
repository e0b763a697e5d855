package token

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func claimNames(t *testing.T, c Claims) []string {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(m, func(name string, _ any) bool { return strings.HasPrefix(name, "practice") })
	return slices.Sorted(maps.Keys(m))
}

// The version of a token for an API of one's own is the one that its registration asks for, and so
// are its optional claims and roles; the client's don't count.
func TestAnAPIOfOnesOwnDecidesWhatItsTokensHave(t *testing.T) {
	store, err := directory.New(directory.Options{Seed: []byte("0123456789abcdef0123456789abcdef")})
	if err != nil {
		t.Fatal(err)
	}
	s := New(store, NewKeyring(nil, nil, store.RealTime))
	client := &directory.App{ApplicationID: directory.IntegrationCloudID, OptionalClaims: &directory.OptionalClaims{AccessToken: []string{"email"}}}
	api := &directory.App{
		ApplicationID: directory.MagentrixID, AccessTokenVersion: 2,
		AppRoles: []directory.AppRole{{Value: "Task.Run", Members: []string{client.ApplicationID}}, {Value: "Reader", Members: []string{"totp@contoso.example"}}},
	}
	claims := func(user string) Claims {
		got := issued{tenant: aadsts.Contoso, app: client, proof: "1", capable: true, session: "x"}
		got.grant = grant{audience: "api://" + api.ApplicationID, scopes: []string{"api://" + api.ApplicationID + "/access"}, api: api}
		if user != "" {
			got.user = store.User(user)
		}
		return s.accessClaims(directory.DefaultBases(""), got)
	}
	itself := claims("")
	text, err := os.ReadFile(filepath.Join("..", "testdata", "real", "claims-v2-application.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if got := claimNames(t, itself); !slices.Equal(got, slices.Sorted(slices.Values(append(want, "roles")))) {
		t.Errorf("an application: %v", got)
	}
	if itself.Audience != api.ApplicationID || itself.Party != client.ApplicationID || itself.PartyProof != "1" || !slices.Equal(itself.Roles, []string{"Task.Run"}) || itself.Version != "2.0" || !itself.IsApp() {
		t.Errorf("%+v", itself)
	}
	person := claims("totp@contoso.example")
	names := []string{"aio", "aud", "azp", "azpacr", "exp", "iat", "iss", "name", "nbf", "oid", "preferred_username", "rh", "roles", "scp", "sid", "sub", "tid", "uti", "ver", "xms_ftd"}
	if got := claimNames(t, person); !slices.Equal(got, names) || person.Scope != "access" || !slices.Equal(person.Roles, []string{"Reader"}) {
		t.Errorf("a person: %v %+v", got, person)
	}
	api.OptionalClaims = &directory.OptionalClaims{AccessToken: []string{"idtyp", "xms_cc", "upn"}}
	if asked := claims("totp@contoso.example"); asked.IDType != "user" || !slices.Equal(asked.Capabilities, []string{"cp1"}) || asked.UPN != "totp@contoso.example" || asked.Email != "" {
		t.Errorf("optional claims: %+v", asked)
	}
	api.AccessTokenVersion = 0
	old := claims("totp@contoso.example")
	if old.Version != "1.0" || old.Audience != "api://"+api.ApplicationID || old.AppID != client.ApplicationID || old.DirectoryRoles != nil || old.PassportID != "" {
		t.Errorf("v1: %+v", old)
	}
}
