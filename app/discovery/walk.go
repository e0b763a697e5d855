package discovery

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// instance fills i from d.raw. encoding/json has checked the syntax already, which is
// what lets this stay simple; reflection would take twice as long.
func (d *decoder) instance(i *Instance) error {
	w := walker{data: d.raw}
	if !w.take('{') {
		return errShape
	}
	var seen [properties]bool
	for !w.take('}') {
		w.take(',')
		literal := w.value()
		if len(literal) == 0 || !w.take(':') {
			return errShape
		}
		name := d.text(literal, common)
		n := d.property(i, name, w.value())
		if n == other {
			continue
		}
		if seen[n] {
			return errTwice
		}
		seen[n] = true
	}
	return nil
}

// properties is how many an instance has; other is a property that is none of them.
const (
	properties = 20
	other      = -1
)

// property stores one value and returns the property's number.
func (d *decoder) property(i *Instance, name string, value []byte) int {
	switch name {
	case "Id":
		i.ID = d.text(value, rare)
		return 0
	case "UniqueName":
		i.UniqueName = d.text(value, rare)
		return 1
	case "UrlName":
		i.URLName = d.text(value, rare)
		return 2
	case "FriendlyName":
		i.FriendlyName = d.text(value, rare)
		return 3
	case "Url":
		i.URL = d.text(value, rare)
		return 4
	case "ApiUrl":
		i.APIURL = d.text(value, rare)
		return 5
	case "Version":
		i.Version = d.text(value, common)
		return 6
	case "Region":
		i.Region = d.text(value, common)
		return 7
	case "TenantId":
		i.TenantID = d.text(value, common)
		return 8
	case "EnvironmentId":
		i.EnvironmentID = d.text(value, rare)
		return 9
	}
	return d.lesser(i, name, value)
}

// lesser is property for those that the user interface doesn't show.
func (d *decoder) lesser(i *Instance, name string, value []byte) int {
	switch name {
	case "DatacenterId":
		i.DatacenterID = d.text(value, common)
		return 10
	case "DatacenterName":
		i.DatacenterName = d.text(value, common)
		return 11
	case "LastUpdated":
		i.LastUpdated = d.text(value, rare)
		return 12
	case "TrialExpirationDate":
		i.TrialExpirationDate = d.text(value, rare)
		return 13
	case "Purpose":
		i.Purpose = d.text(value, common)
		return 14
	case "SchemaType":
		i.SchemaType = d.text(value, common)
		return 15
	case "State":
		i.State = d.number(value)
		return 16
	case "StatusMessage":
		i.StatusMessage = d.number(value)
		return 17
	case "OrganizationType":
		i.OrganizationType = d.number(value)
		return 18
	case "IsUserSysAdmin":
		text := d.text(value, common)
		i.IsUserSysAdmin = text == "1" || strings.EqualFold(text, "true")
		return 19
	}
	return other
}

// How often a text comes: one copy of common ones is shared.
const (
	common = true
	rare   = false
)

// mostKnown bounds how many common texts are remembered, and longestKnown their
// length, so that a hostile answer can't make the memory useless.
const (
	mostKnown    = 4096
	longestKnown = 100
)

// text is a value as text: a string's content, a number or a boolean as it is
// written, "" for null, an object or an array.
func (d *decoder) text(value []byte, often bool) string {
	switch {
	case len(value) == 0 || value[0] == '{' || value[0] == '[' || value[0] == 'n':
		return ""
	case value[0] == '"':
		inner := value[1 : len(value)-1]
		if bytes.IndexByte(inner, '\\') >= 0 || !utf8.Valid(inner) {
			return bounded(unescaped(value), MaxText)
		}
		value = inner
	}
	if often && len(value) <= longestKnown {
		return d.intern(value)
	}
	return bounded(string(value), MaxText)
}

// unescaped resolves the escapes of a string literal; broken UTF-8 and lone
// surrogates become U+FFFD.
func unescaped(literal []byte) string {
	var s string
	if json.Unmarshal(literal, &s) != nil {
		return ""
	}
	return s
}

func (d *decoder) intern(value []byte) string {
	if s, ok := d.known[string(value)]; ok {
		return s
	}
	s := string(value)
	if len(d.known) < mostKnown {
		d.known[s] = s
	}
	return s
}

// number is a value as a whole number, 0 when it is none or out of the range of Int32.
func (d *decoder) number(value []byte) int {
	n, err := strconv.ParseInt(strings.TrimSpace(d.text(value, common)), 10, 32)
	if err != nil {
		return 0
	}
	return int(n)
}

// walker goes through JSON that is known to be valid.
type walker struct {
	data []byte
	at   int
}

// take skips white space and then c, and reports whether c was there.
func (w *walker) take(c byte) bool {
	for w.at < len(w.data) {
		switch w.data[w.at] {
		case ' ', '\t', '\r', '\n':
			w.at++
			continue
		case c:
			w.at++
			return true
		}
		return false
	}
	return false
}

// value skips white space and returns the next value, as it is written.
func (w *walker) value() []byte {
	w.take(0)
	start := w.at
	if w.at >= len(w.data) {
		return nil
	}
	switch w.data[w.at] {
	case '"':
		w.skipString()
	case '{', '[':
		w.skipNested()
	default:
		w.skipLiteral()
	}
	return w.data[start:w.at]
}

func (w *walker) skipString() {
	for w.at++; w.at < len(w.data) && w.data[w.at] != '"'; w.at++ {
		if w.data[w.at] == '\\' {
			w.at++
		}
	}
	w.at = min(w.at+1, len(w.data))
}

func (w *walker) skipNested() {
	depth := 0
	for w.at < len(w.data) {
		switch w.data[w.at] {
		case '"':
			w.skipString()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		w.at++
		if depth == 0 {
			return
		}
	}
}

func (w *walker) skipLiteral() {
	for w.at < len(w.data) && !strings.ContainsRune(" \t\r\n,:]}", rune(w.data[w.at])) {
		w.at++
	}
}
