package transfer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// filled puts a text into every string of a value, and one of everything into its lists.
func filled(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), text)
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), text)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		filled(v.Index(0), text)
	case reflect.String:
		v.SetString(text)
	}
}

func TestNoTextOfABundleCarriesASecret(t *testing.T) {
	const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2NvbnRvc28ifQ.c2lnbmF0dXJlc2lnbmF0dXJl"
	for name, c := range map[string]struct{ text, unseen string }{
		"a JWT":                    {jwt, "eyJ"},
		"a JWT that is hidden":     {"ey\u200eJ" + jwt[3:10] + "\x00" + jwt[10:], "hbGci"},
		"a refresh token":          {"refresh_token=0.AXkAabcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ", "AXkA"},
		"a code in a URL":          {"http://localhost/?code=0.AXkAabcdef&state=Abc123&session_state=q", "AXkA"},
		"a header":                 {"Authorization: Bearer abcdefgh12345678", "abcdefgh"},
		"basic":                    {"Authorization: Basic YW5uYTpzZWNyZXQ=", "YW5u"},
		"a password":               {"password=Summer2026!", "Summer"},
		"a password in JSON":       {`{"password":"Summer2026!"}`, "Summer"},
		"a client secret":          {"abc8Q~abcdefghijklmnopqrstuvwxyz01234567", "8Q~"},
		"a user in an address":     {"https://anna:Summer2026@contoso.example/", "Summer"},
		"a person":                 {"signed in as anna.berg@contoso.com", "anna"},
		"a person in a URL":        {"login_hint=anna.berg%40contoso.com&x=1", "anna"},
		"a guest":                  {"anna_fabrikam.com#EXT#@contoso.onmicrosoft.com", "fabrikam"},
		"a guest in a URL":         {"anna_fabrikam.com%23EXT%23%2540contoso.onmicrosoft.com", "fabrikam"},
		"a person of other script": {"\u0430\u043d\u043d\u0430@\u043a\u043e\u043d\u0442\u043e\u0441\u043e.example", "\u043d\u043d\u0430"},
		"a home directory":         {"/home/aberg/.local/state/latchkey.log", "aberg"},
		"a Mac's":                  {"/Users/aberg/Library", "aberg"},
		"Windows'":                 {`C:\Users\Anna Berg\AppData`, "Berg"},
		"Windows' in JSON":         {`"C:\\Users\\Anna Berg\\AppData"`, "Berg"},
	} {
		var b Bundle
		filled(reflect.ValueOf(&b).Elem(), c.text)
		b.Made, b.IncludeNames = report().Made, false
		data, err := WriteBundle(b)
		if err != nil {
			t.Fatalf("%s: %v", name, codesOf(err))
		}
		if text := unquoted(t, data); strings.Contains(text, c.unseen) {
			t.Errorf("%s: %q is in %s", name, c.unseen, text)
		}
	}
}

// unquoted is a file as Go prints it, without JSON's escapes.
func unquoted(t *testing.T, data []byte) string {
	t.Helper()
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(value)
}

func TestNotesAreRedactedAsPeopleWriteThem(t *testing.T) {
	const note = "app password: jtmo ejam idnz kokg, Passwort: geheim123"
	p := whole()
	p.Notes = note
	s, b := SettingsOf(p), report()
	b.Note, b.Profile = note, &s
	for name, data := range map[string][]byte{"bundle": bundleOf(t, b), "setup file": setupOf(t, p, Words{Note: note, Company: "PIN: 4711"})} {
		for _, unseen := range []string{"jtmo", "kokg", "geheim", "4711"} {
			if bytes.Contains(data, []byte(unseen)) {
				t.Errorf("%s: %s", name, data)
			}
		}
	}
	if s.Notes != note {
		t.Error("the caller's settings were changed")
	}
}

func TestNamesStayWhenTheyAreWanted(t *testing.T) {
	const line = "anna.berg@contoso.com wrote /home/aberg/x, token=abcdefgh"
	for names, want := range map[bool]string{
		true:  "anna.berg@contoso.com wrote /home/aberg/x, token=***",
		false: "a***@contoso... wrote /home/***/x, token=***",
	} {
		b := report()
		b.Log, b.IncludeNames = []string{line}, names
		read, err := ReadBundle(bundleOf(t, b))
		if err != nil || read.Log[0] != want || read.IncludeNames != names {
			t.Errorf("%q, %v", read.Log, err)
		}
	}
}

func TestAValueIsKnownByItsName(t *testing.T) {
	b := report()
	b.Problems[0].Args = []Argument{{"password", "Summer"}, {"url", "https://contoso.crm4.dynamics.com"}}
	read, err := ReadBundle(bundleOf(t, b))
	if err != nil || read.Problems[0].Args[0].Value != "***" || read.Problems[0].Args[1].Value != "https://contoso.crm4.dynamics.com" {
		t.Errorf("%+v, %v", read.Problems, err)
	}
}

func TestALogOfAnyLengthFits(t *testing.T) {
	b := report()
	b.Log = nil
	for i := range 20_000 {
		b.Log = append(b.Log, fmt.Sprintf(`{"n":%d,"msg":%q}`, i, strings.Repeat("long ", 50)))
	}
	read, err := ReadBundle(bundleOf(t, b))
	if err != nil || len(read.Log) < 500 || !strings.HasPrefix(read.Log[len(read.Log)-1], `{"n":19999,`) {
		t.Errorf("%d lines, %v", len(read.Log), err)
	}
}

func TestAHeaderMayGoOnInTheNextLine(t *testing.T) {
	b := report()
	b.Log = []string{"Cookie: first=1;", " second=Summer2026", "next"}
	if data := bundleOf(t, b); bytes.Contains(data, []byte("Summer")) || !bytes.Contains(data, []byte("next")) {
		t.Errorf("%s", data)
	}
}
