package vault

import (
	"path/filepath"
	"testing"

	"latchkey/app/home/hometest"
)

func TestAHeldFileIsInUse(t *testing.T) {
	dir, k := sealed(t)
	release := hometest.HoldFile(t, filepath.Join(dir, "a.sealed"), 0)
	v := open(dir, k)
	_, err := v.Read(t.Context(), "a")
	want(t, err, ErrStorage, "file-in-use")
	want(t, v.Write(t.Context(), "a", []byte("x")), ErrStorage, "file-in-use")
	want(t, v.Delete(t.Context(), "a"), ErrStorage, "file-in-use")
	release()
	if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
		t.Errorf("then %q, %v", got, err)
	}
}
