package yamlfile

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"latchkey/app/nearest"
)

// Value reads a node as a Go type; what comes back is for json.Marshal. Problems are
// noted, and reading goes on behind them.
func (f *File) Value(n *yaml.Node, t reflect.Type, path string) any {
	f.at[path] = n
	special, own := f.shape.Special[t]
	switch {
	case n.Kind == yaml.AliasNode:
		f.Wrong(n, path, "what it stands for written out: *names are not read")
		return nil
	case n.Style&yaml.TaggedStyle != 0:
		f.Wrong(n, path, "a value without a !tag")
		return nil
	case own:
		return special.Read(f, n, path)
	case t == reflect.TypeFor[time.Time]():
		return f.time(n, path)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return f.Value(n, t.Elem(), path)
	case reflect.Struct:
		return f.object(n, t, path)
	case reflect.Slice:
		return f.List(n, t.Elem(), path)
	case reflect.Bool:
		return f.truth(n, path)
	case reflect.Int:
		return f.Number(n, path, "a whole number")
	case reflect.Float64:
		return f.decimal(n, path)
	}
	return f.text(n, path)
}

// Wrong notes a value that doesn't fit.
func (f *File) Wrong(n *yaml.Node, path, wanted string, near ...string) {
	p := f.New("file-value", n).With("wanted", wanted)
	if path != "" {
		p.With("key", path)
	}
	if len(near) > 0 {
		p.With("near", near[0])
	}
	f.Add(p)
}

// object reads a mapping whose keys are the fields of a type.
func (f *File) object(n *yaml.Node, t reflect.Type, path string) any {
	if n.Kind != yaml.MappingNode {
		f.Wrong(n, path, "keys with values, such as "+f.shape.firstKey(t)+": ...")
		return nil
	}
	fields := f.shape.fieldsOf(t)
	out, lines := map[string]any{}, map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if line := lines[key.Value]; line != 0 && key.Kind == yaml.ScalarNode {
			f.Add(f.New("file-twice", key).With("name", key.Value).With("first", strconv.Itoa(line)))
			continue
		}
		lines[key.Value] = max(key.Line, 1)
		field, known := fields[key.Value]
		if !known || key.Kind != yaml.ScalarNode {
			f.unknown(key, fields)
			continue
		}
		below := key.Value
		if path != "" {
			below = path + "." + key.Value
		}
		out[key.Value] = f.Value(value, field.Type, below)
	}
	for _, name := range f.shape.Required[t] {
		if lines[name] == 0 {
			f.Wrong(n, path, "the key "+name)
		}
	}
	return out
}

func (f *File) unknown(key *yaml.Node, fields map[string]reflect.StructField) {
	if f.Full() {
		return
	}
	name := key.Value
	if key.Kind != yaml.ScalarNode {
		name = "made of lists or keys"
	}
	p := f.New("file-key", key).With("key", name)
	var names []string
	for known := range fields {
		names = append(names, known)
	}
	slices.Sort(names)
	if near := nearest.Name(name, names); near != "" {
		p.With("near", near)
	}
	f.Add(p)
}

// List reads a list of a type.
func (f *File) List(n *yaml.Node, of reflect.Type, path string) any {
	if n.Kind != yaml.SequenceNode {
		f.Wrong(n, path, "a list: lines that begin with a hyphen")
		return nil
	}
	out := make([]any, len(n.Content))
	for i, one := range n.Content {
		out[i] = f.Value(one, of, path+"["+strconv.Itoa(i)+"]")
	}
	return out
}

func (f *File) truth(n *yaml.Node, path string) any {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		f.Wrong(n, path, "true or false")
	}
	return strings.EqualFold(n.Value, "true")
}

// Number reads a whole number; wanted says what fits.
func (f *File) Number(n *yaml.Node, path, wanted string) any {
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil {
		f.Wrong(n, path, wanted)
	}
	return i
}

func (f *File) decimal(n *yaml.Node, path string) any {
	x, err := strconv.ParseFloat(n.Value, 64)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" && n.Tag != "!!float" || err != nil || x-x != 0 {
		f.Wrong(n, path, "a number")
		return nil
	}
	return x
}

// time takes a day or a moment; a day ends when it is over in Greenwich.
func (f *File) time(n *yaml.Node, path string) any {
	if n.Kind == yaml.ScalarNode {
		if at, err := time.Parse(time.RFC3339, n.Value); err == nil {
			return at
		}
		if day, err := time.Parse(time.DateOnly, n.Value); err == nil {
			return day.AddDate(0, 0, 1)
		}
	}
	f.Wrong(n, path, "a day such as 2027-12-31")
	return nil
}

// text takes what is written as text only: a number or a truth value loses its looks.
func (f *File) text(n *yaml.Node, path string) any {
	words := f.shape.wordsOf(path)
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		f.Wrong(n, path, "something to stand behind the key")
	case n.Kind != yaml.ScalarNode:
		f.Wrong(n, path, "one text")
	case n.Tag != "!!str" && n.Tag != "!!timestamp":
		f.Wrong(n, path, `quotes around it: "`+n.Value+`"`)
	case words != nil && !slices.Contains(words, n.Value) && !f.shape.otherwise(path, n.Value):
		near := nearest.Name(n.Value, words)
		if near == "" {
			f.Wrong(n, path, "one of "+strings.Join(words, ", "))
			break
		}
		f.Wrong(n, path, "one of "+strings.Join(words, ", "), near)
	}
	return n.Value
}
