package vault

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// asStranger runs something as somebody who may read a directory's files and change
// nothing: as root by changing the thread's file-system user, otherwise by taking the
// write permission away (home.Open gives its owner's permission back, so the
// directory's parent is not enough).
func asStranger(t *testing.T, dir string, do func()) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Fatal("this test has to run as root: an owner can always write to a directory of theirs")
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
	do()
}
