package connection

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"latchkey/app/profile"
)

// crowd fills the one cache of a stage with copies of its one account, each with an
// organization's token of its own.
func crowd(tb testing.TB, s *stage, n int) {
	tb.Helper()
	ctx := tb.Context()
	names, err := s.Identity.Vault.Names(ctx)
	if err != nil || len(names) != 1 {
		tb.Fatalf("caches %v, %v", names, err)
	}
	data, err := s.Identity.Vault.Read(ctx, names[0])
	if err != nil {
		tb.Fatal(err)
	}
	var cache map[string]map[string]json.RawMessage
	if err := json.Unmarshal(data, &cache); err != nil {
		tb.Fatal(err)
	}
	target := targetOf(tb, s)
	look, err := s.Identity.Look(ctx, target, target.DiscoveryScope())
	if err != nil || len(look.Accounts) != 1 {
		tb.Fatalf("accounts %v, %v", look.Accounts, err)
	}
	object, _, _ := strings.Cut(look.Accounts[0].HomeAccountID, ".")
	for table, rows := range cache {
		if table == "AppMetadata" {
			continue
		}
		for key, row := range rows {
			for i := range n - 1 {
				other := fmt.Sprintf("%08x%s", i, object[8:])
				replace := strings.NewReplacer(object, other, "totp@", fmt.Sprintf("person%04d@", i))
				rows[replace.Replace(key)] = json.RawMessage(replace.Replace(string(row)))
			}
		}
	}
	if data, err = json.Marshal(cache); err != nil {
		tb.Fatal(err)
	}
	if err := s.Identity.Vault.Write(ctx, names[0], data); err != nil {
		tb.Fatal(err)
	}
}

// TestTheViewOfAThousandAccounts holds the view to 100 ms, which a person takes for at
// once. Every look reads the file anew; a busy machine gets three tries.
func TestTheViewOfAThousandAccounts(t *testing.T) {
	s, p := crowded(t)
	const budget = 100 * time.Millisecond
	best := time.Hour
	for range 3 {
		start := time.Now()
		v, err := s.View(t.Context(), p)
		best = min(best, time.Since(start))
		if err != nil || v.Problem != nil || len(v.Accounts) != 1000 {
			t.Fatalf("%d accounts, problem %v, %v", len(v.Accounts), v.Problem, err)
		}
	}
	t.Logf("view of 1,000 accounts: %s", best)
	if best > budget && !raceEnabled {
		t.Errorf("the view took %s, more than %s", best, budget)
	}
}

func BenchmarkView(b *testing.B) {
	s, p := crowded(b)
	for b.Loop() {
		if _, err := s.View(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}

// crowded is a stage with a thousand accounts, and the profile of one of them.
func crowded(tb testing.TB) (*stage, profile.Profile) {
	tb.Helper()
	s := newStage(tb)
	s.plays = "totp"
	p := s.profile(tb, "DocumentsCorePack")
	session, _, err := s.Retrieve(tb.Context(), p, s.options(&watcher{}))
	if err != nil {
		tb.Fatal(err)
	}
	crowd(tb, s, 1000)
	return s, Adopt(p, session, s.Now())
}
