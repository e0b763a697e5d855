//go:build linux || darwin

package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// longLines turns a terminal's line editing off, and nothing else: what is typed is
// still shown, and Ctrl+C still stops. The second result is false for a pipe or a file.
func longLines(f *os.File) (restore func(), isTerminal bool) {
	fd := int(f.Fd())
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, false
	}
	raw := *before
	raw.Lflag &^= unix.ICANON
	raw.Cc[unix.VMIN], raw.Cc[unix.VTIME] = 1, 0
	if err := unix.IoctlSetTermios(fd, setTermios, &raw); err != nil {
		return nil, false
	}
	return func() { _ = unix.IoctlSetTermios(fd, setTermios, before) }, true
}
