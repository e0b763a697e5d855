package scenario

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
)

// schemaID is the address under which editors may find the schema; nothing is asked there.
const schemaID = "https://latchkey.example/scenario.schema.json"

// node is one schema (JSON Schema, draft 2020-12), in the order in which people read it.
type node struct {
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
	Items       *node            `json:"items,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Closed      *bool            `json:"additionalProperties,omitempty"`
	AnyOf       []*node          `json:"anyOf,omitempty"`
	OneOf       []*node          `json:"oneOf,omitempty"`
}

// Schema is the JSON Schema of scenario files. What it can't say (names that have to be
// there, methods that need a number) Parse says.
func Schema() []byte {
	root := schemaOf(reflect.TypeFor[Scenario](), "")
	root.Schema, root.ID = "https://json-schema.org/draft/2020-12/schema", schemaID
	root.Title = "A scenario of Latchkey's practice tenant"
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
func schemaOf(t reflect.Type, path string) *node {
	n := &node{Description: descriptions[path]}
	if r, ok := ranges[path]; ok {
		n.Minimum, n.Maximum = &r[0], &r[1]
	}
	switch {
	case t == reflect.TypeFor[Organizations]():
		n.AnyOf = []*node{
			{Type: "integer", Minimum: n.Minimum, Maximum: n.Maximum},
			listOf(t.Field(1).Type.Elem(), path),
		}
		n.Minimum, n.Maximum = nil, nil
		return n
	case t == reflect.TypeFor[time.Time]():
		n.Type, n.Pattern = "string", `^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$`
		return n
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), path)
	case reflect.Struct:
		n.Type, n.Properties, n.Required, n.Closed = "object", map[string]*node{}, required[t], new(bool)
		fields := fieldsOf(t)
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			n.Properties[name] = schemaOf(fields[name].Type, strings.TrimPrefix(path+"."+name, "."))
		}
		if t == reflect.TypeFor[Answer]() {
			n.OneOf = []*node{{Required: []string{"push"}}, {Required: []string{"call"}}}
		}
	case reflect.Slice:
		list := listOf(t.Elem(), path)
		list.Description, list.MaxItems = n.Description, longest[path]
		return list
	case reflect.Bool:
		n.Type = "boolean"
	case reflect.Int:
		n.Type = "integer"
	case reflect.Float64:
		n.Type = "number"
	default:
		n.Type = "string"
		n.words(path)
	}
	return n
}

func listOf(element reflect.Type, path string) *node {
	n := &node{Type: "array", Items: schemaOf(element, path)}
	n.Items.Description = ""
	return n
}

// words puts in what a text can be.
func (n *node) words(path string) {
	words := wordsOf(path)
	if words == nil {
		return
	}
	form := map[string]string{"answers.call": keysForm, "policies.rules.then": outcomeForm}[path]
	if form == "" {
		n.Enum = words
		return
	}
	n.AnyOf = []*node{{Enum: words}, {Pattern: form}}
}

// ranges are the least and the greatest number, by path.
var ranges = map[string][2]float64{
	"people": {0, 2000}, "organizations": {0, 100000}, "settings.tokenLifetimeSeconds": {0, 86400},
	"policies.rememberDays": {-1, 365}, "policies.signInHours": {0, 8760},
	"faults.status": {0, 599}, "faults.retryAfterSeconds": {0, 86400}, "faults.delaySeconds": {0, 60}, "faults.truncateAt": {0, 1 << 30}, "faults.times": {0, 1000000},
	"answers.times": {0, mostTimes},
}

// longest are the longest lists, by path.
var longest = map[string]int{"users": 2000, "registrations": 200, "policies.rules": 50, "faults": 50, "answers": MostAnswers}
