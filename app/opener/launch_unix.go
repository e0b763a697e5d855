//go:build unix

package opener

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// startLimit is how long a launcher that fails is waited for; one that still runs
// after that is taken to have worked.
const startLimit = 2 * time.Second

var errNoBrowser = errors.New("no program to open a browser with")

// launch tries one launcher after the other until one has started.
func launch(ctx context.Context, address string) error {
	failed := errNoBrowser
	for _, argv := range commands(address, os.Getenv) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if failed = start(ctx, argv); failed == nil {
			return nil
		}
	}
	return failed
}

// start runs a launcher and reports its failure, if it fails at once. It gets a session
// of its own, so that Ctrl+C in our terminal does not end the person's browser.
func start(ctx context.Context, argv []string) error {
	path, err := exec.LookPath(argv[0])
	if err != nil {
		return err
	}
	cmd := exec.Command(path, argv[1:]...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	timer := time.NewTimer(startLimit)
	defer timer.Stop()
	select {
	case err := <-done:
		// Until it has its session, a process that was just started is of our terminal: the
		// Ctrl+C that ended it is about to end what wanted the browser.
		if err != nil && !interrupted(cmd.ProcessState) {
			return fmt.Errorf("%s: %w", argv[0], err)
		}
	case <-timer.C:
	case <-ctx.Done():
	}
	return nil
}

func interrupted(state *os.ProcessState) bool {
	status, ok := state.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGINT
}

// Find names the program that would open an address, and opens nothing.
func Find(getenv func(string) string) (string, error) {
	for _, c := range commands("http://localhost/", getenv) {
		if path, err := exec.LookPath(c[0]); err == nil {
			return path, nil
		}
	}
	return "", errNoBrowser
}
