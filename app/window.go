//go:build desktop || dev || bindings

package app

import (
	"context"
	"io/fs"
	"log/slog"

	"latchkey/app/api"
	"latchkey/app/desktop"
	"latchkey/app/program"
)

const hasWindow = true

// runWindow shows the window and returns the exit code. p is nil while bindings are
// generated: then nothing of it is called.
func runWindow(p *program.Program, site fs.FS, log *slog.Logger) int {
	var emit func(name string, payload any)
	var window context.Context
	a := api.New(p, api.Door{
		Name: "window", Version: Version(),
		Emit: func(name string, payload any) {
			if emit != nil {
				emit(name, payload)
			}
		},
		Front: func() {
			if window != nil {
				desktop.BringToFront(window)
			}
		},
	})
	defer a.Close()
	err := desktop.Run(desktop.Options{
		Assets: site, Bound: a.Bound(), Log: log,
		OnStartup: func(ctx context.Context, e func(name string, payload any)) { window, emit = ctx, e },
	})
	if err != nil {
		log.Error("the window failed", "error", err)
		return 1
	}
	return 0
}
