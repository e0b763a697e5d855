package network

import (
	"context"
	"fmt"
	"os/exec"
	"time"
)

// operatingSystem asks macOS by its own program scutil(8), not by go-ieproxy: that
// needs cgo on macOS and finds nothing without it, and Latchkey for the terminal is
// built without. Scripts cannot be run this way.
func operatingSystem(ctx context.Context) (Settings, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/sbin/scutil", "--proxy").Output()
	if err != nil {
		return Settings{}, fmt.Errorf("scutil --proxy: %w", err)
	}
	return parseScutil(string(out)), nil
}
