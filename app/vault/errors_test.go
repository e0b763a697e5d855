package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// What a file's trouble is called: reading is not saving, and held is not forbidden.
func TestTroubleWithAFileIsCalledWhatItIs(t *testing.T) {
	inUse := fmt.Errorf("%w: sharing violation", home.ErrInUse)
	for _, c := range []struct {
		err  error
		code string
	}{
		{unreadable("f", fs.ErrPermission), "session-unreadable"},
		{refused("f", fs.ErrPermission), "session-storage"},
		{asCredentialError(unreadable("f", fs.ErrPermission)), "credential-storage"},
		{unreadable("f", inUse), "file-in-use"},
		{refused("f", inUse), "file-in-use"},
		{asCredentialError(refused("f", inUse)), "file-in-use"},
	} {
		want(t, c.err, ErrStorage, c.code)
		if errors.Is(c.err, home.ErrInUse) != (c.code == "file-in-use") || problem.From(c.err).Args["file"] != "f" {
			t.Errorf("%s: %+v", c.code, problem.From(c.err))
		}
	}
}
