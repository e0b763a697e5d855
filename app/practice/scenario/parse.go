package scenario

import (
	"latchkey/app/yamlfile"
)

// Limit is how long a file may be, in bytes.
const Limit = 1 << 20

// Parse reads a scenario file; file is what problems call it. Problems: those of
// yamlfile.Read, and in its form "file-name" and "scenario-nobody".
func Parse(file string, text []byte) (Scenario, error) {
	var s Scenario
	err := yamlfile.Read(file, text, shape(), &s, func(f *yamlfile.File) { reader{f}.check(s) })
	return s, err
}

// reader checks one file.
type reader struct{ *yamlfile.File }
