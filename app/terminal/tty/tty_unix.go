//go:build linux || darwin

package tty

import (
	"os"

	"golang.org/x/sys/unix"
)

// noEditing turns a terminal's line editing off, and nothing else: what is typed is still
// shown, and Ctrl+C still stops.
func noEditing(f *os.File) error {
	return change(f, func(t *unix.Termios) {
		t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 1, 0
		t.Lflag &^= unix.ICANON
	})
}

func hideEcho(f *os.File) error {
	return change(f, func(t *unix.Termios) {
		t.Lflag &^= unix.ECHO
		t.Lflag |= unix.ICANON | unix.ISIG
		t.Iflag |= unix.ICRNL
	})
}

func change(f *os.File, how func(*unix.Termios)) error {
	fd := int(f.Fd())
	t, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return err
	}
	how(t)
	return unix.IoctlSetTermios(fd, setTermios, t)
}

// Foreground reports whether f is a terminal whose input is this process's to read: a
// job in the background would be stopped by the attempt (tcgetpgrp(3)).
func Foreground(f *os.File) bool {
	group, err := unix.IoctlGetInt(int(f.Fd()), unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}
