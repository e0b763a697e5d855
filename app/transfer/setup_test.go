package transfer

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"latchkey/app/cloud"
	"latchkey/app/profile"
)

// left are the fields of a profile that no setup file has: the store's, the person's own,
// and what a sign-in left behind.
var left = []string{
	"Schema", "ID", "Rev", "Pinned", "SavePassword", "Credential",
	"HomeAccountID", "Username", "AccountTenant", "AccountFor", "TenantFor", "VerifiedFor", "LastVerified", "SignedInAt", "LastPrompt", "LastPromptGuessed", "RedirectFor",
}

func TestASetupFileFillsEverythingButThePersonsOwn(t *testing.T) {
	read, err := ReadSetup(setupOf(t, whole(), Words{Company: "Contoso helpdesk", Note: "Call 4711.", LoginHint: "bob@contoso.com"}))
	if err != nil {
		t.Fatal(err)
	}
	want := whole()
	want.LoginHint = "bob@contoso.com"
	for _, name := range left {
		reflect.ValueOf(&want).Elem().FieldByName(name).SetZero()
	}
	if diff := cmp.Diff(want, read.Profile()); diff != "" {
		t.Error(diff)
	}
	if read.Made != "2026-11-22" || read.Company != "Contoso helpdesk" || read.Note != "Call 4711." || read.Sender != "unknown" {
		t.Errorf("%+v", read)
	}
}

// A new field of the profile has to be thought about: does it go along?
func TestEveryFieldOfAProfileIsInTheStageOrLeft(t *testing.T) {
	p := reflect.ValueOf(whole())
	for f, v := range p.Fields() {
		if v.IsZero() && !slices.Contains([]string{"TenantFor", "SignInAs", "CustomCloud"}, f.Name) {
			t.Errorf("%s is empty in whole()", f.Name)
		}
	}
}

func TestNothingOfThePersonIsInASetupFile(t *testing.T) {
	p := whole()
	text := string(setupOf(t, p, Words{}))
	for _, unseen := range []string{
		p.ID, p.HomeAccountID[:36], "anna.berg", "66666666", p.AccountFor, "unseen", "ABCDEF0123", "2026-03-01",
		"savePassword", "credential", "homeAccount", "loginHint", `"rev"`, `"id": "55`,
	} {
		if strings.Contains(text, unseen) {
			t.Errorf("%q is in\n%s", unseen, text)
		}
	}
}

func TestSecretsInTextsAreNotWritten(t *testing.T) {
	const jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJl"
	p := whole()
	p.Notes = "password=Summer2026! and " + jwt
	text := string(setupOf(t, p, Words{Note: "client_secret: hunter2hunter2", Company: "Bearer " + jwt}))
	for _, unseen := range []string{"Summer2026", "hunter2", jwt[:20]} {
		if strings.Contains(text, unseen) {
			t.Errorf("%q is in\n%s", unseen, text)
		}
	}
}

func TestWhatCannotBeSentIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		edit  func(*profile.Profile)
		words Words
		want  string
	}{
		"a code in the redirect URI": {func(p *profile.Profile) { p.RedirectURI = "http://localhost/?code=0.AXkAabcdefgh&state=x" }, Words{}, "setup-credential"},
		"a secret as ApplicationID":  {func(p *profile.Profile) { p.ApplicationID = "abc8Q~abcdefghijklmnopqrstuvwxyz01234567" }, Words{}, "application-id-is-secret"},
		"no name":                    {func(p *profile.Profile) { p.Name = "" }, Words{}, "name-missing"},
		"a long note":                {func(*profile.Profile) {}, Words{Note: strings.Repeat("é", 2001)}, "setup-value note"},
		"a login hint that is none":  {func(*profile.Profile) {}, Words{LoginHint: "bob"}, "login-hint-invalid"},
	} {
		p := whole()
		c.edit(&p)
		data, err := WriteSetup(p, c.words, noon)
		if got := codesOf(err); got != c.want || data != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestWhatIsDormantAndBrokenStaysAtHome(t *testing.T) {
	p := whole()
	p.TwoFactor, p.ApplicationID, p.RedirectURI, p.Method = false, "abc8Q~abcdefghijklmnopqrstuvwxyz01234567", "no uri", profile.Auto
	read, err := ReadSetup(setupOf(t, p, Words{}))
	if got := read.Profile(); err != nil || got.ApplicationID != "" || got.RedirectURI != "" || got.TwoFactor {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestACustomCloudHasToBeConfirmedAgain(t *testing.T) {
	p := lab(t)
	key := "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n"
	p.CustomCloud.CA = "Our lab\n" + key + p.CustomCloud.CA
	p.CustomCloud.Confirmed = p.CustomCloud.Fingerprint()
	data := setupOf(t, p, Words{})
	if strings.Contains(string(data), "PRIVATE") || strings.Contains(string(data), "Our lab") {
		t.Errorf("more than certificates:\n%s", data)
	}
	read, err := ReadSetup(data)
	if err != nil {
		t.Fatal(err)
	}
	got := read.Profile()
	if got.CustomCloud.Confirmed != "" {
		t.Error("it is confirmed already")
	}
	if _, err := profile.CloudOf(got); codesOf(err) != "custom-cloud-not-confirmed" {
		t.Errorf("%v", err)
	}
	if len(read.Authorities) != 1 || read.Authorities[0].Subject != "CN=Test authority" || read.Authorities[0].Expires != "2027-11-22T12:00:00Z" {
		t.Errorf("%+v", read.Authorities)
	}
	got.CustomCloud.Confirmed = got.CustomCloud.Fingerprint()
	if c, err := profile.CloudOf(got); err != nil || c.AuthorityHost != "login.test.example" || len(c.CA) == 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestADraftIsTheCallersOwn(t *testing.T) {
	read, err := ReadSetup(setupOf(t, whole(), Words{}))
	if err != nil {
		t.Fatal(err)
	}
	p := read.Profile()
	p.Organization.URL, p.ExtraTenants[0] = "https://other.example", "other.example"
	if again := read.Profile(); again.Organization.URL == p.Organization.URL || again.ExtraTenants[0] == p.ExtraTenants[0] {
		t.Errorf("%+v", again)
	}
}

func TestEveryCloudCanBeSent(t *testing.T) {
	for _, c := range cloud.All() {
		p := whole()
		p.Cloud, p.Organization = c.ID, nil
		p.OrganizationURL = "https://contoso." + c.OrganizationSuffixes[0]
		read, err := ReadSetup(setupOf(t, p, Words{}))
		if err != nil || read.Profile().Cloud != c.ID || read.Profile().OrganizationURL != p.OrganizationURL {
			t.Errorf("%s: %+v, %v", c.ID, read.Profile(), err)
		}
	}
}
