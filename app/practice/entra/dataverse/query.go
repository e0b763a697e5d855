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

// query is what a client asks of the list of organizations.
type query struct {
	properties []string    // $select; none is all
	top        int         // $top; -1 is all
	conditions []condition // $filter: all have to hold
}

// condition is one comparison of $filter: a property and what it has to be, as JSON.
type condition struct{ property, value string }

// refusal is an answer of OData JSON Format 4.0 section 19.
type refusal struct {
	status        int
	code, message string
}

func badRequest(message string) *refusal {
	return &refusal{http.StatusBadRequest, "BadRequest", message}
}

func checkProperty(name string) *refusal {
	if slices.Contains(instanceProperties, name) {
		return nil
	}
	return badRequest("Could not find a property named '" + aadsts.Show(name) + "' on type 'Microsoft.DynamicsOnline.Discovery.Service.Instance'.")
}

// readQuery honours $select, $top, and comparisons by eq that are joined by and; what it can't
// honour is refused, so that nobody takes a whole list for a filtered one.
func readQuery(p aadsts.Params) (query, *refusal) {
	q := query{top: -1}
	for name, value := range p {
		switch name {
		case "$select":
			for one := range strings.SplitSeq(value, ",") {
				one = strings.TrimSpace(one)
				if bad := checkProperty(one); bad != nil {
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
			var bad *refusal
			if q.conditions, bad = readFilter(value); bad != nil {
				return q, bad
			}
		default:
			if strings.HasPrefix(name, "$") {
				return q, &refusal{http.StatusNotImplemented, "NotImplemented", "The practice tenant does not know the query option '" + aadsts.Show(name) + "'."}
			}
		}
	}
	return q, nil
}

// comparison is one of $filter with what follows it (OData URL Conventions 4.0, 5.1.1).
var comparison = pattern.Lazy(`^\s*(\w+)\s+eq\s+('(?:[^']|'')*'|[\w.:-]+)\s*(?:$|and\s)`)

func readFilter(text string) (all []condition, bad *refusal) {
	for text != "" {
		m := comparison().FindStringSubmatch(text)
		if m == nil {
			return nil, &refusal{http.StatusNotImplemented, "NotImplemented", "The practice tenant knows only comparisons by eq that are joined by and."}
		}
		if bad := checkProperty(m[1]); bad != nil {
			return nil, bad
		}
		value := m[2]
		if literal, quoted := strings.CutPrefix(value, "'"); quoted {
			value = quote(strings.ReplaceAll(strings.TrimSuffix(literal, "'"), "''", "'"))
		} else if !numbers().MatchString(value) && value != "true" && value != "false" && value != "null" {
			value = quote(value) // an id or a day
		}
		all = append(all, condition{m[1], value})
		text = text[len(m[0]):]
	}
	return all, nil
}

var numbers = pattern.Lazy(`^\d+$`)

func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}

// holds says whether a row fulfils all conditions; texts are compared whatever their case.
func (q query) holds(row map[string]json.RawMessage) bool {
	return !slices.ContainsFunc(q.conditions, func(c condition) bool {
		return !strings.EqualFold(string(row[c.property]), c.value)
	})
}

// instanceKey is the key in the address of one organization: its id, or its unique name.
var instanceKey = pattern.Lazy(`^Instances\((?:(?:Id=)?([0-9a-fA-F-]{36})|UniqueName='([^']*)')\)$`)

// readKey is the condition that an address such as Instances(UniqueName='x') stands for.
func readKey(segment string) (condition, bool) {
	m := instanceKey().FindStringSubmatch(segment)
	switch {
	case m == nil:
		return condition{}, false
	case m[1] != "":
		return condition{"Id", quote(m[1])}, true
	}
	return condition{"UniqueName", quote(m[2])}, true
}
