package terminal

import (
	"os"

	"golang.org/x/sys/windows"
)

// longLines does nothing: the console's lines are long enough.
func longLines(*os.File) (restore func(), isTerminal bool) { return nil, false }

// hidden keeps what is typed from being shown (SetConsoleMode); lines are edited by the
// console all the same.
func hidden(f *os.File) (restore func(), isTerminal bool) {
	console := windows.Handle(f.Fd())
	var before uint32
	if err := windows.GetConsoleMode(console, &before); err != nil {
		return nil, false
	}
	mode := before&^windows.ENABLE_ECHO_INPUT | windows.ENABLE_LINE_INPUT | windows.ENABLE_PROCESSED_INPUT
	if err := windows.SetConsoleMode(console, mode); err != nil {
		return nil, false
	}
	return func() { _ = windows.SetConsoleMode(console, before) }, true
}

// isTerminal reports whether f is a console.
func isTerminal(f *os.File) bool {
	var mode uint32
	return windows.GetConsoleMode(windows.Handle(f.Fd()), &mode) == nil
}

// foreground reports whether f is a console: there is no other kind.
func foreground(f *os.File) bool { return isTerminal(f) }
