package scenario

import (
	"bytes"
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

// Limit is how long a file may be, in bytes.
const Limit = 1 << 20

// mostProblems is how many are told of one file.
const mostProblems = 50

// Parse reads a scenario file; file is what problems call it. Problems: Input
// "scenario-too-long", or a form of "scenario-not-yaml", "scenario-key",
// "scenario-value", "scenario-twice", "scenario-name", "scenario-nobody".
func Parse(file string, text []byte) (Scenario, error) {
	r := &reader{file: file, at: map[string]*yaml.Node{}}
	root, err := r.document(text)
	if err != nil {
		return Scenario{}, err
	}
	var s Scenario
	value := r.value(root, reflect.TypeFor[Scenario](), "")
	if len(r.problems) == 0 {
		r.settle(value, &s)
	}
	if len(r.problems) == 0 {
		r.check(s)
	}
	return s, problem.Form(r.problems)
}

// reader walks through one file.
type reader struct {
	file     string
	at       map[string]*yaml.Node // by path, such as "users[2].methods[0]"
	problems []*problem.Problem
}

var yamlLine = pattern.Lazy(`^yaml: (?:line (\d+): )?(?s:(.*))$`)

// document is the one document of a file.
func (r *reader) document(text []byte) (*yaml.Node, error) {
	if len(text) > Limit {
		return nil, problem.New(problem.Input, "scenario-too-long")
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var first, second yaml.Node
	if err := d.Decode(&first); errors.Is(err, io.EOF) {
		return &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}, nil // nothing but comments
	} else if err != nil {
		return nil, r.notYAML(err)
	}
	if err := d.Decode(&second); err == nil {
		return nil, problem.Form([]*problem.Problem{r.new("scenario-not-yaml", &second).With("cause", "a second document begins here")})
	} else if !errors.Is(err, io.EOF) {
		return nil, r.notYAML(err)
	}
	return first.Content[0], nil
}

func (r *reader) notYAML(err error) error {
	line, cause := "", err.Error()
	if m := yamlLine().FindStringSubmatch(cause); m != nil {
		line, cause = m[1], m[2]
	}
	p := problem.New(problem.Input, "scenario-not-yaml").With("place", r.file).With("cause", cause).Because(err)
	if line != "" {
		p.With("place", r.file+":"+line)
	}
	return problem.Form([]*problem.Problem{p})
}

// place is where a node stands, as editors and compilers write it.
func (r *reader) place(n *yaml.Node) string {
	return r.file + ":" + strconv.Itoa(max(n.Line, 1)) + ":" + strconv.Itoa(max(n.Column, 1))
}

func (r *reader) new(code string, n *yaml.Node) *problem.Problem {
	return problem.New(problem.Input, code).With("place", r.place(n))
}

// full says that enough was told.
func (r *reader) full() bool { return len(r.problems) >= mostProblems }

func (r *reader) add(p *problem.Problem) {
	if !r.full() {
		r.problems = append(r.problems, p)
	}
}

// settle makes the Go value of one that was read without problems.
func (r *reader) settle(value any, into *Scenario) {
	data, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		r.add(problem.New(problem.Input, "scenario-not-yaml").With("place", r.file).Because(err))
	}
}

// nodeAt is the node of a path, or of the nearest one around it that stands in the file.
func (r *reader) nodeAt(path string) *yaml.Node {
	for {
		if n := r.at[path]; n != nil {
			return n
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			if n := r.at[""]; n != nil {
				return n
			}
			return &yaml.Node{Line: 1, Column: 1}
		}
		path = path[:cut]
	}
}
