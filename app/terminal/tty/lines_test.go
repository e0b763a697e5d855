package tty

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestALineWithoutATerminalsEditing(t *testing.T) {
	long := strings.Repeat("x", 8000)
	for typed, want := range map[string]string{
		"http://localhost/\r": "http://localhost/", long + "\n": long, "ab\x7fc\r": "ac", "schö\x7fon\r": "schon", "\x7f\bab\r": "ab", "wrong\x15right\r": "right",
		"a\x04b\r": "a\x04b",
	} {
		if got, err := typedLine(bufio.NewReader(strings.NewReader(typed))); err != nil || got != want {
			t.Errorf("%.40q: %.40q, %v", typed, got, err)
		}
	}
	if _, err := typedLine(bufio.NewReader(strings.NewReader("\x04"))); !errors.Is(err, io.EOF) {
		t.Errorf("Ctrl+D: %v", err)
	}
}

// The first line that a console is asked for can be as long as any.
func TestLongLinesAreReadFromElsewhereToo(t *testing.T) {
	long := strings.Repeat("x", 9000)
	next, restore := LongLines(strings.NewReader(long + "\r\nb"))
	for _, want := range []string{long, "b"} {
		if got, err := next(); err != nil || got != want {
			t.Errorf("%.40q, %v", got, err)
		}
	}
	if _, err := next(); !errors.Is(err, io.EOF) || restore != nil {
		t.Errorf("%v, %v", err, restore == nil)
	}
}
