package home_test

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"latchkey/app/home"
)

func TestLocateUnderTheVariable(t *testing.T) {
	base := t.TempDir()
	h, err := home.Locate(func(name string) string {
		if name != "LATCHKEY_HOME" {
			t.Errorf("asked for %s", name)
		}
		return base
	})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, dir := range []string{h.Profiles, h.Sessions, h.Practice, h.State} {
		if !strings.HasPrefix(dir, base+string(filepath.Separator)) {
			t.Errorf("%s is not under %s", dir, base)
		}
		if seen[dir] {
			t.Errorf("%s is used twice", dir)
		}
		seen[dir] = true
	}
	if names, err := filepath.Glob(filepath.Join(base, "*")); err != nil || len(names) != 0 {
		t.Errorf("locating made %v", names)
	}
}

func TestLocateRefusesARelativePath(t *testing.T) {
	for _, base := range []string{"latchkey", "./x", "../x", "~/.latchkey"} {
		if h, err := home.Locate(func(string) string { return base }); err == nil {
			t.Errorf("%s was accepted: %+v", base, h)
		}
	}
}

// The README's table of what lies where.
func TestLocateWithoutTheVariable(t *testing.T) {
	user := t.TempDir()
	t.Cleanup(xdg.Reload) // runs after the environment is back
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
		t.Setenv(name, "")
	}
	local := filepath.Join(user, "AppData", "Local")
	for name, value := range map[string]string{"HOME": user, "USERPROFILE": user, "LOCALAPPDATA": local} {
		t.Setenv(name, value)
	}
	xdg.Reload()
	config, data, state := local, local, local
	switch runtime.GOOS {
	case "darwin":
		support := filepath.Join(user, "Library", "Application Support")
		config, data, state = support, support, support
	case "linux":
		config, data, state = filepath.Join(user, ".config"), filepath.Join(user, ".local", "share"), filepath.Join(user, ".local", "state")
	case "windows": // Windows itself is asked, and the variable comes after it
		config, data, state = xdg.ConfigHome, xdg.ConfigHome, xdg.ConfigHome
	}
	want := home.Home{
		Profiles: filepath.Join(config, "latchkey", "profiles"), Sessions: filepath.Join(data, "latchkey", "sessions"),
		Practice: filepath.Join(data, "latchkey", "practice"), State: filepath.Join(state, "latchkey"),
	}
	if h, err := home.Locate(func(string) string { return "" }); err != nil || h != want {
		t.Errorf("got %+v, %v, want %+v", h, err, want)
	}
}
