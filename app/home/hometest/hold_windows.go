// Package hometest is what tests of several packages do to files: it stands for another program
// that has one open, as virus scanners and backups do on Windows. Nowhere else does that keep
// anybody from reading, replacing or removing the file.
package hometest

import (
	"testing"

	"golang.org/x/sys/windows"
)

// HoldFile has a file open until release. sharing is what others may do with it meanwhile,
// of windows.FILE_SHARE_READ and the like; with 0 they may not even read it.
func HoldFile(t *testing.T, path string, sharing uint32) (release func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := windows.CreateFile(name, windows.GENERIC_READ, sharing, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() { _ = windows.CloseHandle(file) }
}
