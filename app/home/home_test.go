package home_test

import (
	"path/filepath"
	"strings"
	"testing"

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

func TestLocateWithoutTheVariable(t *testing.T) {
	h, err := home.Locate(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{h.Profiles, h.Sessions, h.Practice, h.State} {
		if !filepath.IsAbs(dir) || !strings.Contains(strings.ToLower(dir), "latchkey") {
			t.Errorf("%q is no place of Latchkey's own", dir)
		}
	}
	if h.Profiles == h.Sessions || h.Sessions == h.Practice {
		t.Errorf("places are shared: %+v", h)
	}
}
