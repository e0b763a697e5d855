package transfer

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestBrokenSetupFiles(t *testing.T) {
	good := setupOf(t, whole(), Words{Company: "Contoso", Note: "Hello"})
	bundle := bundleOf(t, report())
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"too large":          {append(bytes.Clone(good), bytes.Repeat([]byte(" "), 256<<10)...), "setup-too-large"},
		"empty":              {nil, "setup-broken"},
		"truncated":          {good[:len(good)/2], "setup-broken"},
		"the last brace":     {good[:len(good)-2], "setup-broken"},
		"no JSON":            {[]byte("<html>Sign in</html>"), "setup-broken"},
		"UTF-16":             {[]byte("\xff\xfe{\x00}\x00"), "setup-broken"},
		"two files":          {append(bytes.Clone(good), good...), "setup-broken"},
		"deep":               {[]byte(strings.Repeat("[", 200_000)), "setup-broken"},
		"a list":             {[]byte("[]"), "setup-unknown"},
		"null":               {[]byte("null"), "setup-unknown"},
		"another file":       {[]byte(`{"name": "Contoso"}`), "setup-unknown"},
		"a bundle":           {bundle, "setup-unknown"},
		"a version of words": {edited(t, good, "1", "schema"), "setup-unknown"},
		"version zero":       {edited(t, good, 0, "schema"), "setup-unknown"},
		"half a version":     {edited(t, good, 1.5, "schema"), "setup-unknown"},
		"a newer one":        {edited(t, good, 2, "schema"), "setup-newer"},
		"newer, new keys":    {[]byte(`{"latchkey": "setup", "schema": 9, "all": "new"}`), "setup-newer"},
		"damaged":            {bytes.Replace(good, []byte("Hello"), []byte("Hallo"), 1), "setup-damaged"},
		"a host changed":     {bytes.Replace(good, []byte("https://contoso.crm4"), []byte("https://evil.crm4"), 1), "setup-damaged"},
		"without a checksum": {bytes.Replace(good, []byte(`"checksum"`), []byte(`"checksun"`), 1), "setup-damaged"},
	} {
		read, err := ReadSetup(c.data)
		if got := codesOf(err); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
		if p := read.Profile(); p.Name != "" || p.ApplicationID != "" {
			t.Errorf("%s: used all the same", name)
		}
	}
}

func TestTheOtherKindIsNamed(t *testing.T) {
	_, err := ReadSetup(bundleOf(t, report()))
	if !strings.Contains(words(err), "it is a helpdesk bundle") {
		t.Errorf("%q", words(err))
	}
	_, err = ReadBundle(setupOf(t, whole(), Words{}))
	if codesOf(err) != "bundle-unknown" || !strings.Contains(words(err), "it is a setup file") {
		t.Errorf("%q", words(err))
	}
}

// A mail program may indent, shorten lines, sort keys and put a mark in front.
func TestAFileThatIsOnlyWrittenAnotherWayIsNotDamaged(t *testing.T) {
	good := setupOf(t, whole(), Words{Note: "a < b & c > d \u2713"})
	var compact bytes.Buffer
	if err := json.Compact(&compact, good); err != nil {
		t.Fatal(err)
	}
	root, err := parsed(good)
	if err != nil {
		t.Fatal(err)
	}
	sorted, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"compact": compact.Bytes(), "sorted": sorted, "with CRLF": bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n")),
		"with a mark": append([]byte("\ufeff"), good...), "unescaped": bytes.ReplaceAll(good, []byte(`\u003c`), []byte("<")),
	} {
		if _, err := ReadSetup(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryByteOfASetupFileCounts(t *testing.T) {
	good := setupOf(t, whole(), Words{Note: "Hello"})
	want, err := ReadSetup(good)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		if read, err := ReadSetup(bad); err == nil && read.Note+read.Profile().OrganizationURL != want.Note+want.Profile().OrganizationURL {
			t.Fatalf("byte %d: %q read as another file", i, bad)
		}
	}
}

type wrong struct {
	path         []string
	value        any // nil: the key is missing
	want         string
	beyondSchema bool
}

func wrongValues() map[string]wrong {
	in := func(keys ...string) []string { return append([]string{"profile"}, keys...) }
	return map[string]wrong{
		"an unknown key":           {in("homeAccountId"), "x", "setup-key profile.homeAccountId", false},
		"a key in another case":    {in("Name"), "x", "setup-key profile.Name", false},
		"the store's id":           {in("id"), "55555555-5555-5555-5555-555555555555", "setup-key profile.id", false},
		"a key at the top":         {[]string{"sender"}, "Contoso", "setup-key sender", false},
		"an organization's key":    {in("organization", "token"), "x", "setup-key profile.organization.token", false},
		"a missing name":           {in("name"), nil, "setup-value profile.name", false},
		"a number for a text":      {in("name"), 1, "setup-value profile.name", false},
		"a text for a truth value": {in("online"), "true", "setup-value profile.online", false},
		"a list for an object":     {in("organization"), []string{}, "setup-value profile.organization", false},
		"a text for a list":        {in("extraTenants"), "fabrikam.com", "setup-value profile.extraTenants", false},
		"many tenants":             {in("extraTenants"), make([]string, 21), "setup-value profile.extraTenants", false},
		"a long name":              {in("name"), strings.Repeat("x", 61), "setup-value profile.name", false},
		"a long company":           {[]string{"company"}, strings.Repeat("x", 101), "setup-value company", false},
		"long notes":               {in("notes"), strings.Repeat("x", 10_001), "setup-value profile.notes", true},
		"a line break in a name":   {in("name"), "two\nlines", "setup-value profile.name", false},
		"a terminal's escape":      {[]string{"note"}, "\x1b[2J", "setup-value note", false},
		"a NUL":                    {in("label"), "a\x00b", "setup-value profile.label", false},
		"a direction override":     {[]string{"company"}, "Contoso\u202eos", "setup-value company", true},
		"an isolate":               {in("notes"), "a\u2066b", "setup-value profile.notes", true},
		"an invisible tag":         {[]string{"note"}, "a\U000e0041b", "setup-value note", true},
		"a word that is none":      {in("method"), "telepathy", "setup-value profile.method", false},
		"a custom cloud's hosts":   {in("customCloud"), map[string]any{"authority": "a.example", "discovery": "b.example", "organizations": []string{}}, "setup-value profile.customCloud", true},
		"a recipe with a path":     {in("recipe"), "../../etc", "setup-value profile.recipe", true},
		"an ApplicationID":         {in("applicationId"), "1234", "setup-value profile.applicationId", true},
		"a day that is none":       {[]string{"made"}, "2026-02-30", "setup-value made", true},
		"a cloud that is none":     {in("cloud"), "moon", "cloud-unknown", true},
		"a script as redirect URI": {in("redirectUri"), "javascript:alert(1)", "setup-value profile.redirectUri", true},
		"a tenant with a path":     {in("tenant"), "contoso.com/../evil", "tenant-invalid", true},
	}
}

func TestWrongValuesAreRefusedByName(t *testing.T) {
	good := setupOf(t, whole(), Words{})
	for name, c := range wrongValues() {
		read, err := ReadSetup(edited(t, good, c.value, c.path...))
		if got := codesOf(err); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if read.Profile().Name != "" {
			t.Errorf("%s: used all the same", name)
		}
	}
}

func TestAKeyThatStandsThereTwiceIsRefused(t *testing.T) {
	good := string(setupOf(t, whole(), Words{}))
	twice := strings.Replace(good, `"name":`, `"name": "Shown", "name":`, 1)
	if _, err := ReadSetup([]byte(twice)); codesOf(err) != "setup-value profile.name" {
		t.Errorf("%q", codesOf(err))
	}
}

func TestScriptInTextsStaysText(t *testing.T) {
	const script = `<script>alert("x")</script><img src=x onerror=alert(1)>`
	p := whole()
	p.Name, p.Notes = "<b>Contoso</b>", script
	data := setupOf(t, p, Words{Company: "<i>Contoso</i>", Note: script + "\n${7*7}{{7*7}}"})
	if bytes.ContainsAny(data, "<>") {
		t.Error("a program could take the file for a page")
	}
	read, err := ReadSetup(data)
	if err != nil || read.Note != script+"\n${7*7}{{7*7}}" || read.Profile().Notes != script || read.Profile().Name != p.Name {
		t.Errorf("%+v, %v", read, err)
	}
}
