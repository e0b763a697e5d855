package terminal

import (
	"bufio"
	"io"
	"os"
	"strings"
)

// lineLimit bounds one pasted line.
const lineLimit = 1 << 20

// lines reads lines from standard input. A terminal's own line editing cuts a line at
// 4,095 bytes on Linux and at 1,024 on macOS (termios(3), MAX_CANON), and an address
// with a code is longer: so it is off until restoreTerminal.
func (e *Environment) lines() func() (string, error) {
	f, ok := e.In.(*os.File)
	if ok {
		if restore, isTerminal := longLines(f); isTerminal {
			e.setRestore(restore)
			in := bufio.NewReader(f)
			return func() (string, error) { return typedLine(in) }
		}
	}
	s := bufio.NewScanner(e.In)
	s.Buffer(nil, lineLimit)
	return func() (string, error) {
		if s.Scan() {
			return s.Text(), nil
		}
		if err := s.Err(); err != nil {
			return "", err
		}
		return "", io.EOF
	}
}

// The keys that a terminal without line editing passes on.
const (
	endOfInput = 0x04 // Ctrl+D
	backspace  = 0x08
	erase      = 0x7f
)

// typedLine reads up to Enter and does what little editing is needed.
func typedLine(in *bufio.Reader) (string, error) {
	var b strings.Builder
	for b.Len() < lineLimit {
		c, err := in.ReadByte()
		switch {
		case err != nil:
			return "", err
		case c == '\n' || c == '\r':
			return b.String(), nil
		case c == endOfInput && b.Len() == 0:
			return "", io.EOF
		case c == backspace || c == erase:
			text := b.String()
			b.Reset()
			b.WriteString(text[:max(len(text)-1, 0)])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

func (e *Environment) setRestore(restore func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.restore = restore
}

// freshLine ends a line on which Ctrl+C was pressed: the terminal shows it as ^C there.
func (e *Environment) freshLine() {
	if f, ok := e.Err.(*os.File); ok && isTerminal(f) {
		e.note("")
	}
}

// restoreTerminal puts the terminal back as it was.
func (e *Environment) restoreTerminal() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.restore != nil {
		e.restore()
		e.restore = nil
	}
}
