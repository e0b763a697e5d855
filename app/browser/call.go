package browser

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"reflect"
	"runtime/debug"
	"time"

	"latchkey/app/problem"
	"latchkey/app/program"
	"latchkey/app/secret"
)

// callLimit is the largest list of arguments, in bytes.
const callLimit = 1 << 20

// method is one bound method.
type method struct {
	pkg, structure, name string
	call                 reflect.Value
}

// methods are the bound methods by "Struct.Method".
type methods map[string]method

var errorType = reflect.TypeFor[error]()

// bind makes the table from pointers to structs, under the same names as Wails:
// the last element of the package's path, the struct's name, the method's name.
func bind(bound []any) (methods, error) {
	table := methods{}
	for _, b := range bound {
		value := reflect.ValueOf(b)
		t := value.Type()
		if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
			return nil, fmt.Errorf("bind %s: not a pointer to a struct", t)
		}
		for m := range t.Methods() {
			found := method{
				pkg:       path.Base(t.Elem().PkgPath()),
				structure: t.Elem().Name(),
				name:      m.Name,
				call:      value.MethodByName(m.Name),
			}
			key := found.structure + "." + found.name
			if _, twice := table[key]; twice {
				return nil, fmt.Errorf("bind %s: bound twice", key)
			}
			if err := callable(m.Type); err != nil {
				return nil, fmt.Errorf("bind %s: %w", key, err)
			}
			table[key] = found
		}
	}
	return table, nil
}

// callable accepts what the front end can use: a value, an error, both or neither.
func callable(t reflect.Type) error {
	switch {
	case t.IsVariadic():
		return fmt.Errorf("takes any number of arguments")
	case t.NumOut() > 2, t.NumOut() == 2 && t.Out(1) != errorType:
		return fmt.Errorf("returns more than a value and an error")
	}
	return nil
}

// call answers POST /api/call/Struct.Method [arguments] with {"result": value} or
// {"error": problem}, both with status 200: a method that says no is no fault of
// the connection, and browsers print every other status as one.
func (s *Server) call(w http.ResponseWriter, r *http.Request, _ *session) {
	m, ok := s.methods[r.PathValue("method")]
	if !ok {
		writeProblem(w, http.StatusNotFound, problem.New(problem.Internal, "call-unknown"))
		return
	}
	var arguments []json.RawMessage
	if !readJSON(w, r, callLimit, &arguments) {
		return
	}
	in, err := m.decode(arguments)
	if err != nil {
		writeProblem(w, http.StatusBadRequest, problem.New(problem.Internal, "call-malformed").Because(err))
		return
	}
	// Bound methods may take as long as they like; only the answer is in a hurry.
	// Connections live by the system's clock, whatever clock the tickets live by.
	answer := http.NewResponseController(w)
	_ = answer.SetWriteDeadline(time.Time{})
	result, err := s.invoke(m, in)
	_ = answer.SetWriteDeadline(time.Now().Add(writeTimeout))
	if err != nil {
		p := problem.From(err)
		program.LogProblem(s.log, p)
		writeProblem(w, http.StatusOK, p)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"result": result})
}

// decode turns the JSON arguments into the method's types. Its errors don't repeat
// the values.
func (m method) decode(arguments []json.RawMessage) ([]reflect.Value, error) {
	t := m.call.Type()
	if len(arguments) != t.NumIn() {
		return nil, fmt.Errorf("%s.%s takes %d arguments, not %d", m.structure, m.name, t.NumIn(), len(arguments))
	}
	in := make([]reflect.Value, len(arguments))
	for i, raw := range arguments {
		into := reflect.New(t.In(i))
		if json.Unmarshal(raw, into.Interface()) != nil {
			return nil, fmt.Errorf("%s.%s: argument %d is no %s", m.structure, m.name, i+1, t.In(i))
		}
		in[i] = into.Elem()
	}
	return in, nil
}

// invoke calls the method. A panic in it becomes an Internal problem: one broken
// method must not end the sign-in that waits in another.
func (s *Server) invoke(m method, in []reflect.Value) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			text := secret.Redact(fmt.Sprint(p))
			s.log.Error("bound method panicked", "method", m.structure+"."+m.name, "panic", text, "stack", string(debug.Stack()))
			result, err = nil, fmt.Errorf("%s.%s panicked: %s", m.structure, m.name, text)
		}
	}()
	for _, out := range m.call.Call(in) {
		if out.Type() == errorType {
			err, _ = out.Interface().(error)
		} else {
			result = out.Interface()
		}
	}
	return result, err
}
