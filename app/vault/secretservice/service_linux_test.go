package secretservice

import (
	"os/exec"
	"strings"
	"testing"
)

// tool runs secret-tool against a Service.
func tool(t *testing.T, s *Service, input string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("secret-tool", args...)
	cmd.Env = s.environ()
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.Output()
	return string(out), err
}

func started(t *testing.T, o Options) *Service {
	t.Helper()
	s, err := Start(t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func TestKeepsASecretOfAnotherProgramUntilLocked(t *testing.T) {
	s := started(t, Options{})
	if _, err := tool(t, s, "v", "store", "--label=x", "service", "a", "username", "b"); err != nil {
		t.Fatalf("store: %v", err)
	}
	if got, err := tool(t, s, "", "lookup", "service", "a", "username", "b"); got != "v" {
		t.Fatalf("lookup gave %q, %v", got, err)
	}
	if err := s.Lock(); err != nil {
		t.Fatal(err)
	}
	if got, _ := tool(t, s, "", "lookup", "service", "a", "username", "b"); got != "" {
		t.Errorf("a locked keyring gave %q", got)
	}
	if err := s.Unlock(); err != nil {
		t.Fatal(err)
	}
	if got, err := tool(t, s, "", "lookup", "service", "a", "username", "b"); got != "v" {
		t.Errorf("after unlocking: %q, %v", got, err)
	}
}
