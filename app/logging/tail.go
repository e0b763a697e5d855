package logging

import (
	"io"
	"os"
	"path/filepath"
	"strings"
)

// tailBytes is how much of the log Tail looks at.
const tailBytes = 256 << 10

// Tail are the last lines of the log in a state directory; there may be none. What is left
// of a line that was cut is left out: it could hold half a secret.
func Tail(stateDir string) []string {
	f, err := os.Open(filepath.Join(stateDir, FileName))
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	begin := max(0, info.Size()-tailBytes)
	text, err := io.ReadAll(io.NewSectionReader(f, begin, tailBytes))
	if err != nil {
		return nil
	}
	lines := strings.Split(strings.TrimRight(string(text), "\r\n"), "\n")
	if begin > 0 {
		lines = lines[1:]
	}
	if len(lines) == 1 && lines[0] == "" {
		return nil
	}
	return lines
}
