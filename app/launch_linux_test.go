package app

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"latchkey/app/program"
	"latchkey/app/terminal"
)

// The whole way of a ticket: no process is started with it, and its page is gone as soon
// as a browser has used it.
func TestNoTicketIsAnArgumentOfTheBrowser(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(dir, "browser")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho \"$@\" > "+pipe+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("BROWSER", script)
	t.Setenv("LATCHKEY_HOME", filepath.Join(dir, "home"))
	p, err := program.New(program.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := &launcher{site: fstest.MapFS{"index.html": {Data: []byte("<html><head></head><body></body></html>")}}, program: p}
	defer l.close()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- l.serve(ctx, terminal.ServeOptions{Open: true, Stay: true}) }()

	argv, err := os.ReadFile(pipe)
	if err != nil {
		t.Fatal(err)
	}
	path, isFile := strings.CutPrefix(strings.TrimSpace(string(argv)), "file://")
	if !isFile || strings.Contains(string(argv), "ticket") {
		t.Fatalf("the browser was started with %s", argv)
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`url=(http://[^/]+)/#ticket=([\w-]+)"`).FindSubmatch(page)
	if found == nil {
		t.Fatalf("the page:\n%s", page)
	}
	if strings.Contains(string(argv), string(found[2])) {
		t.Errorf("the browser was started with %s", argv)
	}
	if _, said := post(t, string(found[1])+"/api/ticket", "", `{"ticket":"`+string(found[2])+`"}`); !strings.Contains(said, "bearer") {
		t.Errorf("the ticket gives %s", said)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the page is still there: %v", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
