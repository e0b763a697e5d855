package scenario

import (
	"embed"
	"os"
	"slices"
	"strings"

	"latchkey/app/nearest"
	"latchkey/app/problem"
)

// The scenarios that come with Latchkey, one for each lesson of docs/lessons.
//
//go:embed shipped
var shipped embed.FS

// Names lists them.
func Names() []string {
	entries, err := shipped.ReadDir("shipped")
	if err != nil { // it is part of the program
		panic(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

// Text is the file of one that comes with Latchkey.
func Text(name string) ([]byte, bool) {
	if !slices.Contains(Names(), name) {
		return nil, false
	}
	text, err := shipped.ReadFile("shipped/" + name + ".yaml")
	return text, err == nil
}

// Find is the text of a scenario by its name or its file, and what problems call it. A
// name goes before a file; "./NAME" is a file. Problem: NotFound "scenario-not-found".
func Find(name string) (file string, text []byte, err error) {
	if text, ok := Text(name); ok {
		return name + ".yaml", text, nil
	}
	text, err = readFile(name)
	if err == nil {
		return name, text, nil
	}
	p := problem.New(problem.NotFound, "scenario-not-found").With("name", name)
	if !strings.ContainsAny(name, `/\.`) {
		p.With("near", nearest.Name(name, Names()))
	}
	return "", nil, p.Because(err)
}

// readFile reads at most one byte more than a scenario may have.
func readFile(name string) ([]byte, error) {
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
	text := make([]byte, min(info.Size(), Limit+1))
	n, err := f.ReadAt(text, 0)
	if n == len(text) {
		err = nil
	}
	return text[:n], err
}
