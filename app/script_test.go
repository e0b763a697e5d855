//go:build linux

package app_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	_ "latchkey/app" // so that "go test" runs the scripts again when the program has changed
	"latchkey/app/vault/secretservice"
)

// The scripts under testdata are the specification of the terminal. Each runs the
// program as it is shipped, as processes of its own, in a home of its own, with a real Secret
// Service; $BROWSER is a program that plays a practice user at the sign-in pages.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"person":       person,
		"pasteback":    pasteBack,
		"together":     together,
		"control":      control,
		"nosecrets":    noSecrets,
		"onemore":      oneMore,
		"status":       status,
		"keyring":      lockKeyring,
		"damage":       damage,
		"aside":        aside,
		"typecode":     typeCode,
		"typesecret":   typeSecret,
		"certificates": certificates,
		"kept":         keptCredentials,
		"atmost":       atMost,
		"labperson":    labPerson,
		"interrupt":    interrupt,
	})
}

func TestScripts(t *testing.T) {
	t.Setenv("PATH", build(t)+string(os.PathListSeparator)+os.Getenv("PATH"))
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup:               setUp,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"lab": lab, "occupy": occupy},
	})
}

// build makes the program as it is shipped, static and without cgo, and returns where it is.
// The test's own binary would do for most, but with cgo a thread's stack can be too small for
// a signal on top of it (golang/go#43853), which has ended a script at Ctrl+C.
func build(t *testing.T) string {
	const source = "../main.go"
	if _, err := os.Stat(source); err != nil { // "go test" remembers what it was
		t.Fatal(err)
	}
	dir := t.TempDir()
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", filepath.Join(dir, "latchkey"), source)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return dir
}

// setUp gives a script its home, its keychain and its browser.
func setUp(env *testscript.Env) error {
	dir := filepath.Join(env.WorkDir, ".bus")
	keyring, err := secretservice.Start(dir, secretservice.Options{})
	if err != nil {
		return err
	}
	env.Defer(func() { _ = keyring.Close() })
	env.Vars = append(env.Vars, keyring.Env()...)
	env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
	env.Setenv("LATCHKEY_HOME", filepath.Join(env.WorkDir, "home", "latchkey"))
	env.Setenv("GORACE", "atexit_sleep_ms=10") // else a program with the race detector takes a second to end
	env.Setenv("BROWSER", "person")
	env.Setenv("SEEN", filepath.Join(env.WorkDir, ".seen")) // what the browser saw: outside the home
	return os.MkdirAll(filepath.Join(env.WorkDir, "home"), 0o700)
}
