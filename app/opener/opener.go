// Package opener opens an address in the system browser.
//
// It promises that only http and https addresses without user information are
// opened, percent-encoded so that no program in between can read anything but an
// address in them, and that $BROWSER is honoured where the desktop does so. The
// browser is never waited for.
package opener

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"
)

// ErrRefused is returned for an address that is not a plain web address.
var ErrRefused = errors.New("not a web address")

// startLimit is how long a launcher that fails is waited for; one that still runs
// after that is taken to have worked.
const startLimit = 2 * time.Second

// Open opens address in the system browser. An error says why no browser could be
// started; the address can then be opened by hand.
func Open(ctx context.Context, address string) error {
	safe, err := Clean(address)
	if err != nil {
		return err
	}
	var failed error
	for _, c := range commands(safe, os.Getenv) {
		if failed = start(ctx, c); failed == nil {
			return nil
		}
	}
	if failed == nil {
		failed = errors.New("no program to open a browser with")
	}
	return failed
}

// Clean returns the address with every character encoded that a shell, a launcher
// or a browser's command line could take for something else.
func Clean(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil {
		return "", ErrRefused
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"'`\\<>^|{}()!*;$~[]", c) >= 0 && !inHost(u, c) {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String(), nil
}

// inHost lets the brackets of an IPv6 address stand.
func inHost(u *url.URL, c byte) bool {
	return (c == '[' || c == ']') && strings.HasPrefix(u.Host, "[")
}

// start runs a launcher and reports its failure, if it fails at once.
func start(ctx context.Context, argv []string) error {
	path, err := exec.LookPath(argv[0])
	if err != nil {
		return err
	}
	cmd := exec.Command(path, argv[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	timer := time.NewTimer(startLimit)
	defer timer.Stop()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("%s: %w", argv[0], err)
		}
		return nil
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Find names the program that would open an address, and opens nothing.
func Find(getenv func(string) string) (string, error) {
	for _, c := range commands("http://localhost/", getenv) {
		if path, err := exec.LookPath(c[0]); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no program to open a browser with")
}
