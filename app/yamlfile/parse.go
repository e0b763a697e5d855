package yamlfile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// mostProblems is how many are told of one file.
const mostProblems = 50

// File is one that is being read: its problems, and where in it things stand.
type File struct {
	// Name is what problems call it.
	Name     string
	shape    Shape
	at       map[string]*yaml.Node // by path, such as "users[2].methods[0]"
	problems []*problem.Problem
}

// Read reads a file into a value. Check, which may be nil, is called when everything that
// is in the file fits by itself. Problems: Input "file-too-long", or a form of
// "file-not-utf8", "file-not-yaml", "file-key", "file-value", "file-twice" and what check adds.
func Read(name string, text []byte, shape Shape, into any, check func(f *File)) error {
	f := &File{Name: name, shape: shape, at: map[string]*yaml.Node{}}
	root, err := f.document(text)
	if err != nil {
		return err
	}
	value := f.Value(root, reflect.TypeOf(into).Elem(), "")
	if len(f.problems) == 0 {
		f.settle(value, into)
	}
	if len(f.problems) == 0 && check != nil {
		check(f)
	}
	return problem.Form(f.problems)
}

var yamlLine = pattern.Lazy(`^yaml: (?:line (\d+): )?(?s:(.*))$`)

// document is the one document of a file.
func (f *File) document(text []byte) (*yaml.Node, error) {
	if len(text) > f.shape.Most {
		return nil, TooLong(f.Name, int64(len(text)), f.shape.Most)
	}
	if p := unreadable(f.Name, text); p != nil {
		return nil, problem.Form([]*problem.Problem{p})
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var first, second yaml.Node
	if err := d.Decode(&first); errors.Is(err, io.EOF) {
		return &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}, nil // nothing but comments
	} else if err != nil {
		return nil, f.notYAML(err)
	}
	if err := d.Decode(&second); err == nil {
		return nil, problem.Form([]*problem.Problem{f.New("file-not-yaml", &second).With("cause", "a second document begins here")})
	} else if !errors.Is(err, io.EOF) {
		return nil, f.notYAML(err)
	}
	return first.Content[0], nil
}

func (f *File) notYAML(err error) error {
	line, cause := "1", err.Error() // the library leaves the first line's number out
	if m := yamlLine().FindStringSubmatch(cause); m != nil {
		line, cause = cmp.Or(m[1], line), m[2]
	}
	p := problem.New(problem.Input, "file-not-yaml").With("place", f.Name+":"+line).With("cause", cause).Because(err)
	return problem.Form([]*problem.Problem{p})
}

// place is where a node stands, as editors and compilers write it.
func (f *File) place(n *yaml.Node) string {
	return f.Name + ":" + strconv.Itoa(max(n.Line, 1)) + ":" + strconv.Itoa(max(n.Column, 1))
}

// New is a problem at a node.
func (f *File) New(code string, n *yaml.Node) *problem.Problem {
	return problem.New(problem.Input, code).With("place", f.place(n))
}

// Full says that enough was told.
func (f *File) Full() bool { return len(f.problems) >= mostProblems }

// Add notes a problem, as long as there are not too many.
func (f *File) Add(p *problem.Problem) {
	if !f.Full() {
		f.problems = append(f.problems, p)
	}
}

// settle makes the Go value of one that was read without problems.
func (f *File) settle(value any, into any) {
	data, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		f.Add(problem.New(problem.Input, "file-not-yaml").With("place", f.Name).Because(err))
	}
}

// Find is the node of a path, or nil.
func (f *File) Find(path string) *yaml.Node { return f.at[path] }

// NodeAt is the node of a path, or of the nearest one around it that is in the file.
func (f *File) NodeAt(path string) *yaml.Node {
	for {
		if n := f.at[path]; n != nil {
			return n
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			if n := f.at[""]; n != nil {
				return n
			}
			return &yaml.Node{Line: 1, Column: 1}
		}
		path = path[:cut]
	}
}
