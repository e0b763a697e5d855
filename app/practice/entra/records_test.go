package entra

import (
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// die takes the server away and puts up another that knows only what was journaled.
func (g *rig) die() { g.Server = g.server(slices.Clone(g.journal)) }

// rows is how many rows of a table have not expired.
func (g *rig) rows(table string) int {
	n := 0
	for _, r := range g.Snapshot() {
		if r.Table == table {
			n++
		}
	}
	return n
}

func TestASignInSurvivesItsServerAtEveryStep(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks())
	g.die()
	b.send("loginfmt", "push@"+aadsts.ContosoDomain)
	g.die()
	b.send("passwd", g.passwordOf("push")).wants(`id="idRichContext_DisplaySign"`)
	p := g.Prompts()[0]
	g.die()
	if again := g.Prompts(); len(again) != 1 || again[0] != p {
		t.Fatalf("prompts %+v, want %+v", again, p)
	}
	if err := g.Approve(p.ID, p.Number); err != nil {
		t.Fatal(err)
	}
	g.die()
	b.send().wants("Stay signed in?")
	g.die()
	code := b.send("answer", "yes").returned().Get("code")
	g.die()
	status, first := g.redeemed(code)
	if status != 200 {
		t.Fatalf("%v", first)
	}
	g.die()
	status, answer := g.redeemed(code)
	g.refusedWith(status, answer, "invalid_grant", 54005)
	status, second := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	if status != 200 {
		t.Fatalf("%v", second)
	}
	if status, _, who := g.get(contosoURL+"/api/data/v9.2/WhoAmI", first["access_token"].(string)); status != 200 {
		t.Fatalf("%v", who)
	}
	g.die()
	if q := b.open(asks()).returned(); q.Get("code") == "" {
		t.Fatalf("the browser's session is gone: %v", q)
	}
	must(t, g.SetSettings(directory.Settings{StrictRefreshTokens: true}))
	g.die()
	status, answer = g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	g.refusedWith(status, answer, "invalid_grant", 50173)
	g.die()
	if a := g.State().Alarms; len(a) != 2 {
		t.Errorf("alarms %+v", a)
	}
}

func TestRecordsHoldNoCredential(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("totp")
	code := g.Codes()[0].Code
	b.send("otc", code, "trust", "1").send("answer", "yes")
	_, first := g.redeemed(b.returned().Get("code"))
	g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	secrets := append(g.sent, verifier)
	for _, u := range g.Users() {
		secrets = append(secrets, u.Password)
		if u.TOTPSecret != "" {
			secrets = append(secrets, u.TOTPSecret)
		}
	}
	text, err := json.Marshal([][]directory.Record{g.journal, g.Snapshot()})
	if err != nil {
		t.Fatal(err)
	}
	if len(secrets) < 13 {
		t.Fatalf("only %d credentials were seen", len(secrets))
	}
	for _, s := range secrets {
		if s == "" || strings.Contains(string(text), s) || strings.Contains(string(text), url.QueryEscape(s)) {
			t.Errorf("a record holds %q", s)
		}
	}
	for _, r := range g.journal {
		if len(r.Value) > 1200 {
			t.Errorf("a record of table %s has %d bytes", r.Table, len(r.Value))
		}
	}
}

func TestSnapshotIsTheSumOfTheJournal(t *testing.T) {
	g := newRig(t)
	g.browser().open(asks()).login("push")
	g.redeemed(g.code())
	if err := g.SetSettings(directory.Settings{TokenLifetime: time.Minute, Organizations: 7}); err != nil {
		t.Fatal(err)
	}
	snapshot := g.Snapshot()
	g.die()
	same := func(a, b []directory.Record) bool {
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		return string(x) == string(y)
	}
	if !same(snapshot, g.Snapshot()) {
		t.Error("the journal gives another state")
	}
	if !same(snapshot, g.server(snapshot).Snapshot()) {
		t.Error("the snapshot gives another state")
	}
}

func TestResetForgetsEverything(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("push")
	_, first := g.redeemed(g.code())
	for range mostFailures {
		g.browser().open(asks("login_hint", "totp@"+aadsts.ContosoDomain)).send("passwd", "wrong")
	}
	if err := errors.Join(g.SetSettings(directory.Settings{Organizations: 5}), g.AdvanceClock(time.Minute)); err != nil {
		t.Fatal(err)
	}
	before := g.State()
	if before.ClockOffset != time.Minute || before.Sessions != 1 || before.SignIns == 0 || len(before.Alarms) == 0 {
		t.Fatalf("nothing to forget: %+v", before)
	}
	g.Reset()
	for range 2 {
		after := g.State()
		if after.ClockOffset != 0 || after.Sessions != 0 || after.SignIns != 0 || after.Prompts != 0 || len(after.Alarms) != 0 || after.Settings != (directory.Settings{}) {
			t.Errorf("left: %+v", after)
		}
		if g.Users()[1].LockedUntil != "" {
			t.Error("still locked")
		}
		status, answer := g.tokens("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
		g.refusedWith(status, answer, "invalid_grant", 50173)
		g.die()
	}
	b.send().wants("AADSTS50089")
}

func TestRecordsOfANewerVersionDoNoHarm(t *testing.T) {
	g := newRig(t)
	g.server([]directory.Record{{Table: "of tomorrow", Key: "x", Value: json.RawMessage(`{"a":1}`)}})
	_, err := New(Options{Seed: g.seed, SigningKeys: g.keys, Restore: []directory.Record{{Table: "flow", Key: "x", Value: json.RawMessage(`[]`)}}})
	if err == nil {
		t.Error("a broken record is taken")
	}
}

func TestExpiredRowsAreSwept(t *testing.T) {
	g := newRig(t)
	g.browser().open(asks()).login("push")
	_, _ = g.redeemed(g.code())
	_, _ = g.device()
	g.now = g.now.Add((directory.RefreshIdle + directory.KeepSeconds) * time.Second)
	for _, r := range g.Snapshot() {
		t.Errorf("left: %s %s", r.Table, r.Value)
	}
	g.die()
	for _, r := range g.Snapshot() {
		t.Errorf("journal left: %s", r.Table)
	}
}
