package dataverse

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
	"time"

	"latchkey/app/pattern"
	"latchkey/app/practice/entra/aadsts"
)

// row is a row of a set: texts, float64 for numbers, booleans and nil, as encoding/json reads them.
type row map[string]any

// condition says whether a row is among those that were asked for.
type condition func(row) bool

// mostNested is how deep parentheses and negations may go.
const mostNested = 100

// filterReader reads $filter (OData URL Conventions 4.0, 5.1.1) as far as "Discover user
// organizations" lists it: eq ne gt ge lt le, and, or, not, parentheses, contains, endswith and
// startswith.
type filterReader struct {
	of    *entityType
	rest  string
	depth int
}

var (
	filterToken = pattern.Lazy(`^\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)`)
	integers    = pattern.Lazy(`^-?\d{1,9}$`)
	guids       = pattern.Lazy(`^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

// readFilter is the condition that a $filter stands for.
func (e *entityType) readFilter(text string) (condition, *refusal) {
	r := &filterReader{of: e, rest: text}
	holds, bad := r.either()
	if bad == nil && strings.TrimSpace(r.rest) != "" {
		bad = r.syntaxError()
	}
	if bad != nil {
		return nil, bad
	}
	return holds, nil
}

func (r *filterReader) syntaxError() *refusal {
	return badOption("Syntax error in $filter at '" + aadsts.Show(strings.TrimSpace(r.rest)) + "'.")
}

// peek is the next token, "" at the end or where there is none.
func (r *filterReader) peek() string {
	if m := filterToken().FindStringSubmatch(r.rest); m != nil {
		return m[1]
	}
	return ""
}

// take is the next token, and goes on behind it.
func (r *filterReader) take() string {
	t := r.peek()
	if t != "" {
		r.rest = strings.TrimLeft(r.rest, " \t\r\n")[len(t):]
	}
	return t
}

// skip goes on behind a token if it is the next one.
func (r *filterReader) skip(token string) bool {
	if r.peek() != token {
		return false
	}
	r.take()
	return true
}

func (r *filterReader) either() (condition, *refusal) {
	holds, bad := r.both()
	for bad == nil && r.skip("or") {
		var next condition
		first := holds
		next, bad = r.both()
		holds = func(v row) bool { return first(v) || next(v) }
	}
	return holds, bad
}

func (r *filterReader) both() (condition, *refusal) {
	holds, bad := r.single()
	for bad == nil && r.skip("and") {
		var next condition
		first := holds
		next, bad = r.single()
		holds = func(v row) bool { return first(v) && next(v) }
	}
	return holds, bad
}

// single is a negation, what stands in parentheses, a function or a comparison.
func (r *filterReader) single() (condition, *refusal) {
	if r.depth++; r.depth > mostNested {
		return nil, badOption("The $filter is nested too deeply.")
	}
	defer func() { r.depth-- }()
	switch {
	case r.skip("not"):
		holds, bad := r.single()
		return func(v row) bool { return !holds(v) }, bad
	case r.skip("("):
		holds, bad := r.either()
		if bad == nil && !r.skip(")") {
			bad = r.syntaxError()
		}
		return holds, bad
	}
	before := r.rest
	name := r.take()
	if r.peek() == "(" {
		return r.function(name)
	}
	if name == "" || strings.ContainsAny(name, "'(),") {
		r.rest = before
		return nil, r.syntaxError()
	}
	edm, bad := r.of.typeOf(name)
	if bad != nil {
		return nil, bad
	}
	return r.comparison(name, edm)
}

// comparisons say what the sign of a comparison has to be.
func comparisons() map[string]func(sign int) bool {
	return map[string]func(int) bool{
		"eq": func(n int) bool { return n == 0 }, "ne": func(n int) bool { return n != 0 },
		"gt": func(n int) bool { return n > 0 }, "ge": func(n int) bool { return n >= 0 },
		"lt": func(n int) bool { return n < 0 }, "le": func(n int) bool { return n <= 0 },
	}
}

func (r *filterReader) comparison(name, edm string) (condition, *refusal) {
	fits, ok := comparisons()[r.peek()]
	if !ok {
		if edm == edmBoolean {
			return func(v row) bool { return v[name] == true }, nil
		}
		return nil, r.syntaxError()
	}
	operator := r.take()
	literal := r.take()
	if literal == "" {
		return nil, r.syntaxError()
	}
	if literal == "null" {
		return func(v row) bool { return (v[name] == nil) == (operator == "eq") }, nil
	}
	wanted, ok := readLiteral(edm, literal)
	if !ok || edm == edmBoolean && operator != "eq" && operator != "ne" {
		return nil, badOption("A binary operator with incompatible types was detected: '" + aadsts.Show(name+" "+operator+" "+literal) + "'.")
	}
	return func(v row) bool {
		sign, comparable := r.of.compare(edm, v[name], wanted)
		return comparable && fits(sign) || !comparable && operator == "ne"
	}, nil
}

// readLiteral is a literal as a value of a type.
func readLiteral(edm, literal string) (value any, ok bool) {
	text, quoted := strings.CutPrefix(literal, "'")
	if quoted {
		text = strings.ReplaceAll(strings.TrimSuffix(text, "'"), "''", "'")
	}
	switch edm {
	case edmString:
		return text, quoted
	case edmGUID:
		return strings.ToLower(text), guids().MatchString(text)
	case edmBoolean:
		return text == "true", text == "true" || text == "false"
	case edmInt:
		n, err := strconv.Atoi(text)
		return float64(n), err == nil && !quoted && integers().MatchString(text)
	}
	t, err := time.Parse(time.RFC3339, text)
	return t, err == nil && !quoted
}

// compare gives the sign of a comparison; a value that is missing can't be compared.
func (e *entityType) compare(edm string, value, wanted any) (sign int, comparable bool) {
	switch value := value.(type) {
	case float64:
		return cmp.Compare(value, wanted.(float64)), true
	case bool:
		if value == wanted {
			return 0, true
		}
		return 1, true
	case string:
		if edm == edmDate {
			t, err := time.Parse(time.RFC3339, value)
			return t.Compare(wanted.(time.Time)), err == nil
		}
		if edm == edmGUID || e.table {
			return strings.Compare(strings.ToLower(value), strings.ToLower(wanted.(string))), true
		}
		return strings.Compare(value, wanted.(string)), true
	}
	return 0, false
}

// function is contains, endswith or startswith of a property and a text.
func (r *filterReader) function(function string) (condition, *refusal) {
	matches := map[string]func(text, part string) bool{"contains": strings.Contains, "endswith": strings.HasSuffix, "startswith": strings.HasPrefix}[function]
	if matches == nil {
		return nil, &refusal{status: http.StatusNotImplemented, code: "NotImplemented", message: "The practice tenant does not know the function '" + aadsts.Show(function) + "'."}
	}
	r.take()
	name := r.take()
	edm, bad := r.of.typeOf(name)
	if bad != nil {
		return nil, bad
	}
	if !r.skip(",") {
		return nil, r.syntaxError()
	}
	part, ok := readLiteral(edmString, r.peek())
	if !ok || edm != edmString {
		return nil, r.syntaxError()
	}
	r.take()
	if !r.skip(")") {
		return nil, r.syntaxError()
	}
	fold := func(text string) string { return text }
	if r.of.table {
		fold = strings.ToLower
	}
	wanted := fold(part.(string))
	return func(v row) bool {
		text, ok := v[name].(string)
		return ok && matches(fold(text), wanted)
	}, nil
}
