package scenario

import (
	"embed"
	"os"
	"slices"
	"strings"

	"latchkey/app/nearest"
	"latchkey/app/problem"
	"latchkey/app/yamlfile"
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
// name goes before a file; "./NAME" is a file. Problems: NotFound "scenario-not-found", Input
// "file-too-long".
func Find(name string) (file string, text []byte, err error) {
	if text, ok := Text(name); ok {
		return name + ".yaml", text, nil
	}
	text, err = yamlfile.Load(name, Limit)
	if len(text) > Limit {
		return "", nil, tooLong(name)
	}
	if err == nil {
		return name, text, nil
	}
	p := problem.New(problem.NotFound, "scenario-not-found").With("name", name)
	if !strings.ContainsAny(name, `/\.`) {
		p.With("near", nearest.Name(name, Names()))
	}
	return "", nil, p.Because(err)
}

// tooLong tells a file's whole size, of which Load reads no more than it may have.
func tooLong(name string) error {
	size := int64(Limit) + 1
	if info, err := os.Stat(name); err == nil {
		size = info.Size()
	}
	return yamlfile.TooLong(name, size, Limit)
}
