package terminal

import "golang.org/x/sys/unix"

const (
	getTermios = unix.TCGETS
	setTermios = unix.TCSETS
)

// localModes is the type of termios(3)'s c_lflag.
type localModes = uint32
