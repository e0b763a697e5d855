// Package yamlfile reads files that people write, as YAML, into Go types, and makes the JSON
// Schema of such files from the same types.
//
// It promises that a file is understood whole or refused: keys that are not known, values
// that can't be and keys that stand there twice are problems with file, line and column,
// all of them at once, and with the nearest name that would fit. Reading costs no more than
// the file's size: there are no aliases, no inclusions and no tags.
//
// The keys are the fields of the Go types, by their JSON names; a Shape says what Go types
// can't.
//
// Sources: YAML 1.2, JSON Schema draft 2020-12.
package yamlfile

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"latchkey/app/pattern"
)

// Shape is what a kind of file may hold beyond its Go types. Paths are those of keys
// without places in lists: "users.methods".
type Shape struct {
	// Title and ID are the schema's.
	Title, ID string
	// Most is how long a file may be, in bytes.
	Most int
	// Left are fields that a file can't set, Required the keys that have to be there.
	Left, Required map[reflect.Type][]string
	// Words are those that a text can be; nil is any text.
	Words func(path string) []string
	// Otherwise says whether a text that is none of the words fits all the same, and Forms
	// are the patterns of such texts.
	Otherwise func(path, text string) bool
	Forms     map[string]string
	// Descriptions, Ranges of numbers, and Longest lists are the schema's words by path.
	Descriptions map[string]string
	Ranges       map[string][2]float64
	Longest      map[string]int
	// Special are types that are written in forms of their own.
	Special map[reflect.Type]Special
	// Adjust puts into the schema of an object what nothing else here says.
	Adjust func(t reflect.Type, n *Node)
}

// Special reads a type from a form of its own, and says what the schema calls it.
type Special struct {
	Read   func(f *File, n *yaml.Node, path string) any
	Schema func(s Shape, n *Node, path string)
}

// index is the place in a list within a path.
var index = pattern.Lazy(`\[\d+\]`)

// Bare is a path without the places in lists.
func Bare(path string) string { return index().ReplaceAllString(path, "") }

// fieldsOf are the fields of a type by their names in a file.
func (s Shape) fieldsOf(t reflect.Type) map[string]reflect.StructField {
	all := map[string]reflect.StructField{}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" && f.IsExported() {
			all[name] = f
		}
	}
	for _, name := range s.Left[t] {
		delete(all, name)
	}
	return all
}

// firstKey is an example of a key of a type.
func (s Shape) firstKey(t reflect.Type) string {
	if names := s.Required[t]; len(names) > 0 {
		return names[0]
	}
	name, _, _ := strings.Cut(t.Field(0).Tag.Get("json"), ",")
	return name
}

func (s Shape) wordsOf(path string) []string {
	if s.Words == nil {
		return nil
	}
	return s.Words(Bare(path))
}

func (s Shape) otherwise(path, text string) bool {
	return s.Otherwise != nil && s.Otherwise(Bare(path), text)
}
