package terminal

import (
	"context"
	"errors"

	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
)

// The exit codes. Other programs rely on them.
const (
	exitDone         = 0
	exitFailed       = 1
	exitUsage        = 2
	exitSignInNeeded = 3
	exitKeychain     = 4
	exitNetwork      = 5
	exitRefused      = 6
	exitCancelled    = 130
)

// codes maps every kind of problem to its exit code.
var codes = map[problem.Kind]int{
	problem.Input:        exitUsage,
	problem.SignInNeeded: exitSignInNeeded,
	problem.Keychain:     exitKeychain,
	problem.Network:      exitNetwork,
	problem.Refused:      exitRefused,
	problem.Organization: exitFailed,
	problem.Cancelled:    exitCancelled,
	problem.TimedOut:     exitFailed,
	problem.NotFound:     exitFailed,
	problem.Conflict:     exitFailed,
	problem.Storage:      exitFailed,
	problem.Internal:     exitFailed,
}

func exitCode(err error) int {
	var p *problem.Problem
	switch {
	case usage.Is(err):
		return exitUsage
	case errors.As(err, &p) && p.Kind != problem.Internal:
		return codes[p.Kind]
	case errors.Is(err, context.Canceled):
		return exitCancelled
	}
	return exitFailed
}
