package vault

import (
	"maps"
	"os"
	"runtime"
	"syscall"
	"testing"
)

// asStranger runs something as somebody who may read a directory and change nothing
// in it: as root by changing the thread's file-system user. Nobody else can be kept
// from a directory of theirs, because home.Open gives its permissions back, so they
// get one of the system's.
func asStranger(t *testing.T, dir string, do func(dir string)) {
	t.Helper()
	if os.Getuid() != 0 {
		do("/usr")
		return
	}
	const nobody = 65534
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Setfsuid(0) }()
	do(dir)
}

func TestAReadOnlyDirectoryKeepsWhatItHas(t *testing.T) {
	dir, k := sealed(t)
	before := files(t, dir)
	asStranger(t, dir, func(dir string) {
		want(t, open(dir, k).Write(t.Context(), "a", []byte("x")), ErrStorage, "session-storage")
		want(t, open(dir, k).Delete(t.Context(), "a"), ErrStorage, "session-storage")
	})
	if after := files(t, dir); !maps.Equal(after, before) {
		t.Errorf("files changed: %q", after)
	}
}
