package entra

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestTheClockGoesForwardOnly(t *testing.T) {
	g := newRig(t)
	if g.AdvanceClock(-time.Second) == nil || g.AdvanceClock(1<<62) == nil {
		t.Error("taken")
	}
	code := g.Codes()[0]
	if err := g.AdvanceClock(30 * time.Second); err != nil {
		t.Fatal(err)
	}
	if next := g.Codes()[0]; next.Code == code.Code || !next.ValidUntil.Equal(code.ValidUntil.Add(30*time.Second)) {
		t.Errorf("%+v after %+v", next, code)
	}
	if st := g.State(); st.ClockOffset != 30*time.Second || !st.Time.Equal(g.now.Add(30*time.Second)) {
		t.Errorf("%+v", st)
	}
}

func TestManySignInsAtOnce(t *testing.T) {
	g := newRig(t)
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			own := &rig{TB: t, Server: g.Server, keys: g.keys, now: g.now}
			user := []string{"password", "push"}[i%2]
			b := own.browser().open(asks("state", "st&<te", "nonce", fmt.Sprint(i))).login(user)
			if user == "push" {
				number := pushNumber(b.page)
				for _, p := range own.Prompts() {
					if p.Number == number { // somebody else's same number is as good
						_ = own.Approve(p.ID, number)
					}
				}
				b.send()
			}
			status, answer := own.redeemed(b.wants("Stay signed in?").send("answer", "no").returned().Get("code"))
			if status != 200 {
				t.Errorf("%d: %v", i, answer)
			}
		})
	}
	all.Wait()
	if st := g.State(); st.Sessions != 16 || st.SignIns != 0 || st.Prompts != 0 || len(st.Alarms) != 0 {
		t.Errorf("%+v", st)
	}
}

func BenchmarkSignIn(b *testing.B) {
	g := newRig(b)
	for b.Loop() {
		page := g.browser().open(asks()).login("push")
		for _, p := range g.Prompts() {
			if err := g.Approve(p.ID, p.Number); err != nil {
				b.Fatal(err)
			}
		}
		page.send().send("answer", "no")
		if status, answer := g.redeemed(page.returned().Get("code")); status != 200 {
			b.Fatal(answer)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	g := newRig(b)
	for b.Loop() {
		g.server(nil)
	}
}

// pushNumber is the number that a page shows.
func pushNumber(page string) string {
	_, rest, _ := strings.Cut(page, `id="idRichContext_DisplaySign"`)
	_, rest, _ = strings.Cut(rest, ">")
	number, _, _ := strings.Cut(rest, "<")
	return number
}
