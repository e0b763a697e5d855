package desktop

import (
	"net"
	"path/filepath"
	"strings"
	"testing"
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
			ok, why := available(c.system, getenv, func(socket string) bool { return socket == c.alive })
			if ok != c.ok || !strings.Contains(why, c.why) || ok != (why == "") {
				t.Errorf("%v %q, want %v %q", ok, why, c.ok, c.why)
			}
		})
	}
}

func TestASocketAnswersWhileSomebodyListens(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	if !answers(socket) {
		t.Error("a listening socket does not answer")
	}
	_ = l.Close()
	if answers(socket) {
		t.Error("a closed socket answers")
	}
}
