package app

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"

	"latchkey/app/program"
	"latchkey/app/terminal"
)

// version is set by the linker for releases: -X latchkey/app.version=1.0.0.
var version string

// Main runs Latchkey with the built front end and returns the exit code.
func Main(assets fs.FS) int {
	site, err := fs.Sub(assets, "frontend/dist")
	if err != nil {
		panic(err) // the embedded path is a constant
	}
	if generatingBindings {
		return runWindow(context.Background(), nil, site, slog.New(slog.DiscardHandler))
	}
	ctx, stop := interruptible()
	defer stop()
	l := &launcher{site: site}
	defer l.close()
	return terminal.Run(ctx, &terminal.Environment{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Version: Version(),
		Program: l.theProgram, Open: l.open, Serve: l.serve,
	}, os.Args[1:])
}

// signals is a context that a signal ends. It listens from when somebody first waits for
// it; until then a signal ends the process at once. Listening takes a thread, which is a
// tenth of the time of a short command such as "version".
type signals struct {
	context.Context
	listen func()
}

// Done listens for signals from now on.
func (s signals) Done() <-chan struct{} {
	s.listen()
	return s.Context.Done()
}

// interruptible is a context that the first signal to end ends. A second signal ends at
// once what doesn't heed the first.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	return signals{ctx, sync.OnceFunc(func() {
		signalled, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
		context.AfterFunc(signalled, func() { stop(); cancel() })
	})}, cancel
}

// launcher makes the program once and opens doors.
type launcher struct {
	site    fs.FS
	program *program.Program
}

func (l *launcher) theProgram() (*program.Program, error) {
	if l.program != nil {
		return l.program, nil
	}
	p, err := program.New(program.Options{Console: os.Stderr})
	l.program = p
	return p, err
}

func (l *launcher) close() {
	if l.program != nil {
		if err := l.program.Close(); err != nil {
			l.program.Log.Warn("not everything could be closed", "error", err)
		}
	}
}

// Version is the release, or the commit of a build from source.
func Version() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "dev-" + s.Value[:12]
		}
	}
	return "dev"
}
