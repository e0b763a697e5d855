package home

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/windows"

	"latchkey/app/home/hometest"
)

// accessOf is the access list of a file as SDDL, with the user's name for the user.
func accessOf(t *testing.T, path string) string {
	t.Helper()
	list, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(list.String(), user.User.Sid.String(), "USER")
}

func TestADirectoryIsTheUsersAndTheSystemsAlone(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "parent")
	d, err := Open(filepath.Join(parent, "dir"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, path := range []string{parent, d.Path("")} {
		access := accessOf(t, path)
		if !strings.HasPrefix(access, "D:P") || strings.Count(access, "(") != 2 ||
			!strings.Contains(access, "(A;OICI;FA;;;USER)") || !strings.Contains(access, "(A;OICI;FA;;;SY)") {
			t.Errorf("%s: %s", path, access)
		}
	}
	if err := d.Write("f", nil); err != nil {
		t.Fatal(err)
	}
	if access := accessOf(t, d.Path("f")); strings.Count(access, "(") != 2 ||
		!strings.Contains(access, ";FA;;;USER)") || !strings.Contains(access, ";FA;;;SY)") {
		t.Errorf("the file: %s", access)
	}
}

func TestADirectoryThatIsThereKeepsItsAccessList(t *testing.T) {
	path := t.TempDir()
	before := accessOf(t, path)
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if after := accessOf(t, path); after != before {
		t.Errorf("was %s, is %s", before, after)
	}
}

func TestAHeldFileIsInUse(t *testing.T) {
	for _, sharing := range []uint32{0, windows.FILE_SHARE_READ, windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE} {
		d, err := Open(filepath.Join(t.TempDir(), "dir"))
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Write("f", []byte("old")); err != nil {
			t.Fatal(err)
		}
		release := hometest.HoldFile(t, d.Path("f"), sharing)
		if err := d.Write("f", []byte("new")); !errors.Is(err, ErrInUse) || errors.Is(err, fs.ErrPermission) {
			t.Errorf("shared %d, write: %v", sharing, err)
		}
		if err := d.Remove("f"); !errors.Is(err, ErrInUse) {
			t.Errorf("shared %d, remove: %v", sharing, err)
		}
		if _, err := d.Read("f", 100); sharing == 0 && !errors.Is(err, ErrInUse) || sharing != 0 && err != nil {
			t.Errorf("shared %d, read: %v", sharing, err)
		}
		release()
		if data, err := d.Read("f", 100); err != nil || string(data) != "old" {
			t.Errorf("shared %d: now %q, %v", sharing, data, err)
		}
		_ = d.Close()
	}
}

// The read-only attribute forbids, and nobody holds the file.
func TestAForbiddenFileIsNotInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if (systemHolds{}).isHeld(path, windows.ERROR_ACCESS_DENIED) {
		t.Error("nobody holds it")
	}
}
