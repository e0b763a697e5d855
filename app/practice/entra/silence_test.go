package entra

import (
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// onPhone is what a person could answer or type now: "push", "text" and "call".
func (g *rig) onPhone() []string {
	var kinds []string
	for range g.Prompts() {
		kinds = append(kinds, "push")
	}
	for _, m := range g.Messages() {
		if m.State == "sent" || m.State == "ringing" {
			kinds = append(kinds, m.Kind)
		}
	}
	return kinds
}

// askers says who is asked in which way.
var askers = map[string]string{"push": "push", "sms": "text", "call": "call"}

func TestWhoBeginsAgainIsAskedOnce(t *testing.T) {
	for local, kind := range askers {
		g := newRig(t)
		b := g.browser().open(asks()).login(local)
		old := b.at
		rev := g.State().Rev
		b.open(asks()).login(local)
		if got := g.onPhone(); !slices.Equal(got, []string{kind}) || g.State().Rev == rev {
			t.Errorf("%s: on the phone %q", local, got)
		}
		if kind != "text" { // the window that was left says so, and may ask again
			b.open(old + "/poll").wants(`"waiting":false`)
			b.open(old).send().wants("We couldn't sign you in").send().wants(`data-poll=`)
			if got := g.onPhone(); !slices.Equal(got, []string{kind}) {
				t.Errorf("%s, back in the first window: %q", local, got)
			}
		}
	}
}

// Two browsers, or two programs, are two sign-ins: a person has to see both requests.
func TestOtherSignInsOfAPersonStayOnThePhone(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("push")
	g.browser().open(asks()).login("push")
	b.open(asks("client_id", directory.EveryOrganizationID)).login("push")
	if n := len(g.Prompts()); n != 3 {
		t.Errorf("%d requests", n)
	}
}

func TestWhatASignInHasOnThePhoneEndsWithIt(t *testing.T) {
	for local, kind := range askers {
		g := newRig(t)
		b := g.browser().open(asks()).login(local)
		if got := g.onPhone(); !slices.Equal(got, []string{kind}) {
			t.Fatalf("%s: %q", local, got)
		}
		must(t, g.SetMethods(local+"@"+aadsts.ContosoDomain, []string{directory.MethodCode}, directory.Phones{}))
		if got := g.onPhone(); len(got) != 0 {
			t.Errorf("%s: still on the phone: %q", local, got)
		}
		b.send().wants("AADSTS50089")
	}
}

func TestATextIsVoidWhenAnotherWayIsChosen(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("methods")
	at := b.at
	b.open(at+"/ways").send("method", directory.MethodText)
	first := g.newest()
	b.open(at+"/ways").send("method", directory.MethodCode)
	if got := g.onPhone(); len(got) != 0 || g.newest().State != "withdrawn" {
		t.Errorf("%q: %+v", got, g.newest())
	}
	b.open(at+"/ways").send("method", directory.MethodText).send("otc", first.Code)
	if g.newest().Code != first.Code {
		b.wants("AADSTS500121")
	}
}

// An enrolment that goes on in another window takes its test request along, and the first
// window doesn't take it back by itself.
func TestATestRequestEndsWhenAnotherWindowGoesOn(t *testing.T) {
	g := newRig(t)
	first := g.enrols("enrol", directory.MethodPush).send()
	at := first.at
	first.open(at + "/poll").wants(`"waiting":true`)
	if got := g.onPhone(); !slices.Equal(got, []string{"push"}) {
		t.Fatalf("%q", got)
	}
	second := g.browser().open(asks()).login("enrol")
	if got := g.onPhone(); len(got) != 0 {
		t.Errorf("the first window's request is still there: %q", got)
	}
	first.open(at + "/poll").wants(`"waiting":true`)
	second.wants("practiceSecret").send().wants(`data-poll=`)
	if got := g.onPhone(); !slices.Equal(got, []string{"push"}) {
		t.Errorf("%q", got)
	}
	must(t, g.SetMethods("enrol@"+aadsts.ContosoDomain, []string{directory.MethodCode}, directory.Phones{}))
	if got := strings.Join(g.onPhone(), " "); got != "" {
		t.Errorf("after an administrator settled it: %q", got)
	}
}
