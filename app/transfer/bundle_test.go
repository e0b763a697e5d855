package transfer

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"latchkey/app/problem"
	"latchkey/app/profile"
)

// report is a bundle with something everywhere, and nothing that is redacted.
func report() Bundle {
	s := SettingsOf(whole())
	s.LoginHint = ""
	refused := problem.New(problem.Refused, "AADSTS50011").With("redirectUri", "http://localhost").With("applicationId", s.ApplicationID)
	refused.CorrelationID, refused.OAuthError = "77777777-7777-7777-7777-777777777777", "invalid_request"
	last := ProblemsOf(refused.Raw("AADSTS50011: The redirect URI is not registered."))
	return Bundle{
		Made: "2026-11-22T12:00:00Z", Note: "Since this morning.\nOnly at the office.",
		System:   System{Latchkey: "1.4.0", OS: "Windows 11", Arch: "amd64", Go: "go1.26.8", Door: "window", Keychain: "Windows", TimeZone: "CET"},
		Profile:  &s,
		Findings: []Finding{{ID: "clock", State: "ok", Detail: "12:00"}, {ID: "proxy", State: "failed", Problem: &last[0]}},
		Session:  &SessionFacts{Tenant: "contoso.com", Guest: true, Since: "2026-11-22T10:00:00Z", MFA: "yes", Storage: "keychain", Accounts: 2},
		Problems: last,
		Log:      []string{`{"level":"INFO","msg":"sign-in"}`, `{"level":"WARN","msg":"AADSTS50011"}`},
	}
}

func bundleOf(t testing.TB, b Bundle) []byte {
	t.Helper()
	data, err := WriteBundle(b)
	if err != nil {
		t.Fatal(err, codesOf(err))
	}
	return data
}

func words(err error) string { return problem.From(err).Words().What }

func TestABundleComesBackAsItWas(t *testing.T) {
	read, err := ReadBundle(bundleOf(t, report()))
	if err != nil {
		t.Fatal(err, codesOf(err))
	}
	if diff := cmp.Diff(report(), read, cmp.Transformer("", nilIsEmpty)); diff != "" {
		t.Error(diff)
	}
}

// nilIsEmpty: a list comes back empty, not missing.
func nilIsEmpty(list []Argument) map[string]string {
	all := map[string]string{}
	for _, a := range list {
		all[a.Name] = a.Value
	}
	return all
}

func TestTheHelpdeskGetsABundleOfAProfileThatIsWrong(t *testing.T) {
	p := whole()
	p.ApplicationID, p.RedirectURI, p.Tenant = "Abcdefghij123+567890/ABCDEFGHIJ+234567890ab=", "no uri", strings.Repeat("x.", 2500)
	p.Method, p.Name, p.OrganizationURL = "telepathy", "Contoso\x00\u202e", "https://login.microsoftonline.com.evil.example"
	s := SettingsOf(p)
	b := report()
	b.Profile = &s
	read, err := ReadBundle(bundleOf(t, b))
	if err != nil {
		t.Fatal(err, codesOf(err))
	}
	if got := read.Profile; got.ApplicationID != "***" || got.RedirectURI != "no uri" || got.Name != "Contoso" || got.Method != "" ||
		got.OrganizationURL != p.OrganizationURL || len(got.Tenant) != 253 {
		t.Errorf("%+v", got)
	}
}

func TestABundleHasNoCertificates(t *testing.T) {
	s := SettingsOf(lab(t))
	b := report()
	b.Profile = &s
	data := bundleOf(t, b)
	if bytes.Contains(data, []byte("BEGIN")) || !bytes.Contains(data, []byte(s.CustomCloud.Certificates[0].SHA256)) {
		t.Errorf("%s", data)
	}
	if s.CustomCloud.Certificates[0].PEM == "" {
		t.Error("the caller's settings were changed")
	}
}

func TestBrokenBundles(t *testing.T) {
	good := bundleOf(t, report())
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"too large":       {append(bytes.Clone(good), bytes.Repeat([]byte(" "), 5<<20)...), "bundle-too-large"},
		"truncated":       {good[:len(good)/2], "bundle-broken"},
		"no JSON":         {[]byte("PK\x03\x04"), "bundle-broken"},
		"another file":    {[]byte("{}"), "bundle-unknown"},
		"newer":           {edited(t, good, 2, "schema"), "bundle-newer"},
		"damaged":         {bytes.Replace(good, []byte("this morning"), []byte("this evening"), 1), "bundle-damaged"},
		"an unknown key":  {edited(t, good, "x", "bundle", "token"), "bundle-key bundle.token"},
		"many lines":      {edited(t, good, make([]string, 5001), "bundle", "log"), "bundle-value bundle.log"},
		"a long line":     {edited(t, good, []string{strings.Repeat("x", 4001)}, "bundle", "log"), "bundle-value bundle.log[0]"},
		"an escape":       {edited(t, good, []string{"\x1b]0;x\a"}, "bundle", "log"), "bundle-value bundle.log[0]"},
		"a time":          {edited(t, good, "yesterday", "bundle", "made"), "bundle-value bundle.made"},
		"half a number":   {edited(t, good, 1.5, "bundle", "session", "accounts"), "bundle-value bundle.session.accounts"},
		"null for a text": {bytes.Replace(good, []byte(`"1.4.0"`), []byte("null"), 1), "bundle-damaged"},
	} {
		if _, err := ReadBundle(c.data); codesOf(err) != c.want {
			t.Errorf("%s: %q, want %q", name, codesOf(err), c.want)
		}
	}
}

func TestOneProblemForEachFieldOfAForm(t *testing.T) {
	err := problem.Form(profile.Validate(profile.Profile{Cloud: "public", Online: true, TwoFactor: true}))
	var got []string
	for _, p := range ProblemsOf(problem.From(err)) {
		got = append(got, p.Field+" "+p.Code)
	}
	if diff := cmp.Diff([]string{"name name-missing", "applicationId application-id-missing", "redirectUri redirect-uri-missing"}, got); diff != "" {
		t.Error(diff)
	}
}

// Read-only on the other side: neither a bundle nor its settings give a profile to callers.
func TestNothingMakesAProfileOfABundle(t *testing.T) {
	made := reflect.TypeFor[profile.Profile]()
	for _, from := range []reflect.Type{reflect.TypeFor[Bundle](), reflect.TypeFor[*Bundle](), reflect.TypeFor[Settings](), reflect.TypeFor[*Settings]()} {
		for m := range from.Methods() {
			for out := range m.Type.Outs() {
				if out == made {
					t.Errorf("%s.%s", from, m.Name)
				}
			}
		}
	}
}
