package tty

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// noEditing fails: a console's lines are as long as the buffer that they are read into.
func noEditing(*os.File) error { return errors.ErrUnsupported }

func hideEcho(f *os.File) error {
	console := windows.Handle(f.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return err
	}
	return windows.SetConsoleMode(console, mode&^windows.ENABLE_ECHO_INPUT|windows.ENABLE_LINE_INPUT|windows.ENABLE_PROCESSED_INPUT)
}

// Foreground reports whether f is a console: there is no other kind.
func Foreground(f *os.File) bool { return IsTerminal(f) }
