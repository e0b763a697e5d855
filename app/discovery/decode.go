package discovery

import (
	"encoding/json"
	"errors"
	"io"

	"latchkey/app/problem"
)

// MaxText is how many bytes of one text of an answer are kept.
const MaxText = 16 << 10

// MaxInstances is how many organizations an answer may list: ten times the most that
// a tenant is known to have. Without it, a few megabytes of "{}," would fill gigabytes.
const MaxInstances = 100_000

// Decode reads a list of instances: {"value":[...]}, or the array alone. It decodes
// instance by instance, so the answer is never in memory as a whole. Numbers may be
// strings and the other way round, anything may be null, unknown properties are
// skipped; a property that occurs twice is refused, since readers differ on which one
// counts. Its errors are *problem.Problem of kind Network.
func Decode(r io.Reader) ([]Instance, error) {
	d := &decoder{json: json.NewDecoder(r), known: map[string]string{}, seen: map[string]bool{}}
	list, err := d.answer()
	if err != nil {
		return nil, decodeProblem(err)
	}
	return list, nil
}

// decoder reads one answer. known keeps one copy of texts that come again and again,
// such as the tenant and the version; seen are the properties of the instance so far.
type decoder struct {
	json  *json.Decoder
	raw   json.RawMessage
	known map[string]string
	seen  map[string]bool
}

func (d *decoder) answer() ([]Instance, error) {
	start, err := d.json.Token()
	if err != nil {
		return nil, err
	}
	var list []Instance
	switch start {
	case json.Delim('['):
		list, err = d.list()
	case json.Delim('{'):
		list, err = d.envelope()
	default:
		err = errShape
	}
	if err != nil {
		return nil, err
	}
	if _, err := d.json.Token(); err != io.EOF {
		if err == nil {
			err = errShape
		}
		return nil, err
	}
	return list, nil
}

// envelope reads the members of {"@odata.context":..., "value":[...]}.
func (d *decoder) envelope() ([]Instance, error) {
	var list []Instance
	found := false
	for d.json.More() {
		name, err := d.json.Token()
		if err != nil {
			return nil, err
		}
		if name != "value" {
			if err := d.json.Decode(&d.raw); err != nil {
				return nil, err
			}
			continue
		}
		if found {
			return nil, errTwice
		}
		found = true
		if t, err := d.json.Token(); err != nil {
			return nil, err
		} else if t != json.Delim('[') {
			return nil, errShape
		}
		if list, err = d.list(); err != nil {
			return nil, err
		}
	}
	if _, err := d.json.Token(); err != nil {
		return nil, err
	}
	if !found {
		return nil, errShape
	}
	return list, nil
}

// list reads instances up to the closing bracket.
func (d *decoder) list() ([]Instance, error) {
	list := []Instance{}
	for d.json.More() {
		if len(list) == MaxInstances {
			return nil, errMany
		}
		d.raw = d.raw[:0]
		if err := d.json.Decode(&d.raw); err != nil {
			return nil, err
		}
		var i Instance
		if err := d.instance(&i); err != nil {
			return nil, err
		}
		list = append(list, i)
	}
	_, err := d.json.Token()
	return list, err
}

var (
	errShape = errors.New("not a list of instances")
	errMany  = errors.New("too many instances")
	errTwice = errors.New("a property occurs twice")
)

// decodeProblem is the problem for an answer that could not be decoded.
func decodeProblem(err error) error {
	var p *problem.Problem
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return problem.New(problem.Network, "answer-broken-off").Because(err)
	case errors.Is(err, errTwice):
		return problem.New(problem.Network, "answer-ambiguous").Because(err)
	case errors.As(err, &syntax):
		return problem.New(problem.Network, "answer-not-json").Because(err)
	case errors.Is(err, errMany):
		return problem.New(problem.Network, "answer-too-large").Because(err)
	case errors.Is(err, errShape) || errors.As(err, &kind):
		return problem.New(problem.Network, "answer-unexpected").Because(err)
	}
	return problem.New(problem.Network, "answer-broken-off").Because(err)
}
