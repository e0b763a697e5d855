//go:build unix

package home_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"latchkey/app/home"
)

// umask sets the process's umask for a test; tests of this package don't run in
// parallel.
func umask(t *testing.T, mask int) {
	t.Helper()
	old := syscall.Umask(mask)
	t.Cleanup(func() { syscall.Umask(old) })
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestOnlyTheUserCanReadWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0o000, 0o022, 0o077} {
		umask(t, mask)
		parent := filepath.Join(t.TempDir(), "parent")
		path := filepath.Join(parent, "dir")
		d := open(t, path)
		if got := mode(t, parent); got != 0o700 {
			t.Errorf("umask %03o: the parent is %o", mask, got)
		}
		if err := d.Write("f", []byte("x")); err != nil {
			t.Fatal(err)
		}
		unlock, err := d.Lock(t.Context(), "f")
		if err != nil {
			t.Fatal(err)
		}
		unlock()
		if got := mode(t, path); got != 0o700 {
			t.Errorf("umask %03o: the directory is %o", mask, got)
		}
		for _, name := range []string{"f", "f.lock"} {
			if got := mode(t, filepath.Join(path, name)); got != 0o600 {
				t.Errorf("umask %03o: %s is %o", mask, name, got)
			}
		}
	}
}

func TestLaxModesAreMended(t *testing.T) {
	umask(t, 0)
	path := filepath.Join(t.TempDir(), "dir")
	if err := os.Mkdir(path, 0o777); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(path, "f")
	if err := os.WriteFile(file, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	d := open(t, path)
	if err := d.Write("f", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got := mode(t, path); got != 0o700 {
		t.Errorf("the directory stays %o", got)
	}
	if got := mode(t, file); got != 0o600 {
		t.Errorf("the file stays %o", got)
	}
}

func TestOnlyRegularFilesAreRead(t *testing.T) {
	base := t.TempDir()
	path := filepath.Join(base, "dir")
	d := open(t, path)
	secret := filepath.Join(base, "theirs")
	if err := os.WriteFile(secret, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Write("real", []byte("ours")); err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Symlink(secret, filepath.Join(path, "link")))
	must(os.Symlink("real", filepath.Join(path, "inner-link")))
	must(os.Symlink("nowhere", filepath.Join(path, "dangling")))
	must(os.Mkdir(filepath.Join(path, "folder"), 0o700))
	must(syscall.Mkfifo(filepath.Join(path, "fifo"), 0o600)) // opening it would wait for ever
	for _, name := range []string{"link", "inner-link", "dangling", "folder", "fifo"} {
		if data, err := d.Read(name, 100); !errors.Is(err, home.ErrNotRegular) {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
}

func TestALinkIsReplacedNotFollowed(t *testing.T) {
	base := t.TempDir()
	d := open(t, filepath.Join(base, "dir"))
	target := filepath.Join(base, "theirs")
	if err := os.WriteFile(target, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, d.Path("f")); err != nil {
		t.Fatal(err)
	}
	if err := d.Write("f", []byte("ours")); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(target); err != nil || string(data) != "theirs" {
		t.Errorf("the target is now %q, %v", data, err)
	}
	if data, err := d.Read("f", 100); err != nil || string(data) != "ours" {
		t.Errorf("%q, %v", data, err)
	}
}

// limitEnvironment names the directory for the process that lives under a limit.
const limitEnvironment = "LATCHKEY_HOME_TEST_LIMIT"

// A limit on the size of files breaks a write off as a full disk does, also for root.
// It binds a whole process, so the test runs again in one of its own: in this one
// "go test" writes files too.
func TestAWriteThatBreaksOffChangesNothing(t *testing.T) {
	if path := os.Getenv(limitEnvironment); path != "" {
		writeBeyondTheLimit(t, path)
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), limitEnvironment+"="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("%v: %s", err, out)
	}
}

func writeBeyondTheLimit(t *testing.T, path string) {
	d := open(t, path)
	if err := d.Write("f", []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096}); err != nil {
		t.Fatal(err)
	}
	err := d.Write("f", make([]byte, 10_000))
	if !errors.Is(err, syscall.EFBIG) {
		t.Fatalf("error %v", err)
	}
	if data, err := d.Read("f", 100); err != nil || string(data) != "old" {
		t.Errorf("%q, %v", data, err)
	}
	if names := list(t, path); !slices.Equal(names, []string{"f"}) {
		t.Errorf("left behind: %v", names)
	}
}
