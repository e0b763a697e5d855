package api

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheClipboardProgramGetsTheTextOnItsInputOnly(t *testing.T) {
	dir := t.TempDir()
	taken, arguments := filepath.Join(dir, "taken"), filepath.Join(dir, "arguments")
	script := "#!/bin/sh\n/bin/cat >" + taken + "\necho \"$0 $*\" >" + arguments + "\n"
	t.Setenv("PATH", dir)
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := systemClipboard("canary"); err == nil {
		t.Fatal("no program, and no error")
	}
	if err := os.WriteFile(filepath.Join(dir, "xsel"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wl-copy"), []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := systemClipboard("canary"); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(taken); err != nil || string(text) != "canary" {
		t.Errorf("the program got %q, %v", text, err)
	}
	if text, _ := os.ReadFile(arguments); string(text) != filepath.Join(dir, "xsel")+" --input --clipboard\n" {
		t.Errorf("the program was started as %q", text)
	}
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	if err := systemClipboard("canary"); err == nil {
		t.Error("wl-copy failed under Wayland, and no error")
	}
}
