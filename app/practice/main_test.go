package practice

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// helperDir makes the test program a Latchkey process that joins the tenant in
// that directory, says so on standard output, and stays until it is killed or
// its standard input ends.
const helperDir = "PRACTICE_TEST_HELPER_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		os.Exit(helper(dir))
	}
	goleak.VerifyTestMain(m)
}

// helperReport is what the helper says when it is ready.
type helperReport struct {
	Leader bool
	Info   Info
}

func helper(dir string) int {
	ctx := context.Background()
	t, err := Join(ctx, Options{Dir: dir})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	d, err := t.Listen(ctx, ListenOptions{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	_ = json.NewEncoder(os.Stdout).Encode(helperReport{t.Leader(), d.Info()})
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := t.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// process is a running helper.
type process struct {
	command *exec.Cmd
	stdin   io.Closer
	report  helperReport
}

// startProcess runs a helper and waits until it is ready.
func startProcess(t *testing.T, dir string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{command: exec.CommandContext(t.Context(), self)}
	p.command.Env = append(os.Environ(), helperDir+"="+dir)
	p.command.Stderr = os.Stderr
	if p.stdin, err = p.command.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.kill() })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatalf("the helper process is not ready: %v", err)
	}
	if err := json.Unmarshal(line, &p.report); err != nil {
		t.Fatal(err)
	}
	return p
}

// kill ends the process as SIGKILL does, and waits until it is gone.
func (p *process) kill() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}

// quit lets the process end by itself.
func (p *process) quit() error {
	_ = p.stdin.Close()
	return p.command.Wait()
}

func join(t *testing.T, dir string) *Tenant {
	t.Helper()
	return joinWith(t, Options{Dir: dir})
}

func joinWith(t *testing.T, o Options) *Tenant {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	tenant, err := Join(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tenant.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return tenant
}
