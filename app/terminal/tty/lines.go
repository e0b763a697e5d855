package tty

import (
	"bufio"
	"io"
	"os"
	"unicode/utf8"
)

// lineLimit bounds one line.
const lineLimit = 1 << 20

// consoleLine is as much as Windows' console gives in one line: what it is read into is the
// limit, and Go asks for no more than 10,000 characters.
const consoleLine = 64 << 10

// LongLines reads lines from a terminal that may be longer than its own editing takes: that cuts
// a line at 4,095 bytes on Linux and at 1,024 on macOS (termios(3), MAX_CANON), and a pasted
// address with a code is longer. So the editing is off until restore. From all else it reads
// lines as they come, and restore is nil.
func LongLines(from io.Reader) (next func() (string, error), restore func()) {
	if f, ok := from.(*os.File); ok {
		if restore, err := restorer(f); err == nil && noEditing(f) == nil {
			in := bufio.NewReader(f)
			return func() (string, error) { return typedLine(in) }, restore
		}
	}
	return Lines(from), nil
}

// Lines reads lines as they come.
func Lines(from io.Reader) (next func() (string, error)) {
	s := bufio.NewScanner(from)
	s.Buffer(make([]byte, consoleLine), lineLimit)
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
	killLine   = 0x15 // Ctrl+U
	erase      = 0x7f
)

// typedLine reads up to Enter and does what little editing a pasted address needs.
func typedLine(in *bufio.Reader) (string, error) {
	var line []byte
	for len(line) < lineLimit {
		c, err := in.ReadByte()
		switch {
		case err != nil:
			return "", err
		case c == '\n' || c == '\r':
			return string(line), nil
		case c == endOfInput && len(line) == 0:
			return "", io.EOF
		case c == backspace || c == erase:
			_, size := utf8.DecodeLastRune(line)
			line = line[:len(line)-size]
		case c == killLine:
			line = line[:0]
		default:
			line = append(line, c)
		}
	}
	return string(line), nil
}
