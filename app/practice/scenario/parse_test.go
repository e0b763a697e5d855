package scenario

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"latchkey/app/practice/entra"
	"latchkey/app/problem"
)

// mistakes are "line: code (key or name) near", one for each problem.
func mistakes(t *testing.T, text string) []string {
	t.Helper()
	_, err := Parse("lab.yaml", []byte(text))
	if err == nil {
		return nil
	}
	p := problem.From(err)
	list := p.Fields
	if len(list) == 0 {
		list = []*problem.Problem{p}
	}
	var told []string
	for _, one := range list {
		words := one.Words()
		if one.Kind != problem.Input || words.What == "" {
			t.Errorf("%v", one)
		}
		told = append(told, one.Code+" "+one.Args["place"]+" "+one.Args["near"])
		if one.Args["place"] != "" && !strings.HasPrefix(words.What, one.Args["place"]+": ") {
			t.Errorf("the words don't begin with the place: %s", words.What)
		}
	}
	return told
}

// wrongFiles are what is refused: the text, and the only problem with it.
var wrongFiles = map[string]struct{ text, want string }{
	"an unknown key":           {"extends: contoso\nusres: []\n", "file-key lab.yaml:2:1 users"},
	"an unknown key of a user": {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    method: []\n", "file-key lab.yaml:4:5 methods"},
	"a key that nobody means":  {"extends: contoso\nzzzzzzzz: 1\n", "file-key lab.yaml:2:1 "},
	"a key twice":              {"extends: contoso\npeople: 1\npeople: 2\n", "file-twice lab.yaml:3:1 "},
	"a user twice":             {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n  - userPrincipalName: A@contoso.example\n", "file-twice lab.yaml:4:24 "},
	"an impossible method":     {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    methods: [PhoneAppOTP, PhonAppNotification]\n", "file-value lab.yaml:4:28 PhoneAppNotification"},
	"a text without a number":  {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    methods: [OneWaySMS]\n", "file-value lab.yaml:4:14 "},
	"a name elsewhere":         {"extends: contoso\nusers:\n  - userPrincipalName: a@elsewhere.example\n", "file-value lab.yaml:3:24 "},
	"no name":                  {"extends: contoso\nusers:\n  - surname: X\n", "file-value lab.yaml:3:5 "},
	"nothing behind a key":     {"extends: contoso\ntitle:\n", "file-value lab.yaml:2:7 "},
	"a number for a text":      {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    password: 12345\n", "file-value lab.yaml:4:15 "},
	"a text for a number":      {"extends: contoso\npeople: many\n", "file-value lab.yaml:2:9 "},
	"too many people":          {"extends: contoso\npeople: 2001\n", "file-value lab.yaml:2:9 "},
	"yes for true":             {"extends: contoso\nsettings: {blockDeviceCode: yes}\n", "file-value lab.yaml:2:29 "},
	"a list for a mapping":     {"extends: contoso\nsettings: []\n", "file-value lab.yaml:2:11 "},
	"a mapping for a list":     {"extends: contoso\nusers: {a: b}\n", "file-value lab.yaml:2:8 "},
	"a token's life":           {"extends: contoso\nsettings: {tokenLifetimeSeconds: -5}\n", "file-value lab.yaml:2:34 "},
	"a token's tiny life":      {"extends: contoso\nsettings: {tokenLifetimeSeconds: -1e-30}\n", "file-value lab.yaml:2:34 "},
	"too many tenants":         {"extends: contoso\ntenants: 1001\n", "file-value lab.yaml:2:10 "},
	"a guest of nobody":        {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    guestIn: adatum.example\n", "file-value lab.yaml:4:14 "},
	"a guest too far":          {"extends: contoso\ntenants: 3\nusers:\n  - userPrincipalName: a@contoso.example\n    guestIn: company0004.example\n", "file-value lab.yaml:5:14 "},
	"another tenant":           {"extends: contso\n", "file-value lab.yaml:1:10 contoso"},
	"a rule for a stranger":    {"extends: contoso\npolicies:\n  rules:\n    - users: [psh@contoso.example]\n      then: block\n", "file-name lab.yaml:4:15 push@contoso.example"},
	"an outcome":               {"extends: contoso\npolicies:\n  rules:\n    - then: blok\n", "file-value lab.yaml:4:13 block"},
	"an outcome's number":      {"extends: contoso\npolicies:\n  rules:\n    - then: AADSTS1\n", "file-value lab.yaml:4:13 "},
	"a policy's number":        {"extends: contoso\npolicies: {rememberDays: 366}\n", "file-value lab.yaml:2:26 "},
	"a fault's endpoint":       {"extends: contoso\nfaults:\n  - endpoint: tokens\n    status: 500\n", "file-value lab.yaml:3:15 token"},
	"a fault's delay":          {"extends: contoso\nfaults:\n  - endpoint: token\n    delaySeconds: 61\n", "file-value lab.yaml:4:19 "},
	"a count that is no field": {"extends: contoso\nfaults:\n  - {endpoint: token, drop: true, happened: 3}\n", "file-key lab.yaml:3:35 "},
	"a secret's value":         {"extends: contoso\nregistrations:\n  - name: X\n    secrets: []\n", "file-key lab.yaml:4:5 "},
	"an answer of nobody":      {"extends: contoso\nanswers:\n  - {user: a@contoso.example, push: deny}\n", "file-name lab.yaml:3:12 "},
	"an answer to nothing":     {"extends: contoso\nanswers:\n  - {user: push@contoso.example}\n", "file-value lab.yaml:3:5 "},
	"an answer to both":        {"extends: contoso\nanswers:\n  - {user: push@contoso.example, push: deny, call: hang-up}\n", "file-value lab.yaml:3:5 "},
	"keys that phones lack":    {"extends: contoso\nanswers:\n  - {user: push@contoso.example, call: \"A\"}\n", "file-value lab.yaml:3:40 "},
	"an organization's name":   {"extends: contoso\norganizations:\n  - uniqueName: Sales EU\n", "file-value lab.yaml:3:17 "},
	"too many organizations":   {"extends: contoso\norganizations: 100001\n", "file-value lab.yaml:2:16 "},
	"an end that is no day":    {"extends: contoso\nregistrations:\n  - name: X\n    platform: web\n    keys: [{name: a, expires: soon}]\n", "file-value lab.yaml:5:31 "},
	"nobody":                   {"people: 3\n", "scenario-nobody lab.yaml:1:1 "},
	"nothing":                  {"# only a comment\n", "scenario-nobody lab.yaml:1:1 "},
	"an alias":                 {"extends: contoso\nusers:\n  - &u {userPrincipalName: a@contoso.example}\n  - *u\n", "file-value lab.yaml:4:5 "},
	"a tag":                    {"extends: contoso\ntitle: !!binary aGk=\n", "file-value lab.yaml:2:8 "},
	"two documents":            {"extends: contoso\n---\nextends: contoso\n", "file-not-yaml lab.yaml:2:1 "},
	"a text":                   {"hello\n", "file-value lab.yaml:1:1 "},
	"a list":                   {"- a\n", "file-value lab.yaml:1:1 "},
	"a name that moves":        {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    givenName: \"a\\u202eb\"\n", "file-value lab.yaml:4:16 "},
	"Latin-1":                  {"extends: contoso\n# J\u00f6rg\ntitle: J\xf6rg\n", "file-not-utf8 lab.yaml:3 "},
	"a NUL":                    {"extends: contoso\n\ntitle: a\x00b\n", "file-not-yaml lab.yaml:3 "},
	"too deep":                 {"extends: contoso\ntitle: " + strings.Repeat("[", 20000), "file-not-yaml lab.yaml:2 "},
	"a wrong first line":       {"title: a: b\nextends: contoso\n", "file-not-yaml lab.yaml:1 "},
	"a number that rings not":  {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    methods: [OneWaySMS]\n    mobilePhone: x\n", "file-value lab.yaml:5:18 "},
	"markup for a number":      {"extends: contoso\nusers:\n  - userPrincipalName: a@contoso.example\n    mobilePhone: \"+1 425 555 0155\"\n    officePhone: <b>1</b>\n", "file-value lab.yaml:5:18 "},
	"a user whom people makes": {"people: 3\nextends: contoso\nusers:\n  - userPrincipalName: User0003@contoso.example\n", "file-twice lab.yaml:4:24 "},
	"too many users":           {"extends: contoso\nusers:\n" + manyUsers(2001), "file-value lab.yaml:2003:5 "},
	"too many of both":         {"extends: contoso\npeople: 1999\nusers:\n" + manyUsers(2), "file-value lab.yaml:5:5 "},
	"a key that is a list":     {"extends: contoso\n[a, b]: c\n", "file-key lab.yaml:2:1 "},
}

func TestWrongFilesAreRefusedWithTheirPlace(t *testing.T) {
	for name, c := range wrongFiles {
		if got := mistakes(t, c.text); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAllProblemsAreToldAtOnce(t *testing.T) {
	got := mistakes(t, "extends: contoso\nusres: []\nsettings: {doubleSlash: 1}\nusers:\n  - {}\n")
	if len(got) != 3 {
		t.Errorf("%q", got)
	}
	if got := mistakes(t, strings.Repeat("- x\n", 10)+"extends: contoso\n"); len(got) != 1 || !strings.HasPrefix(got[0], "file-not-yaml lab.yaml:1") {
		t.Errorf("%q", got)
	}
	many := "extends: contoso\nanswers:\n" + strings.Repeat("  - {user: nobody@contoso.example, push: deny}\n", 1500)
	if got := mistakes(t, many); len(got) != 50 {
		t.Errorf("%d problems", len(got))
	}
	if got := mistakes(t, strings.Repeat("#", Limit+1)); len(got) != 1 || !strings.HasPrefix(got[0], "file-too-long") {
		t.Errorf("%q", got)
	}
}

// A file of everything, as people write it.
const whole = `
title: Everything
extends: contoso
settings: {tokenLifetimeSeconds: 90, blockDeviceCode: true}
policies:
  secondFactor: everybody
  rules: [{name: No, users: [a@contoso.example], then: AADSTS53003}]
people: 1000
tenants: 20
users:
  - userPrincipalName: a@contoso.example
    password: "12345678"
    methods: [OneWaySMS]
    mobilePhone: "+1 425 555 0199"
    guestIn: company0020.example
  - {userPrincipalName: b@contoso.example, guestIn: "*"}
registrations:
  - name: Web
    platform: web
    keys: [{name: one, expires: 2030-01-31}]
  - {name: Page, platform: spa, redirectUris: ["http://localhost:5001"]}
organizations:
  - {uniqueName: sales-eu, friendlyName: Sales EU}
faults:
  - {endpoint: token, status: 429, retryAfterSeconds: 3, times: 1}
  - {endpoint: discovery, truncateAt: 0}
answers:
  - {user: a@contoso.example, call: "0#1"}
  - {user: user0007@contoso.example, push: timeout, times: 2}
`

func TestAWholeFileIsUnderstood(t *testing.T) {
	s, err := Parse("whole.yaml", []byte(whole))
	if err != nil {
		t.Fatal(mistakes(t, whole))
	}
	d := s.Directory("whole")
	if d.Generated != 1000 || d.Settings.Tenants != 20 || !d.Extends || d.Settings.TokenLifetime.Seconds() != 90 || !d.Settings.BlockDeviceCode ||
		d.People[0].Password != "12345678" || d.Apps[0].Keys[0].Expires.Format("2006-01-02") != "2030-02-01" ||
		len(d.Organizations) != 1 || s.Faults[0].RetryAfterSeconds != 3 || s.Faults[1].TruncateAt == nil || s.Answers[1].Times != 2 {
		t.Errorf("%+v", s)
	}
	if s, err := Parse("x", []byte("extends: contoso\norganizations: 10000\n")); err != nil || s.Directory("x").Settings.Organizations != 10000 {
		t.Errorf("%+v %v", s, err)
	}
	// JSON is YAML, too.
	if _, err := Parse("x", []byte(`{"extends": "contoso", "people": 3}`)); err != nil {
		t.Error(err)
	}
}

func TestTheScenariosThatComeWithLatchkey(t *testing.T) {
	if len(Names()) != 5 {
		t.Errorf("%q", Names())
	}
	for _, name := range Names() {
		file, text, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Parse(file, text)
		if err != nil || s.Title == "" {
			t.Errorf("%s: %q", name, mistakes(t, string(text)))
		}
		lesson, err := os.ReadFile("../../../docs/lessons/" + name + ".md")
		if err != nil || !bytes.Contains(lesson, []byte("latchkey practice --scenario "+name)) {
			t.Errorf("%s has no lesson that begins it: %v", name, err)
		}
		for _, u := range s.Users {
			if local, _, _ := strings.Cut(u.UserPrincipalName, "@"); !bytes.Contains(lesson, []byte(local+"@")) {
				t.Errorf("the lesson %s doesn't name %s", name, u.UserPrincipalName)
			}
		}
	}
	if _, _, err := Find("first-sign-im"); problem.From(err).Args["near"] != "first-sign-in" {
		t.Errorf("%v", err)
	}
	if _, _, err := Find(t.TempDir()); problem.From(err).Code != "scenario-not-found" {
		t.Errorf("a directory: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	for _, c := range wrongFiles {
		f.Add([]byte(c.text))
	}
	for _, name := range Names() {
		text, _ := Text(name)
		f.Add(text)
	}
	engine, err := entra.New(entra.Options{Seed: make([]byte, 32)})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse("f", text)
		if err != nil {
			if p := problem.From(err); p.Kind != problem.Input {
				t.Errorf("%v", err)
			}
			return
		}
		if wrong := s.Directory("f").Check(); len(wrong) > 0 {
			t.Errorf("the engine refuses what was read: %+v", wrong[0])
		}
		if err := engine.Load(s.Directory("f")); err != nil {
			t.Errorf("what was read can't be loaded: %v", err)
		}
		for _, one := range s.Faults {
			if p := one.Check(); p != nil {
				t.Errorf("a fault that was read: %v", p)
			}
		}
	})
}
