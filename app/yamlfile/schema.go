package yamlfile

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Node is one schema (JSON Schema, draft 2020-12), in the order in which people read it.
type Node struct {
	Schema      string           `json:"$schema,omitempty"`
	ID          string           `json:"$id,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Type        string           `json:"type,omitempty"`
	Enum        []string         `json:"enum,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	Format      string           `json:"format,omitempty"`
	Minimum     *float64         `json:"minimum,omitempty"`
	Maximum     *float64         `json:"maximum,omitempty"`
	MaxItems    int              `json:"maxItems,omitempty"`
	Items       *Node            `json:"items,omitempty"`
	Properties  map[string]*Node `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Closed      *bool            `json:"additionalProperties,omitempty"`
	AnyOf       []*Node          `json:"anyOf,omitempty"`
	OneOf       []*Node          `json:"oneOf,omitempty"`
}

// Schema is the JSON Schema of files that are read into a type. It can't say what Read's
// check does.
func (s Shape) Schema(t reflect.Type) []byte {
	root := s.schemaOf(t, "")
	root.Schema, root.ID, root.Title = "https://json-schema.org/draft/2020-12/schema", s.ID, s.Title
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil { // strings and numbers only
		panic(err)
	}
	return text.Bytes()
}

// schemaOf is the schema of a type at a path without the places of lists.
func (s Shape) schemaOf(t reflect.Type, path string) *Node {
	n := &Node{Description: s.Descriptions[path]}
	if r, ok := s.Ranges[path]; ok {
		n.Minimum, n.Maximum = &r[0], &r[1]
	}
	switch {
	case s.Special[t].Schema != nil:
		s.Special[t].Schema(s, n, path)
		return n
	case t == reflect.TypeFor[time.Time]():
		n.Type, n.Pattern = "string", `^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$`
		return n
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.schemaOf(t.Elem(), path)
	case reflect.Struct:
		n.Type, n.Properties, n.Required, n.Closed = "object", map[string]*Node{}, s.Required[t], new(bool)
		fields := s.fieldsOf(t)
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			n.Properties[name] = s.schemaOf(fields[name].Type, strings.TrimPrefix(path+"."+name, "."))
		}
		if s.Adjust != nil {
			s.Adjust(t, n)
		}
	case reflect.Slice:
		list := s.ListOf(t.Elem(), path)
		list.Description, list.MaxItems = n.Description, s.Longest[path]
		return list
	case reflect.Bool:
		n.Type = "boolean"
	case reflect.Int:
		n.Type = "integer"
	case reflect.Float64:
		n.Type = "number"
	default:
		n.Type = "string"
		s.words(n, path)
	}
	return n
}

// ListOf is the schema of a list.
func (s Shape) ListOf(element reflect.Type, path string) *Node {
	n := &Node{Type: "array", Items: s.schemaOf(element, path)}
	n.Items.Description = ""
	return n
}

// words puts in what a text can be.
func (s Shape) words(n *Node, path string) {
	words := s.wordsOf(path)
	if words == nil {
		return
	}
	form := s.Forms[path]
	if form == "" {
		n.Enum = words
		return
	}
	n.AnyOf = []*Node{{Enum: words}, {Pattern: form}}
}
