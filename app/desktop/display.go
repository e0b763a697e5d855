package desktop

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// displayTimeout is how long a local display may take to accept a connection.
const displayTimeout = time.Second

// Reach connects to the display that a window would be shown on; err says why there can
// be none. On Linux, GTK panics without a display, so it is asked first; elsewhere there
// always is one. The connection is kept until release is called, which must not be before
// the window has closed: an X server whose last client goes starts anew, and GTK's own
// connection fails meanwhile (Xserver(1), -noreset).
func Reach() (release func(), err error) {
	return reach(runtime.GOOS, os.Getenv, connect)
}

func reach(system string, getenv func(string) string, connect func(socket string) (io.Closer, error)) (release func(), err error) {
	nothing := func() {}
	if system != "linux" {
		return nothing, nil
	}
	wayland, x11 := getenv("WAYLAND_DISPLAY"), getenv("DISPLAY")
	if wayland == "" && x11 == "" {
		return nil, errors.New("there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)")
	}
	for _, socket := range append(waylandSockets(wayland, getenv("XDG_RUNTIME_DIR")), x11Sockets(x11)...) {
		if connection, err := connect(socket); err == nil {
			return func() { _ = connection.Close() }, nil
		}
	}
	if x11 != "" && x11Sockets(x11) == nil {
		return nothing, nil // on another machine, as in ssh -X: left to GTK
	}
	return nil, fmt.Errorf("the display does not answer (DISPLAY=%q, WAYLAND_DISPLAY=%q)", x11, wayland)
}

// waylandSockets follows wl_display_connect(3): an absolute path, or a name in
// XDG_RUNTIME_DIR.
func waylandSockets(display, runtimeDir string) []string {
	switch {
	case display == "":
		return nil
	case filepath.IsAbs(display):
		return []string{display}
	case runtimeDir == "":
		return nil
	}
	return []string{filepath.Join(runtimeDir, display)}
}

// x11Sockets gives the sockets of a local display, ":N" or ":N.S" (X(7)): the one in
// the file system and the abstract one. For other displays it gives nil.
func x11Sockets(display string) []string {
	number, local := strings.CutPrefix(display, ":")
	if !local {
		return nil
	}
	number, _, _ = strings.Cut(number, ".")
	path := "/tmp/.X11-unix/X" + number
	return []string{path, "@" + path}
}

func connect(socket string) (io.Closer, error) {
	return net.DialTimeout("unix", socket, displayTimeout)
}
