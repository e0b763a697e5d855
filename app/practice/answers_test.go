package practice

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

func load(t *testing.T, tenant *Tenant, text string) ScenarioInfo {
	t.Helper()
	info, err := tenant.Control().LoadScenario(t.Context(), "lab", []byte(text))
	if err != nil {
		t.Fatalf("%+v", problem.From(err).Fields)
	}
	return info
}

// toPhone goes as far as the page that waits for the phone.
func toPhone(t *testing.T, tenant *Tenant, b *browser, name string) page {
	t.Helper()
	return toPhoneOf(t, tenant, b, name, directory.DocumentsCorePackID)
}

// toPhoneOf is the same for an application.
func toPhoneOf(t *testing.T, tenant *Tenant, b *browser, name, application string) page {
	t.Helper()
	user := b.user(name)
	a := newAuthorization(application, contosoURL+"/user_impersonation")
	p := b.get(metadataOf(t, tenant).Authorization + "?" + a.query.Encode())
	p.fields.Set("loginfmt", user.UserPrincipalName)
	p = b.post(p, p.fields)
	p.fields.Set("passwd", user.Password)
	return b.post(p, p.fields)
}

const answering = `
extends: contoso
users:
  - {userPrincipalName: ulla@contoso.example, methods: [PhoneAppNotification]}
  - {userPrincipalName: sven@contoso.example, methods: [TwoWayVoiceMobile], mobilePhone: "+1 425 555 0163"}
answers:
  - {user: ulla@contoso.example, push: wrong-number}
  - {user: ulla@contoso.example, push: timeout}
  - {user: ulla@contoso.example, push: deny, times: 2}
  - {user: Ulla@contoso.example, push: approve, always: true}
  - {user: sven@contoso.example, call: hang-up}
  - {user: sven@contoso.example, call: "#"}
`

// The phones answer as written and in that order, whoever the leader is.
func TestPhonesAnswerAsTheScenarioSays(t *testing.T) {
	dir := t.TempDir()
	first := startProcess(t, dir)
	tenant := join(t, dir)
	if info := load(t, tenant, answering); info.Scenario != "lab" || info.Answers != 6 {
		t.Errorf("%+v", info)
	}
	for i, want := range []int{0, 1, 0, 0, 0, 0} { // prompts that wait on
		toPhone(t, tenant, newBrowser(t, tenant.Control()), "ulla@contoso.example")
		waiting, err := tenant.Control().Prompts(t.Context())
		if err != nil || len(waiting) != want {
			t.Fatalf("request %d: %d wait, want %d (%v)", i, len(waiting), want, err)
		}
		if i == 1 { // nobody answers this one, the next leader neither
			first.kill()
			if waiting, err := tenant.Control().Prompts(t.Context()); err != nil || len(waiting) != 1 {
				t.Fatalf("%d wait under the next leader (%v)", len(waiting), err)
			}
			if err := tenant.Control().AdvanceClock(t.Context(), time.Minute); err != nil {
				t.Fatal(err)
			}
		}
	}
	left, err := tenant.Control().Answers(t.Context())
	if err != nil || len(left) != 3 || !left[0].Always {
		t.Errorf("left: %+v %v", left, err)
	}
	b := newBrowser(t, tenant.Control())
	p := toPhone(t, tenant, b, "ulla@contoso.example")
	if p = b.post(p, p.fields); !strings.Contains(p.text, "KmsiCheckboxField") {
		t.Errorf("the sign-in doesn't go on: %s", p.text)
	}
}

func TestCallsAreAnsweredToo(t *testing.T) {
	tenant := join(t, t.TempDir())
	load(t, tenant, answering)
	var states []string
	for range 2 {
		toPhone(t, tenant, newBrowser(t, tenant.Control()), "sven@contoso.example")
		calls, err := tenant.Control().Messages(t.Context(), "sven@contoso.example")
		if err != nil || len(calls) == 0 {
			t.Fatalf("%+v %v", calls, err)
		}
		states = append(states, calls[len(calls)-1].State)
		if err := tenant.Control().AdvanceClock(t.Context(), 6*time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	if states[0] != "denied" || states[1] != "approved" {
		t.Errorf("%q", states)
	}
}

// Whoever waits for a prompt learns of it under the next leader.
func TestAWaitForAPromptGoesOnUnderTheNextLeader(t *testing.T) {
	dir := t.TempDir()
	first := startProcess(t, dir)
	tenant := join(t, dir)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	got := make(chan Waiting, 1)
	go func() {
		w, err := tenant.Control().WaitPrompt(ctx, "Push@contoso.example", KindPush, "")
		if err != nil {
			t.Error(err)
		}
		got <- w
	}()
	b := newBrowser(t, tenant.Control())
	killed := false
	b.between = func(field string) {
		if field == "passwd" && !killed {
			first.kill()
			killed = true
		}
	}
	user := b.user(pushUser)
	a := newAuthorization(directory.DocumentsCorePackID, contosoURL+"/user_impersonation")
	p := b.get(metadataOf(t, tenant).Authorization + "?" + a.query.Encode())
	p.fields.Set("loginfmt", user.UserPrincipalName)
	p = b.post(p, p.fields)
	b.between("passwd")
	p.fields.Set("passwd", user.Password)
	p = b.post(p, p.fields)
	w := <-got
	if !killed || w.Kind != KindPush || w.UserPrincipalName != pushUser || w.Number != p.elements["idRichContext_DisplaySign"] {
		t.Fatalf("%+v, the page shows %q", w, p.elements["idRichContext_DisplaySign"])
	}
	if err := tenant.Control().Approve(ctx, w.ID, w.Number); err != nil {
		t.Error(err)
	}
}

func TestWaitingForAPromptEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tenant, err := Join(t.Context(), Options{Dir: t.TempDir(), NoListeners: true})
		if err != nil {
			t.Fatal(err)
		}
		defer tenant.Close()
		c := tenant.Control()
		for query, want := range map[string]string{
			"?user=push@contoso.example&timeoutSeconds=10": "practice-not-prompted",
			"?timeoutSeconds=0":                            "practice-not-prompted",
			"?kind=letter":                                 "practice-control-request",
			"?timeoutSeconds=51":                           "practice-seconds",
			"?user=nobody@contoso.example":                 "practice-no-user",
		} {
			start := time.Now()
			err := c.call(t.Context(), http.MethodGet, "/wait-prompt"+query, nil, nil)
			if p := problem.From(err); p == nil || p.Code != want {
				t.Errorf("%s: %v, want %s", query, err, want)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%s took %v", query, took)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 70*time.Second)
		defer cancel()
		if _, err := c.WaitPrompt(ctx, "", "", ""); err == nil {
			t.Error("nothing came, and was found")
		}
	})
}

func TestAnImpossibleScenarioChangesNothing(t *testing.T) {
	tenant := join(t, t.TempDir())
	load(t, tenant, answering)
	_, err := tenant.Control().LoadScenario(t.Context(), "bad.yaml", []byte("extends: contoso\nusres: []\n"))
	p := problem.From(err)
	if p == nil || len(p.Fields) != 1 || p.Fields[0].Args["place"] != "bad.yaml:2:1" || p.Fields[0].Args["near"] != "users" {
		t.Errorf("%+v", p)
	}
	info, err := tenant.Control().Scenario(t.Context())
	if err != nil || info.Scenario != "lab" || info.Answers != 6 {
		t.Errorf("%+v %v", info, err)
	}
	for body, want := range map[string]string{
		`[{"user":"push@contoso.example","push":"maybe"}]`:           "[0].push",
		`[{"user":"nobody@contoso.example","push":"deny"}]`:          "[0].user",
		`[{"user":"push@contoso.example","push":"deny","times":-1}]`: "[0].times",
		`[{"user":"push@contoso.example","call":"A"}]`:               "[0].call",
		`[{"user":"push@contoso.example","push":"deny","call":"#"}]`: "[0].push",
	} {
		err := tenant.Control().send(t.Context(), http.MethodPut, "/answers", "application/json", body, nil)
		if p := problem.From(err); p == nil || p.Field != want {
			t.Errorf("%s: %v", body, err)
		}
	}
	if err := tenant.Control().SetAnswers(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := tenant.Control().Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if info, err := tenant.Control().Scenario(t.Context()); err != nil || info.Scenario != "" || info.Answers != 0 {
		t.Errorf("%+v %v", info, err)
	}
}
