package terminal

import "golang.org/x/sys/unix"

const (
	getTermios = unix.TIOCGETA
	setTermios = unix.TIOCSETA
)

// localModes is the type of termios(4)'s c_lflag.
type localModes = uint64
