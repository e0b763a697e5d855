package entra

import (
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// newest is the last text or call of the phone.
func (g *rig) newest() phone.Message {
	g.Helper()
	list := g.Messages()
	if len(list) == 0 {
		g.Fatal("the phone is silent")
	}
	return list[len(list)-1]
}

func TestACodeComesByText(t *testing.T) {
	g := newRig(t)
	rev := g.State().Rev
	b := g.browser().open(asks()).login("sms")
	b.wants("Enter code", `id="idTxtBx_SAOTCC_OTC"`, `id="idSubmit_SAOTCC_Continue"`, "XXXXXXXX42", `id="signInAnotherWay"`)
	m := g.newest()
	if m.Kind != "text" || m.State != "sent" || m.Number != mobileNumber || len(m.Code) != 6 || !strings.Contains(m.Body, m.Code) || m.Application != "DocumentsCorePack Client" || m.DisplayName != "Sam Iversen" {
		t.Fatalf("%+v", m)
	}
	if g.State().Rev == rev {
		t.Error("who waits doesn't hear of the text")
	}
	b.send("otc", "12345").wants(`id="idSpan_SAOTCC_Error_OTC"`, "AADSTS500121")
	g.die()
	b.send("otc", m.Code[:3]+" "+m.Code[3:]).skipsNudge()
	if g.newest().State != "used" {
		t.Errorf("%+v", g.newest())
	}
	// The code of another sign-in is worth nothing.
	c := g.browser().open(asks()).login("sms")
	if c.send("otc", m.Code); g.newest().Code != m.Code {
		c.wants("AADSTS500121")
	}
	if a := g.SignIns(); len(a) != 2 || a[0].Code != 500121 || a[0].User != "sms@"+aadsts.ContosoDomain {
		t.Errorf("log %+v", a)
	}
}

func TestATextIsGoodForAWhile(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("sms")
	first := g.newest()
	g.now = g.now.Add(textSeconds * time.Second)
	b.send("otc", first.Code).wants("too old")
	if s := g.newest().State; s != "expired" {
		t.Errorf("state %q", s)
	}
	b.open(b.at+"/ways").wants(`data-value="OneWaySMS"`).send("method", "OneWaySMS").wants("Enter code")
	if g.newest().ID == first.ID {
		t.Fatal("no other text came")
	}
	b.send("otc", g.newest().Code).skipsNudge()
}

func TestWrongCodesOfTextsLockTheAccount(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("sms")
	wrong := "000000"
	if g.newest().Code == wrong {
		wrong = "000001"
	}
	for range directory.MostCodeMisses - 1 {
		b.send("otc", wrong).wants("AADSTS500121")
	}
	b.send("otc", wrong).wants("AADSTS50053")
	b.send("otc", g.newest().Code).wants("AADSTS50053")
}

func TestACallIsAnswered(t *testing.T) {
	for user, number := range map[string]string{"call": mobileNumber, "office": officeNumber} {
		g := newRig(t)
		b := g.browser().open(asks()).login(user)
		at := b.at
		b.wants("Answer the call", maskedNumbers[number], `id="idChkBx_SAOTCAS_TD"`, `data-poll="`+at+`/poll"`)
		m := g.newest()
		if m.Kind != "call" || m.State != "ringing" || m.Number != number || m.Code != "" || m.Body == "" {
			t.Fatalf("%+v", m)
		}
		b.send().wants("Answer the call")
		b.open(at + "/poll").wants(`"waiting":true`)
		g.die()
		rev := g.State().Rev
		must(t, g.AnswerCall(m.ID, ""))
		if now := g.newest(); now.State != "answered" || g.State().Rev == rev {
			t.Errorf("%+v", now)
		}
		must(t, g.AnswerCall(m.ID, "#"))
		g.die()
		b.open(at + "/poll").wants(`"waiting":false`)
		b.open(at).send().skipsNudge()
		if code, _ := codeOfError(g.AnswerCall(m.ID, "#")); code != "call-over" {
			t.Errorf("answered twice: %q", code)
		}
	}
}

func TestACallThatIsNoApproval(t *testing.T) {
	for name, row := range map[string]struct {
		do   func(*rig, string) error
		text string
	}{
		"hung up":         {func(g *rig, id string) error { return g.HangUp(id) }, "ended without"},
		"wrong keys":      {func(g *rig, id string) error { return g.AnswerCall(id, "5#") }, "ended without"},
		"report not sure": {func(g *rig, id string) error { return g.AnswerCall(id, "0#2") }, "ended without"},
		"nobody there":    {func(g *rig, _ string) error { g.now = g.now.Add(callSeconds * time.Second); return nil }, "Nobody answered the call"},
		"picked up, no keys": {func(g *rig, id string) error {
			defer func() { g.now = g.now.Add(callSeconds * time.Second) }()
			return g.AnswerCall(id, "")
		}, "Nobody answered the call"},
		"fraud without right": {func(g *rig, id string) error {
			must(g.TB.(*testing.T), g.SetPolicies(directory.Policies{NoFraudReports: true}))
			return g.AnswerCall(id, "0#1")
		}, "ended without"},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			b := g.browser().open(asks()).login("call")
			must(t, row.do(g, g.newest().ID))
			g.die()
			b.send().wants("AADSTS500121", row.text, "Call again")
			b.send().wants("Answer the call")
			must(t, g.AnswerCall(g.newest().ID, "#"))
			b.send().skipsNudge()
			if len(g.State().Alarms) != 0 {
				t.Errorf("alarms %+v", g.State().Alarms)
			}
		})
	}
}

func TestACallReportsSuspiciousActivity(t *testing.T) {
	for name, presses := range map[string][]string{"at once": {"0#1"}, "one by one": {"0", "#", "1"}} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			b := g.browser().open(asks()).login("call")
			for _, keys := range presses {
				must(t, g.AnswerCall(g.newest().ID, keys))
				g.die()
			}
			b.send().wants("AADSTS500121", "reported as suspicious", "Call again")
			if q := b.send("answer", "cancel").returned(); q.Get("error") != "access_denied" {
				t.Errorf("%v", q)
			}
			p, err := g.Person("call@" + aadsts.ContosoDomain)
			must(t, err)
			if !p.HighRisk || p.Blocked || !slices.ContainsFunc(g.State().Alarms, func(a directory.Alarm) bool { return a.Kind == "suspicious-activity-reported" }) {
				t.Errorf("%+v, alarms %+v", p, g.State().Alarms)
			}
		})
	}
}

func TestCallsThatCantBeAnswered(t *testing.T) {
	g := newRig(t)
	g.browser().open(asks()).login("sms")
	text := g.newest().ID
	b := g.browser().open(asks()).login("call")
	call := g.newest().ID
	for name, c := range map[string]struct{ id, keys, want string }{
		"unknown":  {"x", "#", "call-not-found"},
		"a text":   {text, "#", "call-not-found"},
		"letters":  {call, "a", "call-keys"},
		"too many": {call, strings.Repeat("1", 21), "call-keys"},
	} {
		if code, _ := codeOfError(g.AnswerCall(c.id, c.keys)); code != c.want {
			t.Errorf("%s: %q", name, code)
		}
	}
	// A sign-in that doesn't wait any more stops the ringing.
	b.open(b.at+"/ways").wants(`data-value="TwoWayVoiceMobile"`).send("method", "TwoWayVoiceMobile")
	if code, _ := codeOfError(g.AnswerCall(call, "#")); code != "call-over" {
		t.Errorf("the first call: %q", code)
	}
	g.now = g.now.Add(callSeconds * time.Second)
	if code, _ := codeOfError(g.HangUp(g.newest().ID)); code != "call-expired" {
		t.Errorf("too late: %q", code)
	}
}

func TestTheRingingStopsWithTheSignIn(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("call")
	must(t, g.RequireRegistration("call@"+aadsts.ContosoDomain)) // ends what was asked for by the old methods
	if m := g.newest(); m.State != "withdrawn" {
		t.Errorf("%+v", m)
	}
	b.send().wants("AADSTS50089")
}

func TestTooManyTextsAndCalls(t *testing.T) {
	g := newRig(t)
	for range mostInShortTime {
		g.browser().open(asks()).login("sms").wants("Enter code")
	}
	g.browser().open(asks()).login("sms").wants("AADSTS50088: ")
	if len(g.Messages()) != mostInShortTime {
		t.Errorf("%d texts", len(g.Messages()))
	}
	g.now = g.now.Add(shortTimeSeconds * time.Second)
	g.browser().open(asks()).login("sms").wants("Enter code")

	// A user who has another way is sent there.
	b := g.browser().open(asks()).login("methods")
	at := b.at
	for range mostInShortTime {
		b.open(at+"/ways").send("method", "OneWaySMS").wants("Enter code")
	}
	b.open(at+"/ways").send("method", "TwoWayVoiceOffice").wants("AADSTS50088: ", "Verify your identity")
	b.send("method", "PhoneAppOTP").wants("Enter code")
}

func TestTheMethodPicker(t *testing.T) {
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{NoSystemPreferred: true}))
	b := g.browser().open(asks()).login("methods").wants("Approve sign in request", "use my app right now")
	at := b.at
	b.open(at+"/ways").wants("Verify your identity", `id="idDiv_SAOTCS_Proofs"`, "X XXXXXXXX42", "X XXXXXXXX17")
	for _, m := range directory.AllMethods() {
		b.wants(`<div data-value="` + m + `">`)
	}
	if strings.Contains(b.page, "0142") || strings.Contains(b.page, "425") {
		t.Error("the page gives the number away")
	}
	for method, page := range map[string]string{
		directory.MethodPush: `id="idRichContext_DisplaySign"`, directory.MethodCode: `id="idTxtBx_SAOTCC_OTC"`, directory.MethodText: "We sent a text message",
		directory.MethodMobile: "Answer the call", directory.MethodOffice: "Answer the call", directory.MethodPass: `name="accesspass"`, directory.MethodKey: "Use your security key",
	} {
		b.open(at + "/ways")
		g.die()
		b.send("method", method).wants(page, `id="signInAnotherWay"`)
	}
	if n := len(g.Prompts()); n > 1 {
		t.Errorf("%d prompts", n)
	}
}
