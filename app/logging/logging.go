// Package logging is the program's log: warnings on standard error, everything in a
// rotating file in the state directory.
//
// It promises that no line carries a credential: texts, errors, lists and structs pass
// secret.Redact on their way out, whatever was logged, and a secret.String prints as ***
// anyway. The file is made with the first line, readable by its user only, and bounded:
// three files of 1 MB, or one of 4 MB where Windows lets nobody rotate it. A log that
// cannot be written never stops anything.
package logging

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"gopkg.in/natefinch/lumberjack.v2"

	"latchkey/app/secret"
)

// The bounds of the log file.
const (
	megabytes = 1
	backups   = 2
	// mostBytes is how large a file gets that can't be rotated.
	mostBytes = 4 << 20
)

// FileName of the log in the state directory.
const FileName = "latchkey.log"

// New makes the log; close it at the end. Nothing is opened or made before the first line.
func New(console io.Writer, stateDir string) (*slog.Logger, io.Closer) {
	file := &lazyFile{dir: stateDir}
	return slog.New(both{
		console: slog.NewTextHandler(console, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: redact(asGo)}),
		file:    slog.NewJSONHandler(file, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: redact(asJSON)}),
	}), file
}

// redact takes credentials out of everything that is logged, the message included. written
// is how the handler would write a value that is neither text nor error; one with a
// credential in it becomes that text, without it.
func redact(written func(any) string) func([]string, slog.Attr) slog.Attr {
	return func(_ []string, a slog.Attr) slog.Attr {
		switch value := a.Value.Resolve(); value.Kind() {
		case slog.KindString:
			a.Value = slog.StringValue(secret.Redact(value.String()))
		case slog.KindAny:
			if err, ok := value.Any().(error); ok {
				a.Value = slog.StringValue(secret.Redact(err.Error()))
			} else if text := written(value.Any()); secret.Redact(text) != text {
				a.Value = slog.StringValue(secret.Redact(text))
			}
		}
		return a
	}
}

// asGo is how slog's text handler writes a value.
func asGo(value any) string { return fmt.Sprintf("%+v", value) }

// asJSON is how slog's JSON handler writes a value.
func asJSON(value any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return asGo(value)
	}
	return strings.TrimSuffix(b.String(), "\n")
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
	file io.WriteCloser
}

func (f *lazyFile) Write(line []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := filepath.Join(f.dir, FileName)
	if f.file == nil {
		_ = os.MkdirAll(f.dir, 0o700)
		f.file = &lumberjack.Logger{Filename: path, MaxSize: megabytes, MaxBackups: backups}
	}
	n, err := f.file.Write(line)
	if err != nil {
		return appendTo(path, line)
	}
	return n, nil
}

// appendTo writes a line to a file that can't be rotated: on Windows nobody can rename the
// log while another Latchkey has it open.
func appendTo(path string, line []byte) (int, error) {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() > mostBytes {
		return 0, errors.Join(errTooLarge, err)
	}
	return f.Write(line)
}

var errTooLarge = errors.New("the log is too large, and can't be rotated")

// Close lets go of the file; another Latchkey may want to rotate it.
func (f *lazyFile) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}
