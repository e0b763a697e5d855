package loopback

import (
	"errors"

	"golang.org/x/sys/windows"
)

func isAddressInUse(err error) bool { return errors.Is(err, windows.WSAEADDRINUSE) }

// isReserved reports WSAEACCES: that is what Windows answers for a port in one of its
// excluded ranges (netsh int ipv4 show excludedportrange tcp).
func isReserved(err error) bool { return errors.Is(err, windows.WSAEACCES) }

// isFamilyMissing reports that the machine has no such address family.
func isFamilyMissing(err error) bool {
	return errors.Is(err, windows.WSAEADDRNOTAVAIL) || errors.Is(err, windows.WSAEAFNOSUPPORT)
}
