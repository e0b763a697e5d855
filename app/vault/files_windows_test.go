package vault

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"
)

func TestAHeldFileIsInUse(t *testing.T) {
	dir, k := sealed(t)
	name, err := windows.UTF16PtrFromString(filepath.Join(dir, "a.sealed"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := windows.CreateFile(name, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	v := open(dir, k)
	_, err = v.Read(t.Context(), "a")
	want(t, err, ErrStorage, "file-in-use")
	want(t, v.Write(t.Context(), "a", []byte("x")), ErrStorage, "file-in-use")
	want(t, v.Delete(t.Context(), "a"), ErrStorage, "file-in-use")
	_ = windows.CloseHandle(file)
	if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
		t.Errorf("then %q, %v", got, err)
	}
}
