package desktop

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// displayTimeout is how long a local display may take to accept a connection.
const displayTimeout = time.Second

// Available says whether a window can be shown, and if not, why. On Linux, GTK panics
// without a display, so it is asked first; elsewhere there always is one.
func Available() (ok bool, why string) {
	return available(runtime.GOOS, os.Getenv, answers)
}

func available(system string, getenv func(string) string, answers func(socket string) bool) (ok bool, why string) {
	if system != "linux" {
		return true, ""
	}
	wayland, x11 := getenv("WAYLAND_DISPLAY"), getenv("DISPLAY")
	if wayland == "" && x11 == "" {
		return false, "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
	}
	for _, socket := range append(waylandSockets(wayland, getenv("XDG_RUNTIME_DIR")), x11Sockets(x11)...) {
		if answers(socket) {
			return true, ""
		}
	}
	if x11 != "" && x11Sockets(x11) == nil {
		return true, "" // on another machine, as in ssh -X: left to GTK
	}
	return false, fmt.Sprintf("the display does not answer (DISPLAY=%q, WAYLAND_DISPLAY=%q)", x11, wayland)
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

func answers(socket string) bool {
	c, err := net.DialTimeout("unix", socket, displayTimeout)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}
