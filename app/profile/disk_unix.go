//go:build unix

package profile

import "golang.org/x/sys/unix"

// diskFull is what a write ends with where the user's own share of the disk is full.
const diskFull = unix.EDQUOT
