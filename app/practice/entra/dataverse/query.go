package dataverse

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"latchkey/app/pattern"
	"latchkey/app/practice/entra/aadsts"
)

// query is what a client asks of a set.
type query struct {
	properties []string    // $select; none is all
	top        int         // $top; -1 is all
	conditions []condition // $filter, and the key in the address: all have to hold
}

// refusal is an answer of OData JSON Format 4.0 section 19.
type refusal struct {
	status        int
	code, message string
}

func badRequest(message string) *refusal {
	return &refusal{http.StatusBadRequest, "BadRequest", message}
}

// readQuery honours $select, $top and $filter; another option is refused, so that nobody takes
// a whole list for a part of it.
func (e *entityType) readQuery(p aadsts.Params) (query, *refusal) {
	q := query{top: -1}
	for name, value := range p {
		switch name {
		case "$select":
			for one := range strings.SplitSeq(value, ",") {
				one = strings.TrimSpace(one)
				if _, bad := e.typeOf(one); bad != nil {
					return q, bad
				}
				q.properties = append(q.properties, one)
			}
		case "$top":
			n, err := strconv.Atoi(value)
			if err != nil || n < 0 {
				return q, badRequest("$top has to be a number.")
			}
			q.top = n
		case "$filter":
			holds, bad := e.readFilter(value)
			if bad != nil {
				return q, bad
			}
			q.conditions = append(q.conditions, holds)
		default:
			if strings.HasPrefix(name, "$") {
				return q, &refusal{http.StatusNotImplemented, "NotImplemented", "The practice tenant does not know the query option '" + aadsts.Show(name) + "'."}
			}
		}
	}
	return q, nil
}

// holds says whether a row fulfils all conditions.
func (q query) holds(v row) bool {
	return !slices.ContainsFunc(q.conditions, func(c condition) bool { return !c(v) })
}

// chosen is a row with the properties that were asked for.
func (q query) chosen(v row) row {
	if len(q.properties) == 0 {
		return v
	}
	chosen := make(row, len(q.properties))
	for _, p := range q.properties {
		chosen[p] = v[p]
	}
	return chosen
}

// context is the end of an @odata.context: the set, and what was asked for of its rows.
func (q query) context(e *entityType) string {
	if len(q.properties) == 0 {
		return "$metadata#" + e.set
	}
	return "$metadata#" + e.set + "(" + strings.Join(q.properties, ",") + ")"
}

// keySegment is a set with a key in an address: Instances(UniqueName='x').
var keySegment = pattern.Lazy(`^(\w+)\((?:(\w+)=)?('(?:[^']|'')*'|[\w.:-]+)\)$`)

// readKey is the condition that the key in an address stands for.
func (e *entityType) readKey(segment string) (condition, bool) {
	m := keySegment().FindStringSubmatch(segment)
	if m == nil || m[1] != e.set {
		return nil, false
	}
	name := m[2]
	if name == "" {
		name = e.keys[0]
	}
	edm, _ := e.typeOf(name)
	wanted, ok := readLiteral(edm, m[3])
	if !ok || !slices.Contains(e.keys, name) {
		return nil, false
	}
	return func(v row) bool {
		sign, comparable := e.compare(edm, v[name], wanted)
		return comparable && sign == 0
	}, true
}

func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
