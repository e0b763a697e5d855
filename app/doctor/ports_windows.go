package doctor

import (
	"context"
	"os/exec"
	"syscall"
)

// excludedPorts is Windows' own table. It can be read by everybody.
func excludedPorts(ctx context.Context) string {
	cmd := exec.CommandContext(ctx, "netsh", "interface", "ipv4", "show", "excludedportrange", "protocol=tcp")
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return string(out)
}
