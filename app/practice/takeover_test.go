package practice

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"latchkey/app/practice/entra/directory"
)

// The leader is killed in the middle of a sign-in, once before each kind of page:
// the member that is left takes over and the person notices nothing.
func TestASignInGoesOnWhenTheLeaderIsKilled(t *testing.T) {
	for _, at := range []struct{ user, field string }{
		{pushUser, "loginfmt"}, {pushUser, "passwd"}, {pushUser, "number"}, {pushUser, "other"}, {codeUser, "otc"},
	} {
		t.Run(at.field, func(t *testing.T) {
			dir := t.TempDir()
			leader := startProcess(t, dir)
			tenant := join(t, dir)
			if tenant.Leader() || !leader.report.Leader {
				t.Fatal("the helper is not the leader")
			}
			b := newBrowser(t, tenant.Control())
			killed := false
			b.between = func(field string) {
				if field == at.field && !killed {
					leader.kill()
					killed = true
				}
			}
			got := signIn(t, tenant, b, at.user)
			if !killed || !tenant.Leader() {
				t.Fatalf("killed %v, leader now %v", killed, tenant.Leader())
			}
			if status, _ := whoAmI(t, tenant, got.Access); status != http.StatusOK {
				t.Errorf("WhoAmI %d", status)
			}
		})
	}
}

func TestTokensAndSettingsOutliveAKilledLeader(t *testing.T) {
	dir := t.TempDir()
	leader := startProcess(t, dir)
	tenant := join(t, dir)
	control := tenant.Control()
	if err := control.SetSettings(t.Context(), Settings{TokenLifetime: 90 * time.Second, Organizations: 7, Tenants: 20}); err != nil {
		t.Fatal(err)
	}
	if err := control.AdvanceClock(t.Context(), time.Hour); err != nil {
		t.Fatal(err)
	}
	got := signIn(t, tenant, newBrowser(t, control), codeUser)
	passwords, err := control.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	leader.kill()

	refresh := map[string][]string{
		"grant_type": {"refresh_token"}, "client_id": {directory.DocumentsCorePackID},
		"refresh_token": {got.Refresh}, "scope": {contosoURL + "/user_impersonation openid offline_access"},
	}
	next := tokenRequest(t, tenant, refresh)
	if next.Access == "" {
		t.Fatalf("the refresh token is not good any more: %s", next.Error)
	}
	if status, _ := whoAmI(t, tenant, got.Access); status != http.StatusOK {
		t.Errorf("the old access token: %d", status)
	}
	state, err := control.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (Settings{TokenLifetime: 90 * time.Second, Organizations: 7, Tenants: 20}); state.Settings != want {
		t.Errorf("settings %+v, want %+v", state.Settings, want)
	}
	if state.ClockOffset != time.Hour {
		t.Errorf("clock ahead by %v, want 1 h", state.ClockOffset)
	}
	again, err := control.Users(t.Context())
	if err != nil || again[0].Password != passwords[0].Password {
		t.Errorf("passwords changed (%v)", err)
	}
	counts, err := control.Counters(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (Count{Granted: 1}); counts["refresh_token"] != want || counts["authorization_code"] != want {
		t.Errorf("counters %+v, want one of each", counts)
	}
}

// Whoever waits for a change learns of those after a change of leaders.
func TestAWaitGoesOnUnderTheNextLeader(t *testing.T) {
	for name, end := range map[string]func(*process) error{
		"killed": func(p *process) error { p.kill(); return nil },
		"quit":   (*process).quit,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			leader := startProcess(t, dir)
			tenant := join(t, dir)
			state, err := tenant.Control().State(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			waited := make(chan error, 1)
			go func() {
				rev, err := tenant.Control().Wait(ctx, state.Rev)
				if err == nil && rev == state.Rev {
					err = errors.New("the same rev")
				}
				waited <- err
			}()
			if err := end(leader); err != nil {
				t.Fatal(err)
			}
			if err := tenant.Control().AdvanceClock(ctx, time.Second); err != nil {
				t.Fatal(err)
			}
			if err := <-waited; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestALeaderThatClosesHandsOver(t *testing.T) {
	dir := t.TempDir()
	first, second := join(t, dir), join(t, dir)
	got := signIn(t, second, newBrowser(t, second.Control()), pushUser)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, announcementFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("door.json after closing: %v", err)
	}
	if status, _ := whoAmI(t, second, got.Access); status != http.StatusOK || !second.Leader() {
		t.Errorf("WhoAmI %d, leader %v", status, second.Leader())
	}
}
