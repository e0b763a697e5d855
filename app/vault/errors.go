package vault

import (
	"context"
	"errors"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// What can be wrong, for errors.Is. Every error of this package is a
// *problem.Problem, apart from context.Canceled.
var (
	// ErrNotFound: there is no session of that name.
	ErrNotFound = errors.New("no such session")
	// ErrLocked: the keychain is locked, or has no keyring to store in yet; Unlock helps.
	ErrLocked = errors.New("keychain locked")
	// ErrUnavailable: there is no keychain, or it refuses, or does not keep what it is given.
	ErrUnavailable = errors.New("keychain unavailable")
	// ErrTimedOut: the keychain did not answer in time, or has not answered an earlier call yet.
	ErrTimedOut = errors.New("keychain did not answer in time")
	// ErrDamaged: the session's file could not be understood and was set aside.
	ErrDamaged = errors.New("session file damaged")
	// ErrKeyLost: the session's file is sound, but the keychain no longer has its key.
	ErrKeyLost = errors.New("session key lost")
	// ErrNewer: the file was written by a newer version; it is left alone.
	ErrNewer = errors.New("written by a newer version")
	// ErrStorage: the disk refused.
	ErrStorage = errors.New("session file not readable or writable")
	// ErrBusy: another process held a lock for too long.
	ErrBusy = errors.New("another process holds the lock")
)

// errNotFound is a keychain that answers that it has no such item.
var errNotFound = errors.New("no such keychain item")

// fault is a cause that is of one of the kinds above.
type fault struct {
	kind  error
	cause error
}

func (f fault) Error() string {
	if f.cause == nil {
		return f.kind.Error()
	}
	return f.kind.Error() + ": " + f.cause.Error()
}

func (f fault) Unwrap() []error {
	if f.cause == nil {
		return []error{f.kind}
	}
	return []error{f.kind, f.cause}
}

// failure makes the problem of a code.
func failure(kind problem.Kind, code string, is, cause error) *problem.Problem {
	return problem.New(kind, code).Because(fault{is, cause})
}

func locked(cause error) error {
	return failure(problem.Keychain, "keychain-locked", ErrLocked, cause)
}

func noKeyring(cause error) error {
	return failure(problem.Keychain, "keychain-no-default", ErrLocked, cause)
}

func unavailable(cause error) error {
	return failure(problem.Keychain, "keychain-unavailable", ErrUnavailable, cause)
}

func unfaithful(cause error) error {
	return failure(problem.Keychain, "keychain-unfaithful", ErrUnavailable, cause)
}

func timedOut(cause error) error {
	return failure(problem.Keychain, "keychain-timed-out", ErrTimedOut, cause)
}

func absent(name string) error {
	return failure(problem.SignInNeeded, "session-none", ErrNotFound, nil).With("session", name)
}

func keyLost(file string, cause error) error {
	return failure(problem.SignInNeeded, "session-key-lost", ErrKeyLost, cause).With("file", file)
}

func damaged(file, aside string, cause error) error {
	return failure(problem.SignInNeeded, "session-damaged", ErrDamaged, cause).
		With("file", file).With("aside", aside)
}

func newer(file string) error {
	return failure(problem.Storage, "session-newer", ErrNewer, nil).With("file", file)
}

// refused is a disk that does not let a file be written or removed.
func refused(file string, cause error) error {
	return onDisk("session-storage", file, cause)
}

// unreadable is a disk that does not let a file be read.
func unreadable(file string, cause error) error {
	return onDisk("session-unreadable", file, cause)
}

func onDisk(code, file string, cause error) error {
	if errors.Is(cause, home.ErrInUse) {
		code = "file-in-use"
	}
	return failure(problem.Storage, code, ErrStorage, cause).With("file", file)
}

func busy(file string, cause error) error {
	return failure(problem.TimedOut, "session-busy", ErrBusy, cause).With("file", file)
}

func memoryOnly() error {
	return failure(problem.Keychain, "keychain-memory", ErrUnavailable, nil)
}

func dismissed() error {
	return failure(problem.Cancelled, "unlock-dismissed", ErrLocked, nil)
}

// typed gives an error that a keychain returned its kind. What is typed already, a
// cancellation, and the errors that only this package sees stay as they are.
func typed(err error) error {
	var p *problem.Problem
	switch {
	case err == nil, errors.As(err, &p), errors.Is(err, context.Canceled),
		errors.Is(err, errNotFound), errors.Is(err, errKeyMissing), errors.Is(err, errKeyReplaced):
		return err
	case errors.Is(err, ErrLocked):
		return locked(err)
	case errors.Is(err, ErrTimedOut), errors.Is(err, context.DeadlineExceeded):
		return timedOut(err)
	default:
		return unavailable(err)
	}
}

// stateOf names an outcome for Status.
func stateOf(err error) string {
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, ErrLocked):
		return "locked"
	case errors.Is(err, ErrTimedOut):
		return "timed-out"
	default:
		return "unavailable"
	}
}
