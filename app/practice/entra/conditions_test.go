package entra

import (
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// refusalOf is the number at which a sign-in of somebody without a second factor ends, 0 for none.
func (g *rig) refusalOf(local string) string {
	g.Helper()
	b := g.browser().open(asks()).login(local)
	_, rest, found := strings.Cut(b.page, "AADSTS")
	if !found {
		return ""
	}
	return "AADSTS" + rest[:strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })]
}

func TestARuleIsForRisksClientsAndDevices(t *testing.T) {
	signInRisk := func(level string) func(*directory.Person) {
		return func(p *directory.Person) { p.SignInRisk = level }
	}
	userRisk := func(level string) func(*directory.Person) {
		return func(p *directory.Person) { p.UserRisk = level }
	}
	for name, row := range map[string]struct {
		rule   directory.Rule
		edit   func(*directory.Person)
		device []string
		fits   bool
	}{
		"sign-in risk":          {directory.Rule{SignInRisk: []string{"medium", "high"}}, signInRisk("medium"), nil, true},
		"another sign-in risk":  {directory.Rule{SignInRisk: []string{"high"}}, signInRisk("medium"), nil, false},
		"no sign-in risk":       {directory.Rule{SignInRisk: []string{"low"}}, nil, nil, false},
		"user risk":             {directory.Rule{UserRisk: []string{"low"}}, userRisk("low"), nil, true},
		"another user risk":     {directory.Rule{UserRisk: []string{"low"}}, userRisk("high"), nil, false},
		"high by a report":      {directory.Rule{UserRisk: []string{"high"}}, func(p *directory.Person) { p.HighRisk = true }, nil, true},
		"high by its level":     {directory.Rule{HighRisk: true}, userRisk("high"), nil, true},
		"its client":            {directory.Rule{Clients: []string{"mobileAppsAndDesktopClients"}}, nil, nil, true},
		"another client":        {directory.Rule{Clients: []string{"browser", "other"}}, nil, nil, false},
		"its device":            {directory.Rule{Devices: []string{"joined"}}, nil, []string{"joined", "compliant"}, true},
		"another device":        {directory.Rule{Devices: []string{"joined"}}, nil, []string{"registered"}, false},
		"an unknown device":     {directory.Rule{Devices: []string{"joined"}}, nil, nil, false},
		"all but its device":    {directory.Rule{ExceptDevices: []string{"compliant"}}, nil, []string{"joined"}, true},
		"but for its device":    {directory.Rule{ExceptDevices: []string{"compliant"}}, nil, []string{"compliant"}, false},
		"all but, and unknown":  {directory.Rule{ExceptDevices: []string{"compliant"}}, nil, nil, true},
		"for a risk and device": {directory.Rule{SignInRisk: []string{"high"}, Devices: []string{"joined"}}, signInRisk("high"), nil, false},
	} {
		row.rule.Then = "block"
		g := newRig(t).ruledBy(directory.Policies{Device: row.device, Rules: []directory.Rule{row.rule}})
		if row.edit != nil {
			g.person("password", row.edit)
		}
		want := ""
		if row.fits {
			want = "AADSTS53003"
		}
		if got := g.refusalOf("password"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// The right device meets a rule that asks for one; a device code comes from another device.
func TestTheRightDeviceIsLetThrough(t *testing.T) {
	for then, row := range map[string]struct{ device, code string }{
		"compliant-device": {"compliant", "AADSTS53000"}, "joined-device": {"hybrid-joined", "AADSTS53001"}, "device-sign-in": {"registered", "AADSTS50097"},
	} {
		rules := []directory.Rule{{Then: then}}
		if got := newRig(t).ruledBy(directory.Policies{Rules: rules}).refusalOf("password"); got != row.code {
			t.Errorf("%s without a device: %q", then, got)
		}
		g := newRig(t).ruledBy(directory.Policies{Rules: rules, Device: []string{row.device}})
		if got := g.refusalOf("password"); got != "" {
			t.Errorf("%s: %q", then, got)
		}
		_, refresh := g.sessionOf("password")
		if status, answer := g.refreshedFor(refresh, fabrikamURL, ""); status != 200 {
			t.Errorf("%s: a refresh: %v", then, answer)
		}
		if status, _ := g.byPassword("password@"+aadsts.ContosoDomain, g.passwordOf("password")); status == 200 {
			t.Errorf("%s: a password without a browser has the device", then)
		}
	}
	g := newRig(t).ruledBy(directory.Policies{Rules: []directory.Rule{{Then: "joined-device"}}, Device: []string{"joined", "compliant"}})
	if got := g.refusalOf("password"); got != "AADSTS53001" {
		t.Errorf("a device that is joined to Entra only: %q", got)
	}
}

// Who passes the second factor takes the risk off the sign-in; who has none is blocked.
func TestARiskySignInIsRemediatedByASecondFactor(t *testing.T) {
	g := newRig(t).ruledBy(directory.Policies{SecondFactor: "nobody", Rules: []directory.Rule{{Name: "Risk", SignInRisk: []string{"medium", "high"}, Then: "mfa"}}})
	for _, local := range []string{"totp", "password"} {
		g.person(local, func(p *directory.Person) { p.SignInRisk = "high" })
	}
	b := g.browser().open(asks()).login("totp").wants(`name="otc"`)
	b.send("otc", g.Codes()[0].Code).stayed().returned()
	g.browser().open(asks()).login("totp").stayed().returned()

	if got := g.refusalOf("password"); got != "AADSTS53004" {
		t.Errorf("nothing registered: %q", got)
	}
	status, answer := g.byPassword("password@"+aadsts.ContosoDomain, g.passwordOf("password"))
	g.refusedWith(status, answer, "invalid_grant", 53004)
	log := g.SignIns()
	if last := log[len(log)-1]; last.Code != 53004 || !strings.HasPrefix(last.Why, "Rule 'Risk': ") {
		t.Errorf("%+v", last)
	}
}

func TestWordsOfConditionsAreChecked(t *testing.T) {
	g := newRig(t)
	for field, p := range map[string]directory.Policies{
		"device":                 {Device: []string{"mine"}},
		"rules[0].signInRisk":    {Rules: []directory.Rule{{Then: "mfa", SignInRisk: []string{"none"}}}},
		"rules[0].userRisk":      {Rules: []directory.Rule{{Then: "mfa", UserRisk: []string{"High"}}}},
		"rules[0].clients":       {Rules: []directory.Rule{{Then: "mfa", Clients: []string{"phone"}}}},
		"rules[0].devices":       {Rules: []directory.Rule{{Then: "mfa", Devices: []string{""}}}},
		"rules[0].exceptDevices": {Rules: []directory.Rule{{Then: "mfa", ExceptDevices: []string{"x"}}}},
	} {
		if code, at := codeOfError(g.SetPolicies(p)); code != "practice-policies" || at != field {
			t.Errorf("%s: %s at %q", field, code, at)
		}
	}
	for field, edit := range map[string]func(*directory.Person){
		"userRisk": func(p *directory.Person) { p.UserRisk = "x" }, "signInRisk": func(p *directory.Person) { p.SignInRisk = "x" },
	} {
		p, err := g.Person("password@" + aadsts.ContosoDomain)
		must(t, err)
		edit(&p)
		if code, at := codeOfError(g.PutPerson(p)); code != "practice-person" || at != field {
			t.Errorf("%s: %s at %q", field, code, at)
		}
	}
}
