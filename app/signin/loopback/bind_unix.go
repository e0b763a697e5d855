//go:build unix

package loopback

import (
	"errors"
	"syscall"
)

func isAddressInUse(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }

// isReserved reports a port that only an administrator may have: one below 1024, on most
// machines.
func isReserved(err error) bool { return errors.Is(err, syscall.EACCES) }

// isFamilyMissing reports that the machine has no such address family.
func isFamilyMissing(err error) bool {
	return errors.Is(err, syscall.EADDRNOTAVAIL) || errors.Is(err, syscall.EAFNOSUPPORT)
}
