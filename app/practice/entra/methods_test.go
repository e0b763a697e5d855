package entra

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

func TestRegisteringCanBePutOffWhereAPolicyAllowsIt(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{PutOffRegistration: true}))
	b := g.browser().open(asks()).login("enrol").wants(`id="skipMfaRegistrationLink"`, "14 days")
	g.die()
	b.open(b.at + "/skip").wants("Stay signed in?")
	status, first := g.redeemed(b.send("answer", "no").returned().Get("code"))
	if status != 200 {
		t.Fatalf("%v", first)
	}
	b.open(asks("prompt", "none"))
	if b.returned().Get("code") == "" {
		t.Error("the browser that put it off is asked again")
	}
	g.die()
	status, first = g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	if status != 200 {
		t.Fatalf("%v", first)
	}
	must(t, g.AdvanceClock(13*24*time.Hour+time.Hour))
	g.browser().open(asks()).login("enrol").wants("(1 day until")
	must(t, g.AdvanceClock(24*time.Hour))
	c := g.browser().open(asks()).login("enrol").wants("More information required")
	if strings.Contains(c.page, "skipMfaRegistrationLink") {
		t.Error("it can be put off for ever")
	}
	if c.open(c.at + "/skip"); !strings.Contains(c.page, "More information required") {
		t.Errorf("the link works all the same:\n%s", c.page)
	}
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 50079)
	if answer["claims"] == nil {
		t.Error("no claims for the next sign-in")
	}
}

func TestWhoMustRegisterCannotSkip(t *testing.T) {
	for name, c := range map[string]struct {
		local    string
		policies directory.Policies
		edit     func(*directory.Person)
		skip     bool
	}{
		"enabled":           {"enrol", directory.Policies{}, nil, false},
		"security defaults": {"password", directory.Policies{SecurityDefaults: true}, nil, false},
		"allowed, enabled":  {"enrol", directory.Policies{PutOffRegistration: true}, nil, true},
		"allowed, defaults": {"password", directory.Policies{PutOffRegistration: true, SecurityDefaults: true}, nil, true},
		"everybody":         {"password", directory.Policies{SecondFactor: "everybody"}, nil, false},
		"enabled, but all":  {"enrol", directory.Policies{PutOffRegistration: true, SecondFactor: "everybody"}, nil, false},
		"enforced":          {"password", directory.Policies{PutOffRegistration: true}, func(p *directory.Person) { p.MFA = directory.MFAEnforced }, false},
		"again":             {"again", directory.Policies{PutOffRegistration: true}, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			must(t, g.SetPolicies(c.policies))
			if c.edit != nil {
				p, err := g.Person(c.local + "@" + aadsts.ContosoDomain)
				must(t, err)
				c.edit(&p)
				must(t, g.PutPerson(p))
			}
			b := g.browser().open(asks()).login(c.local).wants("More information required")
			if got := strings.Contains(b.page, `id="skipMfaRegistrationLink"`); got != c.skip {
				t.Errorf("skip %v:\n%s", got, b.page)
			}
			status, answer := g.tokens("grant_type", "password", "username", c.local+"@"+aadsts.ContosoDomain, "password", g.passwordOf(c.local), "scope", contosoURL+"/user_impersonation")
			if status != 400 || answer["access_token"] != nil {
				t.Errorf("%d %v", status, answer)
			}
			if !c.policies.SecurityDefaults { // those may refuse any password alone
				g.refusedWith(status, answer, "invalid_grant", 50079)
			}
		})
	}
}

func TestAnAdministratorAsksForNewMethods(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("totp")
	q := b.send("otc", g.Codes()[0].Code, "trust", "1").send("answer", "yes").returned()
	_, first := g.redeemed(q.Get("code"))
	open := g.browser().open(asks()).login("totp").wants("Enter code")

	must(t, g.RequireRegistration("TOTP@"+aadsts.ContosoDomain))
	g.die()
	open.send("otc", "000000").wants("AADSTS50089")
	status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 50079)
	q = b.open(asks("prompt", "none")).returned()
	if q.Get("error") != "interaction_required" || !strings.HasPrefix(q.Get("error_description"), "AADSTS50079: ") {
		t.Errorf("%v", q)
	}
	b.open(asks("prompt", "login")).login("totp").wants("More information required").send()
	old := g.User("totp@" + aadsts.ContosoDomain).TOTPSecret
	b.send("method", directory.MethodCode)
	if b.secret() == old {
		t.Error("the old secret comes back")
	}
	b.send().send("otc", g.codeFor(b.secretOf("totp"))).wants("A telephone to fall back on")
	p, err := g.Person("totp@" + aadsts.ContosoDomain)
	must(t, err)
	if p.RegisterAgain || !slices.Equal(p.Methods, []string{directory.MethodCode}) {
		t.Errorf("%+v", p)
	}
	// The app that was registered is forgotten, even when an administrator sets it back.
	forgotten := g.User("totp@" + aadsts.ContosoDomain).TOTPSecret
	must(t, g.RequireRegistration("totp@"+aadsts.ContosoDomain))
	must(t, g.SetMethods("totp@"+aadsts.ContosoDomain, []string{directory.MethodCode}, directory.Phones{}))
	must(t, g.AdvanceClock(time.Minute))
	code, err := totp.GenerateCode(forgotten, g.State().Time)
	must(t, err)
	g.browser().open(asks()).login("totp").send("otc", code).wants("AADSTS500121")
	if code, _ := codeOfError(g.RequireRegistration("nobody@" + aadsts.ContosoDomain)); code != "practice-no-user" {
		t.Error(code)
	}
}

func TestMethodsSetByAnAdministrator(t *testing.T) {
	g := newRig(t)
	b := g.enrols("again", directory.MethodCode)
	must(t, g.SetMethods("again@"+aadsts.ContosoDomain, []string{directory.MethodText, directory.MethodPush}, directory.Phones{Mobile: "+1 425 555 0150"}))
	g.die()
	b.send().wants("AADSTS50089")
	p, err := g.Person("again@" + aadsts.ContosoDomain)
	must(t, err)
	if p.RegisterAgain || !slices.Equal(p.Methods, []string{directory.MethodText, directory.MethodPush}) || p.MobilePhone != "+1 425 555 0150" {
		t.Errorf("%+v", p)
	}
	if code, at := codeOfError(g.SetMethods("again@"+aadsts.ContosoDomain, []string{"Pigeon"}, directory.Phones{})); code != "practice-person" || at != "methods" {
		t.Errorf("%s at %s", code, at)
	}
}

func TestTheMostSecureMethodIsAskedForFirst(t *testing.T) {
	const push, code, key, text = "Approve sign in request", "Enter code", "Use your security key", `name="otc"`
	for name, c := range map[string]struct {
		methods  []string
		policies directory.Policies
		want     string
	}{
		"push before code":     {[]string{directory.MethodCode, directory.MethodPush}, directory.Policies{}, push},
		"key before all":       {directory.AllMethods(), directory.Policies{}, key},
		"code before text":     {[]string{directory.MethodText, directory.MethodCode}, directory.Policies{}, code},
		"telephones by choice": {[]string{directory.MethodMobile, directory.MethodText}, directory.Policies{}, "Answer the call"},
		"the other choice":     {[]string{directory.MethodText, directory.MethodMobile}, directory.Policies{}, text},
		"switched off":         {[]string{directory.MethodCode, directory.MethodPush}, directory.Policies{NoSystemPreferred: true}, code},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			must(t, g.SetPolicies(c.policies))
			must(t, g.SetMethods("methods@"+aadsts.ContosoDomain, c.methods, directory.Phones{}))
			g.browser().open(asks()).login("methods").wants(c.want)
		})
	}
	g := newRig(t)
	asked := func() string {
		l := g.Lock()
		defer l.Unlock()
		return l.InAskedOrder(l.User("both@"+aadsts.ContosoDomain), []string{directory.MethodPass, directory.MethodKey})[0]
	}
	if got := asked(); got != directory.MethodKey {
		t.Errorf("%s is asked for, and there is no pass", got)
	}
	_, err := g.IssuePass("both@"+aadsts.ContosoDomain, 60, false)
	must(t, err)
	if got := asked(); got != directory.MethodPass {
		t.Errorf("%s is asked for, and there is a pass", got)
	}
}

// By default the phone names neither the application nor the place, as at Entra; policies add them.
func TestTheRequestNamesApplicationAndPlaceByPolicy(t *testing.T) {
	for name, row := range map[string]struct {
		policies directory.Policies
		hidden   bool
		place    string
	}{
		"by default":                {directory.Policies{Place: "Graz"}, true, ""},
		"the application":           {directory.Policies{ShowApplication: true}, false, ""},
		"the place":                 {directory.Policies{ShowPlace: true, Place: "Graz"}, true, "Graz"},
		"a place that nobody knows": {directory.Policies{ShowPlace: true}, true, "This computer"},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			must(t, g.SetPolicies(row.policies))
			g.browser().open(asks()).login("push").wants("Approve sign in request")
			if p := g.Prompts(); len(p) != 1 || p[0].NoApplication != row.hidden || p[0].Place != row.place {
				t.Errorf("%+v", p)
			}
		})
	}
	g := newRig(t)
	g.browser().open(asks()).login("key")
	if p := g.Prompts(); len(p) != 1 || p[0].NoApplication || p[0].Place != "" {
		t.Errorf("a security key: %+v", p)
	}
}
