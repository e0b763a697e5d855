package scenario

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"latchkey/app/nearest"
)

// value reads a node as a Go type; what comes back is for json.Marshal. Problems are
// noted, and reading goes on behind them.
func (r *reader) value(n *yaml.Node, t reflect.Type, path string) any {
	r.at[path] = n
	switch {
	case n.Kind == yaml.AliasNode:
		r.wrong(n, path, "what it stands for written out: *names are not read")
		return nil
	case n.Style&yaml.TaggedStyle != 0:
		r.wrong(n, path, "a value without a !tag")
		return nil
	case t == reflect.TypeFor[Organizations]():
		if n.Kind == yaml.SequenceNode {
			return r.list(n, reflect.TypeFor[Organizations]().Field(1).Type.Elem(), path)
		}
		return r.number(n, path, "a number, or a list of organizations")
	case t == reflect.TypeFor[time.Time]():
		return r.time(n, path)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return r.value(n, t.Elem(), path)
	case reflect.Struct:
		return r.object(n, t, path)
	case reflect.Slice:
		return r.list(n, t.Elem(), path)
	case reflect.Bool:
		return r.truth(n, path)
	case reflect.Int:
		return r.number(n, path, "a whole number")
	case reflect.Float64:
		return r.decimal(n, path)
	}
	return r.text(n, path)
}

// wrong notes a value that doesn't fit.
func (r *reader) wrong(n *yaml.Node, path, wanted string, near ...string) {
	p := r.new("scenario-value", n).With("wanted", wanted)
	if path != "" {
		p.With("key", path)
	}
	if len(near) > 0 {
		p.With("near", near[0])
	}
	r.add(p)
}

// object reads a mapping whose keys are the fields of a type.
func (r *reader) object(n *yaml.Node, t reflect.Type, path string) any {
	if n.Kind != yaml.MappingNode {
		r.wrong(n, path, "keys with values, such as "+firstKey(t)+": ...")
		return nil
	}
	fields := fieldsOf(t)
	out, lines := map[string]any{}, map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if line := lines[key.Value]; line != 0 && key.Kind == yaml.ScalarNode {
			r.add(r.new("scenario-twice", key).With("name", key.Value).With("first", strconv.Itoa(line)))
			continue
		}
		lines[key.Value] = max(key.Line, 1)
		f, known := fields[key.Value]
		if !known || key.Kind != yaml.ScalarNode {
			r.unknown(key, fields)
			continue
		}
		below := key.Value
		if path != "" {
			below = path + "." + key.Value
		}
		out[key.Value] = r.value(value, f.Type, below)
	}
	for _, name := range required[t] {
		if lines[name] == 0 {
			r.wrong(n, path, "the key "+name)
		}
	}
	return out
}

func (r *reader) unknown(key *yaml.Node, fields map[string]reflect.StructField) {
	if r.full() {
		return
	}
	name := key.Value
	if key.Kind != yaml.ScalarNode {
		name = "made of lists or keys"
	}
	p := r.new("scenario-key", key).With("key", name)
	var names []string
	for known := range fields {
		names = append(names, known)
	}
	slices.Sort(names)
	if near := nearest.Name(name, names); near != "" {
		p.With("near", near)
	}
	r.add(p)
}

func (r *reader) list(n *yaml.Node, of reflect.Type, path string) any {
	if n.Kind != yaml.SequenceNode {
		r.wrong(n, path, "a list: lines that begin with a hyphen")
		return nil
	}
	out := make([]any, len(n.Content))
	for i, one := range n.Content {
		out[i] = r.value(one, of, path+"["+strconv.Itoa(i)+"]")
	}
	return out
}

func (r *reader) truth(n *yaml.Node, path string) any {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		r.wrong(n, path, "true or false")
	}
	return strings.EqualFold(n.Value, "true")
}

func (r *reader) number(n *yaml.Node, path, wanted string) any {
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil {
		r.wrong(n, path, wanted)
	}
	return i
}

func (r *reader) decimal(n *yaml.Node, path string) any {
	f, err := strconv.ParseFloat(n.Value, 64)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" && n.Tag != "!!float" || err != nil || f-f != 0 {
		r.wrong(n, path, "a number")
		return nil
	}
	return f
}

// time takes a day or a moment; a day ends when it is over in Greenwich.
func (r *reader) time(n *yaml.Node, path string) any {
	if n.Kind == yaml.ScalarNode {
		if at, err := time.Parse(time.RFC3339, n.Value); err == nil {
			return at
		}
		if day, err := time.Parse(time.DateOnly, n.Value); err == nil {
			return day.AddDate(0, 0, 1)
		}
	}
	r.wrong(n, path, "a day such as 2027-12-31")
	return nil
}

// text takes what is written as text only: a number or a truth value loses its looks.
func (r *reader) text(n *yaml.Node, path string) any {
	words := wordsOf(path)
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		r.wrong(n, path, "something to stand behind the key")
	case n.Kind != yaml.ScalarNode:
		r.wrong(n, path, "one text")
	case n.Tag != "!!str" && n.Tag != "!!timestamp":
		r.wrong(n, path, `quotes around it: "`+n.Value+`"`)
	case words != nil && !slices.Contains(words, n.Value) && !otherwise(path, n.Value):
		near := nearest.Name(n.Value, words)
		if near == "" {
			r.wrong(n, path, "one of "+strings.Join(words, ", "))
			break
		}
		r.wrong(n, path, "one of "+strings.Join(words, ", "), near)
	}
	return n.Value
}
