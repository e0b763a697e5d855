//go:build desktop || dev || bindings

package desktop

import (
	"context"
	"os/exec"
	"strings"
	"time"
)

// prefersDark asks for the appearance; the key is absent in the light one.
func prefersDark() bool {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/bin/defaults", "read", "-g", "AppleInterfaceStyle").Output()
	return err == nil && strings.TrimSpace(string(out)) == "Dark"
}
