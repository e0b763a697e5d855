package yamlfile

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"unicode/utf8"

	"latchkey/app/problem"
)

// Load is a file that Read is to read, or one byte more than it may have.
func Load(name string, most int) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "read", Path: name, Err: os.ErrInvalid}
	}
	text := make([]byte, min(info.Size(), int64(most)+1))
	n, err := f.ReadAt(text, 0)
	if n == len(text) {
		err = nil
	}
	return text[:n], err
}

// TooLong is the problem of a file that is longer than it may be: Input "file-too-long",
// with its name and, unless it is what Load gives of any longer one, its size in bytes.
func TooLong(name string, size int64, most int) *problem.Problem {
	p := problem.New(problem.Input, "file-too-long").With("place", name)
	if size > int64(most)+1 {
		p.With("size", strconv.FormatInt(size, 10))
	}
	return p
}

// The marks with which files in UTF-16 begin, which the library reads too.
var utf16Marks = []string{"\xff\xfe", "\xfe\xff"}

// unreadable is the problem of a text with bytes or signs that YAML doesn't have, by the
// first line with one; the library reports them without a line (YAML 1.2 section 5.1).
func unreadable(name string, text []byte) *problem.Problem {
	for _, mark := range utf16Marks {
		if bytes.HasPrefix(text, []byte(mark)) {
			return nil
		}
	}
	rest := bytes.TrimPrefix(text, []byte("\ufeff"))
	line := 1
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			return problem.New(problem.Input, "file-not-utf8").With("place", name+":"+strconv.Itoa(line))
		case r == '\n':
			line++
		case r < ' ' && r != '\t' && r != '\r', r >= 0x7f && r < 0xa0 && r != 0x85, r == 0xfffe, r == 0xffff:
			return problem.New(problem.Input, "file-not-yaml").With("place", name+":"+strconv.Itoa(line)).
				With("cause", fmt.Sprintf("a sign that can't be seen, U+%04X, stands in the line", r))
		}
		rest = rest[size:]
	}
	return nil
}
