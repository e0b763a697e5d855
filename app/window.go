//go:build desktop || dev || bindings

package app

import (
	"context"
	"io/fs"
	"log/slog"
	"sync/atomic"

	"latchkey/app/api"
	"latchkey/app/desktop"
	"latchkey/app/program"
)

const hasWindow = true

// started is the window once it can be talked to.
type started struct {
	ctx  context.Context
	emit func(name string, payload any)
}

// runWindow shows the window until it is closed or ctx ends, and returns the exit code. p is nil while bindings are
// generated: then nothing of it is called.
func runWindow(ctx context.Context, p *program.Program, site fs.FS, log *slog.Logger) int {
	var shown atomic.Pointer[started]
	second := &secondScreen{site: site, log: log}
	a := api.New(p, api.Door{
		Name: "window", Version: Version(),
		Emit: func(name string, payload any) {
			if w := shown.Load(); w != nil {
				w.emit(name, payload)
			}
			second.emit(name, payload)
		},
		PhonePage: second.phonePage,
		Save: func(name, text string) (bool, error) {
			if w := shown.Load(); w != nil {
				return desktop.Save(w.ctx, name, text)
			}
			return false, context.Canceled
		},
		Close: func() {
			if w := shown.Load(); w != nil {
				desktop.Quit(w.ctx)
			}
		},
		Front: func() {
			if w := shown.Load(); w != nil {
				desktop.BringToFront(w.ctx)
			}
		},
	})
	second.bound = []any{a.Practice}
	if p != nil {
		second.opened = p.PageOpened
	}
	defer a.Close()
	defer second.close()
	err := desktop.Run(desktop.Options{
		Assets: site, Bound: a.Bound(), Log: log,
		OnBeforeClose: func() bool { return ctx.Err() == nil && !a.MayClose() },
		OnStartup: func(window context.Context, emit func(name string, payload any)) {
			shown.Store(&started{window, emit})
			context.AfterFunc(ctx, func() { desktop.Quit(window) })
		},
	})
	if err != nil {
		log.Error("the window failed", "error", err)
		return 1
	}
	return 0
}
