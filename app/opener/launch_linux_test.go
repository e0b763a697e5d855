package opener

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// launchers puts shell scripts into $PATH and returns the directory that they write to.
func launchers(t *testing.T, scripts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, script := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
	t.Setenv("OUT", dir)
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	t.Setenv("WSL_DISTRO_NAME", "")
	return dir
}

func said(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(data))
}

func TestBROWSERIsTriedInTurn(t *testing.T) {
	dir := launchers(t, map[string]string{
		"fails": "exit 3", "works": `echo "$2" > $OUT/opened.out`, "never": "echo x > $OUT/never.out",
	})
	t.Setenv("BROWSER", "missing-program:fails:works --new %s:never")
	if err := Open(t.Context(), "http://localhost:1/?a=b"); err != nil {
		t.Fatal(err)
	}
	if got := said(t, dir, "opened.out"); got != "http://localhost:1/?a=b" {
		t.Errorf("opened %q", got)
	}
	if said(t, dir, "never.out") != "" {
		t.Error("a second browser was opened")
	}
}

func TestNoBrowserIsSaid(t *testing.T) {
	launchers(t, map[string]string{"fails": "exit 3"})
	for _, list := range []string{"", "fails", "missing-program"} {
		t.Setenv("BROWSER", list)
		if err := Open(t.Context(), "http://localhost/"); err == nil {
			t.Errorf("BROWSER=%q opened something", list)
		}
	}
}

// Ctrl+C right after the start reaches the launcher as well, before it has a session of its own.
func TestALauncherThatCtrlCEndedIsNoMissingBrowser(t *testing.T) {
	dir := launchers(t, map[string]string{"ends": "kill -INT $$", "never": "echo x > $OUT/never.out"})
	t.Setenv("BROWSER", "ends:never")
	if err := Open(t.Context(), "http://localhost/"); err != nil {
		t.Error(err)
	}
	if said(t, dir, "never.out") != "" {
		t.Error("a second browser was opened")
	}
}

// A sign-in that is over, or was cancelled, must not open a browser once more.
func TestAnEndedSignInOpensNoSecondBrowser(t *testing.T) {
	dir := launchers(t, map[string]string{
		"slow":  `echo started > $OUT/slow.out; mkfifo $OUT/wait; exec cat $OUT/wait`,
		"never": "echo x > $OUT/never.out",
	})
	t.Setenv("BROWSER", "slow:never")
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Open(ctx, "http://localhost/") }()
	for said(t, dir, "slow.out") == "" {
		select {
		case err := <-done:
			t.Fatalf("ended before it started: %v", err)
		default:
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if said(t, dir, "never.out") != "" {
		t.Error("a second browser was opened")
	}
	if f, err := os.OpenFile(filepath.Join(dir, "wait"), os.O_RDWR, 0); err == nil {
		_ = f.Close() // ends the launcher
	}
}
