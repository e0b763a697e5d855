package home_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/app/home"
)

// holderEnvironment makes this test binary a process that holds the lock of "f" in
// the directory it names, until its standard input ends or it is killed.
const holderEnvironment = "LATCHKEY_HOME_TEST_HOLD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(holderEnvironment); dir != "" {
		hold(dir)
		return
	}
	os.Exit(m.Run())
}

func hold(dir string) {
	d, err := home.Open(dir)
	if err == nil {
		_, err = d.Lock(context.Background(), "f")
	}
	if err != nil {
		os.Stdout.WriteString("failed " + err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString("held\n")
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// startHolder returns once another process holds the lock.
func startHolder(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), holderEnvironment+"="+dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "held\n" {
		t.Fatalf("the holder says %q, %v", line, err)
	}
	return cmd
}

func TestLockKeepsOtherProcessesOutUntilTheirHolderDies(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	holder := startHolder(t, dir)
	if unlock, ok, err := d.TryLock("f"); ok || err != nil {
		t.Fatalf("taken twice: %v, %v", ok, err)
	} else if unlock != nil {
		t.Error("an unlock came with a lock that was not taken")
	}
	// The file itself stays readable and writable: locks are on a sibling.
	if err := d.Write("f", []byte("x")); err != nil {
		t.Error(err)
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	unlock, err := d.Lock(ctx, "f")
	if err != nil {
		t.Fatalf("after the holder was killed: %v", err)
	}
	unlock()
}

func TestLockWaitsNoLongerThanItsContext(t *testing.T) {
	d := open(t, t.TempDir())
	unlock, err := d.Lock(t.Context(), "f")
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := d.Lock(ctx, "f"); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), d.Path("f")) {
		t.Errorf("%v", err)
	}
	cancelled, stop := context.WithCancel(t.Context())
	stop()
	if _, err := d.Lock(cancelled, "f"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, ok, err := d.TryLock("f"); ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
}

func TestLocksOfDifferentFilesAreIndependent(t *testing.T) {
	d := open(t, t.TempDir())
	for _, name := range []string{"a", "b"} {
		unlock, ok, err := d.TryLock(name)
		if !ok || err != nil {
			t.Fatalf("%s: %v, %v", name, ok, err)
		}
		defer unlock()
	}
}

func TestOnlyOneGoroutineHoldsALock(t *testing.T) {
	path := t.TempDir()
	d := open(t, path)
	var inside, total atomic.Int32
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			unlock, err := d.Lock(t.Context(), "f")
			if err != nil {
				t.Error(err)
				return
			}
			if inside.Add(1) != 1 {
				t.Error("two inside")
			}
			total.Add(1)
			inside.Add(-1)
			unlock()
		})
	}
	all.Wait()
	if total.Load() != 16 {
		t.Errorf("%d of 16 got it", total.Load())
	}
	if names := list(t, path); !slices.Equal(names, []string{"f.lock"}) {
		t.Errorf("left behind: %v", names)
	}
}
