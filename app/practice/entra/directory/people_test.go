package directory

import (
	"latchkey/app/practice/entra/aadsts"
	"strings"
	"testing"
)

func TestImpossiblePeopleAreRefused(t *testing.T) {
	g := newRig(t)
	for field, p := range map[string]Person{
		"userPrincipalName": {UserPrincipalName: "zoe@elsewhere.example"},
		"methods":           {UserPrincipalName: "zoe@contoso.example", Methods: []string{"Pigeon"}},
		"guestIn":           {UserPrincipalName: "zoe@contoso.example", GuestIn: "nowhere.example"},
		"guestMethods":      {UserPrincipalName: "zoe@contoso.example", GuestMethods: []string{MethodCode}},
		"mfa":               {UserPrincipalName: "zoe@contoso.example", MFA: "on"},
		"givenName":         {UserPrincipalName: "zoe@contoso.example", GivenName: "a\u202eb"},
		"password":          {UserPrincipalName: "zoe@contoso.example", Password: strings.Repeat("x", 121)},
		"consent":           {UserPrincipalName: "zoe@contoso.example", Consent: "never"},
	} {
		if code, at := codeOfError(g.PutPerson(p)); code != "practice-person" || at != field {
			t.Errorf("%s: %s at %s", field, code, at)
		}
	}
	for name, p := range map[string]Person{
		"a text without a number": {UserPrincipalName: "zoe@contoso.example", Methods: []string{MethodText}},
		"a method twice":          {UserPrincipalName: "zoe@contoso.example", Methods: []string{MethodCode, MethodCode}},
		"a call without a number": {UserPrincipalName: "zoe@contoso.example", Methods: []string{MethodOffice}, MobilePhone: mobileNumber},
	} {
		if _, at := codeOfError(g.PutPerson(p)); at != "methods" {
			t.Errorf("%s: %s", name, at)
		}
	}
	if len(g.Users()) != len(builtIn()) {
		t.Error("one was added all the same")
	}
}

func TestUsersShowTheirState(t *testing.T) {
	g := newRig(t)
	_, err := g.IssuePass("pass@"+aadsts.ContosoDomain, 10, false)
	must(t, err)
	seen := map[string]User{}
	for _, u := range g.Users() {
		local, _, _ := strings.Cut(u.UserPrincipalName, "@")
		seen[local] = u
	}
	if u := seen["methods"]; u.MobilePhone != mobileNumber || u.OfficePhone != officeNumber || len(u.Methods) != len(AllMethods()) {
		t.Errorf("%+v", u)
	}
	if !seen["blocked"].Blocked || !seen["locked"].Locked || !seen["disabled"].Disabled || !seen["expired"].PasswordExpired ||
		!seen["risky"].Risky || !seen["twin"].Personal || seen["pass"].PassUntil == "" || seen["push"].UserState != (UserState{MobilePhone: mobileNumber, OfficePhone: officeNumber}) {
		t.Errorf("%+v", seen)
	}
}

func TestWhatIsSpecialAboutABuiltInUser(t *testing.T) {
	g := newRig(t)
	want := map[string]string{
		"push": "", "enrol": "must-register", "again": "register-again", "consent": "asked-for-consent", "approval": "needs-approval",
		"admin": "administrator", "guest": "guest", "blocked": "blocked", "locked": "locked", "disabled": "disabled",
		"expired": "password-expired", "risky": "risky", "twin": "personal",
	}
	for _, u := range g.Users() {
		local, _, _ := strings.Cut(u.UserPrincipalName, "@")
		if got := strings.Join(u.Special(), " "); got != want[local] {
			t.Errorf("%s: %q, want %q", local, got, want[local])
		}
	}
}

func TestWhoGetsNoAppPassword(t *testing.T) {
	g := newRig(t)
	p, err := g.Person("push@" + aadsts.ContosoDomain)
	must(t, err)
	p.Administrator = true
	must(t, g.PutPerson(p))
	for who, want := range map[string]string{
		"push@" + aadsts.ContosoDomain: "practice-app-password-refused", "password@" + aadsts.ContosoDomain: "practice-app-password-refused", "nobody@" + aadsts.ContosoDomain: "practice-no-user",
	} {
		if _, err := g.AddAppPassword(who, "x"); func() string { c, _ := codeOfError(err); return c }() != want {
			t.Errorf("%s: %v", who, err)
		}
	}
	if _, err := g.AddAppPassword("totp@"+aadsts.ContosoDomain, " \u202e"); err == nil {
		t.Error("a label that turns writing around")
	}
}
