//go:build linux

package app_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/testscript"

	"latchkey/app"
	"latchkey/app/vault/secretservice"
)

// The scripts under testdata are the specification of the terminal. Each runs the
// real program, as processes of its own, in a home of its own, with a real Secret
// Service; $BROWSER is a program that plays a practice user at the sign-in pages.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"latchkey":     func() { os.Exit(app.Main(site)) },
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

// site is a front end that is only just one.
var site = fstest.MapFS{"frontend/dist/index.html": {Data: []byte("<!doctype html><html><head></head><body>Latchkey</body></html>")}}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup:               setUp,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"lab": lab, "occupy": occupy},
	})
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
