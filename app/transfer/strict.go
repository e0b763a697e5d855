package transfer

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"latchkey/app/nearest"
	"latchkey/app/problem"
)

// mostProblems is how many are told of one file.
const mostProblems = 20

// strict compares JSON with a Go type: encoding/json takes keys in any case, twice, or
// unknown, and null for everything.
type strict struct {
	kind  kind
	found []*problem.Problem
}

// value compares one value, which is well-formed; tag is its field's.
func (s *strict) value(data json.RawMessage, t reflect.Type, tag reflect.StructTag, path string) {
	data = bytes.TrimSpace(data)
	switch t.Kind() {
	case reflect.Pointer:
		s.value(data, t.Elem(), tag, path)
	case reflect.Struct:
		s.object(data, t, path)
	case reflect.Slice:
		s.list(data, t, tag, path)
	case reflect.Bool:
		if data[0] != 't' && data[0] != 'f' {
			s.wrong(path, "true or false")
		}
	case reflect.Int:
		if _, err := strconv.Atoi(string(data)); err != nil {
			s.wrong(path, "a whole number")
		}
	case reflect.String:
		s.text(data, tag, path)
	}
}

func (s *strict) object(data json.RawMessage, t reflect.Type, path string) {
	if data[0] != '{' {
		s.wrong(path, "keys with values")
		return
	}
	fields, seen := fieldsOf(t), map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(data))
	_, _ = d.Token()
	for d.More() && len(s.found) < mostProblems {
		token, _ := d.Token()
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return // the file was parsed before
		}
		key, _ := token.(string)
		field, known := fields[key]
		at := strings.TrimPrefix(path+"."+key, ".")
		switch {
		case !known:
			s.unknown(path, key, fields)
		case seen[key]:
			s.wrong(at, "one value, not two")
		default:
			s.value(value, field.Type, field.Tag, at)
		}
		seen[key] = true
	}
	for f := range t.Fields() {
		if name, optional := keyOf(f); !optional && !seen[name] && len(s.found) < mostProblems {
			s.wrong(strings.TrimPrefix(path+"."+name, "."), "a value; it is missing")
		}
	}
}

func (s *strict) list(data json.RawMessage, t reflect.Type, tag reflect.StructTag, path string) {
	var values []json.RawMessage
	if data[0] != '[' || json.Unmarshal(data, &values) != nil {
		s.wrong(path, "a list")
		return
	}
	if most := number(tag, "most"); len(values) > most {
		s.wrong(path, strconv.Itoa(most)+" at most")
		return
	}
	for i, v := range values {
		if len(s.found) < mostProblems {
			s.value(v, t.Elem(), tag, path+"["+strconv.Itoa(i)+"]")
		}
	}
}

func (s *strict) text(data json.RawMessage, tag reflect.StructTag, path string) {
	var text string
	if data[0] != '"' || json.Unmarshal(data, &text) != nil {
		s.wrong(path, "a text")
		return
	}
	if words := strings.Fields(tag.Get("one")); len(words) > 0 {
		if !slices.Contains(words, text) {
			s.wrong(path, "one of "+strings.Join(words, ", "))
		}
		return
	}
	most, drop := limits(tag)
	switch {
	case utf8.RuneCountInString(text) > most:
		s.wrong(path, strconv.Itoa(most)+" characters at most")
	case strings.ContainsFunc(text, drop):
		s.wrong(path, "text without hidden characters")
	}
}

func (s *strict) wrong(path, wanted string) {
	s.found = append(s.found, wrongValue(s.kind, path, wanted))
}

// wrongValue says what may stand at a key. The value itself is not repeated.
func wrongValue(k kind, path, wanted string) *problem.Problem {
	return problem.New(problem.Input, k.prefix+"-value").With("key", path).With("wanted", wanted)
}

// longestKey bounds what is shown of a key that somebody else made up, in characters.
const longestKey = 60

func (s *strict) unknown(path, key string, fields map[string]reflect.StructField) {
	p := problem.New(problem.Input, s.kind.prefix+"-key").
		With("key", strings.TrimPrefix(path+"."+cut(visible(key), longestKey), "."))
	var names []string
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	if near := nearest.Name(key, names); near != "" {
		p.With("near", near)
	}
	s.found = append(s.found, p)
}

// fieldsOf are a type's fields by their keys.
func fieldsOf(t reflect.Type) map[string]reflect.StructField {
	all := map[string]reflect.StructField{}
	for f := range t.Fields() {
		name, _ := keyOf(f)
		all[name] = f
	}
	return all
}

// keyOf is a field's key, and whether it may be missing.
func keyOf(f reflect.StructField) (name string, optional bool) {
	name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name, rest == "omitempty"
}

// limits are what a text's tag says: its length, and which characters it can't have.
func limits(tag reflect.StructTag) (most int, drop func(rune) bool) {
	if tag.Get("lines") != "" {
		return number(tag, "lines"), hiddenInLines
	}
	return number(tag, "text"), hidden
}

// number is one of a tag's, 0 without it.
func number(tag reflect.StructTag, name string) int {
	n, _ := strconv.Atoi(tag.Get(name))
	return n
}
