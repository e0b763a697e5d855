package profile

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// unwritten is the problem of a file that could not be written, renamed or removed.
func (s *Store) unwritten(name string, err error) *problem.Problem {
	return storage(s.dir.Path(name), err, "disk-read-only")
}

// unread is the problem of a file, or of the directory when name is "", that could not be
// read. Its permission has nothing to do with the folder's.
func (s *Store) unread(name string, err error) *problem.Problem {
	if errors.Is(err, home.ErrNotRegular) {
		return problem.New(problem.Storage, "profile-not-regular").With("file", s.dir.Path(name))
	}
	return storage(s.dir.Path(name), err, "file-not-readable")
}

// storage names what is wrong with the disk. forbidden is the code for what the person's
// account may not do.
func storage(path string, err error, forbidden string) *problem.Problem {
	code := "storage-failed"
	switch {
	case errors.Is(err, home.ErrInUse):
		code = "file-in-use"
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, diskFull):
		code = "disk-full"
	case errors.Is(err, syscall.EROFS):
		code = "disk-read-only"
	case errors.Is(err, fs.ErrPermission):
		code = forbidden
	case errors.Is(err, context.DeadlineExceeded):
		code = "storage-busy"
	}
	return problem.New(problem.Storage, code).With("file", path).Because(err)
}
