package dataverse

import (
	"encoding/json"
	"maps"
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
	conditions []condition // $filter
	key        condition   // in the address; nil where there is none
	count      bool        // $count
	order      []order     // $orderby
}

type order struct {
	property, edm string
	descending    bool
}

// refusal is an answer of OData JSON Format 4.0 section 19.
type refusal struct {
	status        int
	code, message string
	retryAfter    int // seconds; 0 says nothing
}

// badOption refuses a query option that can't be read, by Dataverse's code for all of these.
func badOption(message string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "0x80060888", message: message}
}

// readQuery honours $select, $top and $filter, and $orderby and $count of tables; another option is
// refused, so that nobody takes a whole list for a part of it.
func (e *entityType) readQuery(p aadsts.Params) (query, *refusal) {
	q := query{top: -1}
	for name, value := range p {
		if !e.table && (name == "$count" || name == "$orderby") {
			return q, notKnown(name)
		}
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
				return q, badOption("$top has to be a number.")
			}
			q.top = n
		case "$filter":
			holds, bad := e.readFilter(value)
			if bad != nil {
				return q, bad
			}
			q.conditions = append(q.conditions, holds)
		case "$count":
			q.count = value == "true"
		case "$orderby":
			var bad *refusal
			if q.order, bad = e.readOrder(value); bad != nil {
				return q, bad
			}
		default:
			if strings.HasPrefix(name, "$") || e.table && !strings.HasPrefix(name, "@") {
				return q, notKnown(name)
			}
		}
	}
	return q, nil
}

func notKnown(option string) *refusal {
	return &refusal{status: http.StatusNotImplemented, code: "NotImplemented", message: "The practice tenant does not know the query option '" + aadsts.Show(option) + "'."}
}

// readOrder reads $orderby: properties, each with asc or desc behind it or nothing.
func (e *entityType) readOrder(text string) (all []order, bad *refusal) {
	for one := range strings.SplitSeq(text, ",") {
		name, direction, _ := strings.Cut(strings.TrimSpace(one), " ")
		edm, bad := e.typeOf(name)
		if bad != nil {
			return nil, bad
		}
		if direction != "" && direction != "asc" && direction != "desc" {
			return nil, badOption("Syntax error in $orderby at '" + aadsts.Show(direction) + "'.")
		}
		all = append(all, order{name, edm, direction == "desc"})
	}
	return all, nil
}

// sort puts rows into the order that was asked for; a value that is missing comes first.
func (q query) sort(e *entityType, rows []row) {
	slices.SortStableFunc(rows, func(a, b row) int {
		for _, o := range q.order {
			sign := e.sign(o, a[o.property], b[o.property])
			if sign != 0 && o.descending {
				return -sign
			}
			if sign != 0 {
				return sign
			}
		}
		return 0
	})
}

func (e *entityType) sign(o order, a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	case o.edm == edmBoolean && a != b:
		if a == false {
			return -1
		}
		return 1
	}
	sign, _ := e.compare(o.edm, a, b)
	return sign
}

// holds says whether a row fulfils all conditions.
func (q query) holds(v row) bool {
	return !slices.ContainsFunc(q.conditions, func(c condition) bool { return !c(v) })
}

// chosen is a row with the properties that were asked for.
func (q query) chosen(v row) row {
	if len(q.properties) == 0 {
		return maps.Clone(v)
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
