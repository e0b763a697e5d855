package terminal

import (
	"bufio"
	"io"
	"os"

	"golang.org/x/term"
)

// lineLimit bounds one pasted line.
const lineLimit = 1 << 20

// lineReader reads lines from standard input.
type lineReader interface {
	// line returns the next line, or io.EOF when there is none or the person stops.
	line() (string, error)
}

// lines reads from a terminal without its own line editing, which cuts a line at 4,095
// bytes on Linux and at 1,024 on macOS (termios(3), MAX_CANON): an address with a code
// is longer.
func (e *Environment) lines() lineReader {
	if f, ok := e.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &screen{environment: e, file: f}
	}
	s := bufio.NewScanner(e.In)
	s.Buffer(nil, lineLimit)
	return scanner{s}
}

// scanner reads from a pipe or a file.
type scanner struct{ *bufio.Scanner }

func (s scanner) line() (string, error) {
	if s.Scan() {
		return s.Text(), nil
	}
	if err := s.Err(); err != nil {
		return "", err
	}
	return "", io.EOF
}

// screen reads from a terminal, which is in raw mode only while a line is being read.
type screen struct {
	environment *Environment
	file        *os.File
}

func (s *screen) line() (string, error) {
	before, err := term.MakeRaw(int(s.file.Fd()))
	if err != nil {
		return "", err
	}
	s.environment.setRestore(func() { _ = term.Restore(int(s.file.Fd()), before) })
	defer s.environment.restoreTerminal()
	return term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{s.file, s.environment.Err}, "").ReadLine()
}

func (e *Environment) setRestore(restore func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.restore = restore
}

// restoreTerminal puts the terminal back as it was, also when a command ends while a
// line is being read.
func (e *Environment) restoreTerminal() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.restore != nil {
		e.restore()
		e.restore = nil
	}
}
