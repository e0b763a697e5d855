package desktop

import (
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAWindowNeedsADisplayThatAnswers(t *testing.T) {
	for _, c := range []struct {
		name, system string
		env          map[string]string
		alive        string // the one socket that answers
		ok           bool
		why          string
	}{
		{"windows", "windows", nil, "", true, ""},
		{"macos", "darwin", nil, "", true, ""},
		{"console", "linux", nil, "", false, "neither DISPLAY nor WAYLAND_DISPLAY"},
		{"x11", "linux", map[string]string{"DISPLAY": ":1"}, "/tmp/.X11-unix/X1", true, ""},
		{"x11 with a screen", "linux", map[string]string{"DISPLAY": ":1.0"}, "/tmp/.X11-unix/X1", true, ""},
		{"x11, abstract", "linux", map[string]string{"DISPLAY": ":1"}, "@/tmp/.X11-unix/X1", true, ""},
		{"x11 that has gone", "linux", map[string]string{"DISPLAY": ":1"}, "/tmp/.X11-unix/X2", false, `DISPLAY=":1"`},
		{"x11 elsewhere", "linux", map[string]string{"DISPLAY": "localhost:10.0"}, "", true, ""},
		{"wayland", "linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/1"}, "/run/user/1/wayland-0", true, ""},
		{"wayland by path", "linux", map[string]string{"WAYLAND_DISPLAY": "/w"}, "/w", true, ""},
		{"wayland without a directory", "linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, "", false, `WAYLAND_DISPLAY="wayland-0"`},
		{"wayland gone, x11 there", "linux", map[string]string{"WAYLAND_DISPLAY": "/w", "DISPLAY": ":0"}, "/tmp/.X11-unix/X0", true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			getenv := func(name string) string { return c.env[name] }
			connect := func(socket string) (io.Closer, error) {
				if socket != c.alive {
					return nil, errors.New("nobody listens")
				}
				return io.NopCloser(nil), nil
			}
			release, err := reach(c.system, getenv, connect)
			if (err == nil) != c.ok || (release != nil) != c.ok || !strings.Contains(fmt.Sprint(err), c.why) {
				t.Errorf("%v, want %v %q", err, c.ok, c.why)
			}
		})
	}
}

// An X server whose last client goes starts anew, and the window that opens meanwhile
// fails.
func TestTheDisplayIsHeldUntilItIsReleased(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	display, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	getenv := func(name string) string { return map[string]string{"WAYLAND_DISPLAY": socket}[name] }
	release, err := reach("linux", getenv, connect)
	if err != nil {
		t.Fatal(err)
	}
	client, err := display.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	gone := func(wait time.Duration) bool {
		_ = client.SetReadDeadline(time.Now().Add(wait))
		_, err := client.Read(make([]byte, 1))
		return errors.Is(err, io.EOF)
	}
	if gone(20 * time.Millisecond) {
		t.Error("the connection was closed before it was released")
	}
	release()
	if !gone(time.Minute) {
		t.Error("the connection is open after it was released")
	}
	_ = display.Close()
	if _, err := reach("linux", getenv, connect); err == nil {
		t.Error("a display that has gone answers")
	}
}
