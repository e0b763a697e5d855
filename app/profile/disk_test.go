package profile

import (
	"context"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
	"time"

	"latchkey/app/home"
	"latchkey/app/problem"
)

func TestTroublesOfTheDiskAreTyped(t *testing.T) {
	for err, code := range map[error]string{
		syscall.ENOSPC:           "disk-full",
		diskFull:                 "disk-full",
		syscall.EROFS:            "disk-read-only",
		fs.ErrPermission:         "forbidden",
		home.ErrInUse:            "file-in-use",
		context.DeadlineExceeded: "storage-busy",
		syscall.EIO:              "storage-failed",
	} {
		p := storage("x.json", fmt.Errorf("write x.json: %w", err), "forbidden")
		if p.Kind != problem.Storage || p.Code != code || p.Args["file"] != "x.json" {
			t.Errorf("%v: %+v", err, p)
		}
	}
}

func TestSaveDoesNotWaitForEverForTheLock(t *testing.T) {
	s, _ := openStore(t)
	s.wait = time.Millisecond
	unlock, err := s.dir.Lock(t.Context(), lockName)
	if err != nil {
		t.Fatal(err)
	}
	_, err = save(s, "A")
	wantCode(t, err, problem.Storage, "storage-busy")
	unlock()
	s.wait = lockWait
	mustSave(t, s, "A")
}
