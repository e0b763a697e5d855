package home

import (
	"errors"
	"io/fs"
	"unsafe"

	"golang.org/x/sys/windows"
)

// makeDirectory makes one directory that only this user and the system may open, and
// what will lie in it. Go's Mkdir ignores the mode here, and the directory would get the
// access list of its parent, which below C:\ lets in everybody who is signed in.
//
// The list names the user and not OWNER RIGHTS: what a person makes as administrator
// belongs to the group of administrators, and the same person would be locked out.
func makeDirectory(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return &fs.PathError{Op: "mkdir", Path: path, Err: err}
	}
	access, err := onlyThisUser()
	if err != nil {
		return &fs.PathError{Op: "mkdir", Path: path, Err: err}
	}
	attributes := &windows.SecurityAttributes{SecurityDescriptor: access}
	attributes.Length = uint32(unsafe.Sizeof(*attributes))
	if err := windows.CreateDirectory(name, attributes); err != nil {
		return &fs.PathError{Op: "mkdir", Path: path, Err: err}
	}
	return nil
}

// onlyThisUser is an access list that inherits nothing from above (P), and gives full
// access (FA) to the user and to the system (SY), also of what is made below (OICI).
// The language is SDDL: Microsoft Learn, "Security Descriptor String Format".
func onlyThisUser() (*windows.SECURITY_DESCRIPTOR, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	return windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;" + user.User.Sid.String() + ")(A;OICI;FA;;;SY)")
}

// mendMode leaves a directory that was there before as it is: its access list is
// somebody's decision, and modes mean nothing here.
func mendMode(string) error { return nil }

// sync does nothing: Windows has no way to sync a directory, NTFS journals renames.
func (d *Dir) sync() error { return nil }

// systemHolds recognises files that another program has open.
type systemHolds struct{}

// mayBe is true of the answers for a file that is held: a sharing violation when it can't
// be opened, a lock violation when a part of it can't be read, and "access denied" when
// it can't be replaced or is about to go.
func (systemHolds) mayBe(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || isViolation(err)
}

// isHeld tells a held file from one that this user may not touch, which is "access
// denied" too: asking to delete it and sharing everything, only a holder is in the way.
func (systemHolds) isHeld(path string, err error) bool {
	if isViolation(err) {
		return true
	}
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return false
	}
	file, err := windows.CreateFile(name, windows.DELETE, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE,
		nil, windows.OPEN_EXISTING, windows.FILE_FLAG_OPEN_REPARSE_POINT|windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return isViolation(err)
	}
	_ = windows.CloseHandle(file)
	return false
}

func isViolation(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
