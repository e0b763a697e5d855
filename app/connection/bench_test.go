package connection

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"latchkey/app/profile"
)

// crowd fills the one cache of a harness with copies of its one account, each with an
// organization's token of its own.
func crowd(tb testing.TB, s *harness, n int) {
	tb.Helper()
	ctx := tb.Context()
	names, err := s.vault.Names(ctx)
	if err != nil || len(names) != 1 {
		tb.Fatalf("caches %v, %v", names, err)
	}
	data, err := s.vault.Read(ctx, names[0])
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
	if err := s.vault.Write(ctx, names[0], data); err != nil {
		tb.Fatal(err)
	}
}

func TestTheViewOfAThousandAccounts(t *testing.T) {
	s, p := crowded(t)
	v, err := s.View(t.Context(), p)
	if err != nil || v.Problem != nil || len(v.Accounts) != 1000 {
		t.Fatalf("%d accounts, problem %v, %v", len(v.Accounts), v.Problem, err)
	}
}

// viewBudget is what a person takes for at once.
const viewBudget = 100 * time.Millisecond

// BenchmarkViewOfAThousandAccounts fails when the quickest view takes longer than the
// budget. Every view reads the file anew.
func BenchmarkViewOfAThousandAccounts(b *testing.B) {
	s, p := crowded(b)
	best := time.Hour
	for b.Loop() {
		start := time.Now()
		if _, err := s.View(b.Context(), p); err != nil {
			b.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	b.ReportMetric(float64(best)/float64(time.Millisecond), "ms-best")
	if best > viewBudget {
		b.Errorf("the view took %s, more than %s", best, viewBudget)
	}
}

// crowded is a harness with a thousand accounts, and the profile of one of them.
func crowded(tb testing.TB) (*harness, profile.Profile) {
	tb.Helper()
	s := newHarness(tb)
	s.plays = "totp"
	p := s.profile(tb, "DocumentsCorePack")
	session, _, err := s.Retrieve(tb.Context(), p, s.options(&watcher{}))
	if err != nil {
		tb.Fatal(err)
	}
	crowd(tb, s, 1000)
	return s, Adopt(p, session, s.Now())
}
