package profile

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// failed is the problem of a disk that is full, read-only or broken.
func (s *Store) failed(name string, err error) *problem.Problem {
	if errors.Is(err, home.ErrNotRegular) {
		return problem.New(problem.Storage, "profile-not-regular").With("file", s.dir.Path(name))
	}
	return storage(s.dir.Path(name), err)
}

func storage(path string, err error) *problem.Problem {
	code := "storage-failed"
	switch {
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, diskFull):
		code = "disk-full"
	case errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission):
		code = "disk-read-only"
	case errors.Is(err, context.DeadlineExceeded):
		code = "storage-busy"
	}
	return problem.New(problem.Storage, code).With("file", path).Because(err)
}
