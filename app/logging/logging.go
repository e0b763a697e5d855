// Package logging is the program's log: warnings on standard error, everything in a
// rotating file in the state directory.
//
// It promises that no line carries a credential: texts and errors pass secret.Redact
// on their way out, whatever was logged, and a secret.String prints as *** anyway. The
// file is made with the first line, readable by its user only, and bounded: three
// files of 1 MB. A log that cannot be written never stops anything.
package logging

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"gopkg.in/natefinch/lumberjack.v2"

	"latchkey/app/secret"
)

// The bounds of the log file.
const (
	megabytes = 1
	backups   = 2
)

// FileName of the log in the state directory.
const FileName = "latchkey.log"

// New makes the log; close it at the end. Nothing is opened or made before the first line.
func New(console io.Writer, stateDir string) (*slog.Logger, io.Closer) {
	file := &lazyFile{dir: stateDir}
	return slog.New(both{
		console: slog.NewTextHandler(console, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: redact}),
		file:    slog.NewJSONHandler(file, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: redact}),
	}), file
}

// redact takes credentials out of every text and error, the message included.
func redact(_ []string, a slog.Attr) slog.Attr {
	switch value := a.Value.Resolve(); value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(secret.Redact(value.String()))
	case slog.KindAny:
		if err, ok := value.Any().(error); ok {
			a.Value = slog.StringValue(secret.Redact(err.Error()))
		}
	}
	return a
}

// both hands a record to the console and to the file, each by its own level.
type both struct{ console, file slog.Handler }

func (b both) Enabled(ctx context.Context, l slog.Level) bool {
	return b.console.Enabled(ctx, l) || b.file.Enabled(ctx, l)
}

func (b both) Handle(ctx context.Context, r slog.Record) error {
	var err error
	if b.console.Enabled(ctx, r.Level) {
		err = b.console.Handle(ctx, r.Clone())
	}
	if b.file.Enabled(ctx, r.Level) {
		_ = b.file.Handle(ctx, r) // a full disk must not stop a sign-in
	}
	return err
}

func (b both) WithAttrs(attrs []slog.Attr) slog.Handler {
	return both{b.console.WithAttrs(attrs), b.file.WithAttrs(attrs)}
}

func (b both) WithGroup(name string) slog.Handler {
	return both{b.console.WithGroup(name), b.file.WithGroup(name)}
}

// lazyFile makes the directory, private, and the file with the first line.
type lazyFile struct {
	dir  string
	mu   sync.Mutex
	file *lumberjack.Logger
}

func (f *lazyFile) Write(line []byte) (int, error) {
	f.mu.Lock()
	if f.file == nil {
		_ = os.MkdirAll(f.dir, 0o700)
		f.file = &lumberjack.Logger{Filename: filepath.Join(f.dir, FileName), MaxSize: megabytes, MaxBackups: backups}
	}
	f.mu.Unlock()
	return f.file.Write(line)
}

// Close lets go of the file; another Latchkey may want to rotate it.
func (f *lazyFile) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}
