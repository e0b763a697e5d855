//go:build !(desktop || dev || bindings)

package app

import (
	"context"
	"io/fs"
	"log/slog"

	"latchkey/app/program"
)

// hasWindow says that this build has no window; its sibling has.
const hasWindow = false

func runWindow(context.Context, *program.Program, fs.FS, *slog.Logger) int { return 1 }
