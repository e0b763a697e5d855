package loopback

import (
	"errors"

	"golang.org/x/sys/windows"
)

// isAddressInUse includes WSAEACCES: that is what Windows answers for a port in one
// of its excluded ranges (netsh int ipv4 show excludedportrange tcp).
func isAddressInUse(err error) bool {
	return errors.Is(err, windows.WSAEADDRINUSE) || errors.Is(err, windows.WSAEACCES)
}

// isFamilyMissing reports that the machine has no such address family.
func isFamilyMissing(err error) bool {
	return errors.Is(err, windows.WSAEADDRNOTAVAIL) || errors.Is(err, windows.WSAEAFNOSUPPORT)
}
