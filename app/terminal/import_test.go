package terminal

import (
	"bytes"
	"strings"
	"testing"

	"latchkey/app/transfer"
)

func TestALineOfTheLogIsReadable(t *testing.T) {
	for line, want := range map[string]string{
		`{"time":"2026-11-22T10:00:00.123Z","level":"INFO","msg":"sign-in begun","flow":"post","method":"auto"}`:                                  "2026-11-22 10:00:00  sign-in begun  flow=post  method=auto",
		`{"time":"2026-11-22T10:00:00Z","level":"WARN","msg":"m","problem":{"name":"AADSTS50011","warning":false,"field":"","args":{"app":"x"}}}`: "2026-11-22 10:00:00  m  WARN  problem.args.app=x  problem.name=AADSTS50011",
		"no JSON":   "no JSON",
		`{"a":"b"}`: `{"a":"b"}`,
	} {
		if got := logLine(line); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestABundleSaysThatTheBrowserNeverCameBack(t *testing.T) {
	for _, unanswered := range []bool{true, false} {
		var out bytes.Buffer
		(&Environment{Out: &out}).printLog(transfer.Bundle{Unanswered: unanswered})
		if got := strings.Contains(out.String(), "Ask the person what the page says"); got != unanswered {
			t.Errorf("%v: %s", unanswered, out.String())
		}
	}
}
