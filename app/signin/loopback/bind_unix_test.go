//go:build unix

package loopback

import (
	"os"
	"syscall"
	"testing"

	"latchkey/app/problem"
)

func TestAPortThatTheSystemKeepsIsNotCalledTaken(t *testing.T) {
	for code, err := range map[string]error{
		"port-in-use":        os.NewSyscallError("bind", syscall.EADDRINUSE),
		"port-reserved":      os.NewSyscallError("bind", syscall.EACCES),
		"loopback-not-bound": os.NewSyscallError("bind", syscall.ENOMEM),
	} {
		if p := problem.From(notBound("80", err)); p.Code != code {
			t.Errorf("%v: %s, want %s", err, p.Code, code)
		}
	}
}
