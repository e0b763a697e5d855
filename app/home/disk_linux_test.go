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

// The tests of disks run in a process of their own with its own mounts, where it may
// make some; diskEnvironment names the directory to mount on.
const diskEnvironment = "LATCHKEY_HOME_TEST_DISK"

// inMounts runs the named test again in a new mount namespace, as root or in a user
// namespace. It returns true in that second run.
func inMounts(t *testing.T) (dir string, inside bool) {
	t.Helper()
	if dir := os.Getenv(diskEnvironment); dir != "" {
		return dir, true
	}
	dir = t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), diskEnvironment+"="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		t.Fatalf("%s", out)
	case err != nil: // no mounts allowed here: the file size limit stands in, see TestAWriteThatBreaksOffChangesNothing
		t.Logf("SKIPPED: no mount namespace: %v", err)
		if os.Getenv("CI") == "true" {
			t.Fail()
		}
	case !strings.Contains(string(out), "--- PASS: "+t.Name()):
		t.Fatalf("the second run tested nothing: %s", out)
	}
	return "", false
}

func mount(t *testing.T, dir, options string, flags uintptr) {
	t.Helper()
	if err := syscall.Mount("", "/", "", syscall.MS_PRIVATE|syscall.MS_REC, ""); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, options); err != nil {
		t.Fatal(err)
	}
}

func TestAFullDiskLosesNothing(t *testing.T) {
	dir, inside := inMounts(t)
	if !inside {
		return
	}
	mount(t, dir, "size=64k,nr_inodes=8", 0)
	d := open(t, filepath.Join(dir, "profiles"))
	old := make([]byte, 8_000)
	if err := d.Write("f", old); err != nil {
		t.Fatal(err)
	}
	for range 3 { // a failed write must give its space back
		if err := d.Write("f", make([]byte, 60_000)); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("no space: %v", err)
		}
	}
	if data, err := d.Read("f", 1<<20); err != nil || !slices.Equal(data, old) {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if names := list(t, filepath.Join(dir, "profiles")); !slices.Equal(names, []string{"f"}) {
		t.Errorf("left behind: %v", names)
	}
	for i := 0; ; i++ { // no inodes
		if err := os.WriteFile(filepath.Join(dir, string(rune('a'+i))), nil, 0o600); err != nil {
			break
		}
	}
	if err := d.Write("f", []byte("new")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("no inodes: %v", err)
	}
	if data, err := d.Read("f", 1<<20); err != nil || !slices.Equal(data, old) {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

func TestAReadOnlyDiskCanBeRead(t *testing.T) {
	dir, inside := inMounts(t)
	if !inside {
		return
	}
	mount(t, dir, "size=64k", 0)
	path := filepath.Join(dir, "profiles")
	d := open(t, path)
	if err := d.Write("f", []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"write": d.Write("f", []byte("new")), "remove": d.Remove("f"),
	} {
		if !errors.Is(err, syscall.EROFS) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if data, err := d.Read("f", 100); err != nil || string(data) != "old" {
		t.Errorf("%q, %v", data, err)
	}
	again, err := home.Open(path)
	if err != nil {
		t.Fatalf("opening: %v", err)
	}
	if names, err := again.Names(""); err != nil || !slices.Equal(names, []string{"f"}) {
		t.Errorf("%v, %v", names, err)
	}
	if _, err := home.Open(filepath.Join(dir, "new")); !errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("making a directory: %v", err)
	}
}

// Directories of /proc have no fsync: the kernel answers EINVAL, as some shared folders do.
func TestADirectoryThatCannotBeSyncedIsNoFailure(t *testing.T) {
	d, err := home.Existing("/proc")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if err := d.Remove("latchkey-no-such-file"); err != nil {
		t.Errorf("removing a missing file: %v", err)
	}
}
