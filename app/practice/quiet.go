package practice

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// A caller from outside can make the same thing go wrong without end; the log says so
// a few times an hour.
const (
	linesPerReason = 5
	mostReasons    = 50
)

// quiet returns a logger that says little about any one reason.
func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(quietHandler{log.Handler(), &tally{by: map[string]spell{}}})
}

// quietHandler passes on the first records of each reason.
type quietHandler struct {
	slog.Handler
	tally *tally
}

// Handle implements slog.Handler.
func (q quietHandler) Handle(ctx context.Context, r slog.Record) error {
	if !q.tally.another(reasonOf(r.Message), r.Time) {
		return nil
	}
	return q.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (q quietHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return quietHandler{q.Handler.WithAttrs(attrs), q.tally}
}

// WithGroup implements slog.Handler.
func (q quietHandler) WithGroup(name string) slog.Handler {
	return quietHandler{q.Handler.WithGroup(name), q.tally}
}

// reasonOf is a message up to the address or number in it.
func reasonOf(message string) string {
	if at := strings.IndexAny(message, "[0123456789"); at >= 0 {
		return message[:at]
	}
	return message
}

// tally counts by reason.
type tally struct {
	mu sync.Mutex
	by map[string]spell
}

// spell is an hour in which something was said.
type spell struct {
	since time.Time
	lines int
}

// another reports whether one more line may be written.
func (t *tally) another(reason string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	s, known := t.by[reason]
	if !known && len(t.by) >= mostReasons {
		return false
	}
	if now.Sub(s.since) >= time.Hour {
		s = spell{since: now}
	}
	s.lines++
	t.by[reason] = s
	return s.lines <= linesPerReason
}
