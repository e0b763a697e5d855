//go:build linux || darwin

package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// longLines turns a terminal's line editing off, and nothing else: what is typed is
// still shown, and Ctrl+C still stops. The second result is false for a pipe or a file.
func longLines(f *os.File) (restore func(), isTerminal bool) {
	return without(f, unix.ICANON)
}

// hidden also keeps what is typed from being shown.
func hidden(f *os.File) (restore func(), isTerminal bool) {
	return without(f, unix.ICANON|unix.ECHO)
}

func without(f *os.File, which localModes) (restore func(), isTerminal bool) {
	fd := int(f.Fd())
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, false
	}
	raw := *before
	raw.Cc[unix.VMIN], raw.Cc[unix.VTIME] = 1, 0
	raw.Lflag &^= which
	if err := unix.IoctlSetTermios(fd, setTermios, &raw); err != nil {
		return nil, false
	}
	return func() { _ = unix.IoctlSetTermios(fd, setTermios, before) }, true
}

// isTerminal reports whether f is a terminal.
func isTerminal(f *os.File) bool {
	_, err := unix.IoctlGetTermios(int(f.Fd()), getTermios)
	return err == nil
}

// foreground reports whether f is a terminal whose input is this process's to read: a
// job in the background would be stopped by the attempt (tcgetpgrp(3)).
func foreground(f *os.File) bool {
	group, err := unix.IoctlGetInt(int(f.Fd()), unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}
