// Package tty is the terminal as a device: lines that may not be shown, lines that are longer
// than a terminal's own editing takes, and a QR code in block characters.
//
// It promises: a terminal can always be put back as it was, by the function that comes with each
// change of it; a line that isn't shown is edited by the terminal as people know it.
// Facts: termios(3), tcgetpgrp(3), Windows' SetConsoleMode.
package tty

import (
	"os"

	"golang.org/x/term"
)

// IsTerminal reports whether f is a terminal.
func IsTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// Hide keeps what is typed from being shown, until restore. It comes before the prompt, because
// somebody may type at once, and before the reading, which may outlast restore: so it isn't
// term.ReadPassword, which does both in one. The terminal goes on to edit the line: Ctrl+U takes
// back all of it, Backspace a whole character, however many bytes it has.
func Hide(f *os.File) (restore func(), err error) {
	restore, err = restorer(f)
	if err != nil {
		return nil, err
	}
	return restore, hideEcho(f)
}

// restorer puts a terminal back as it is now.
func restorer(f *os.File) (func(), error) {
	fd := int(f.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	return func() { _ = term.Restore(fd, before) }, nil
}
