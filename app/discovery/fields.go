package discovery

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// instance fills i from d.raw, whose syntax encoding/json has checked.
func (d *decoder) instance(i *Instance) error {
	parsed := gjson.ParseBytes(d.raw)
	if !parsed.IsObject() {
		return errShape
	}
	clear(d.seen)
	var err error
	parsed.ForEach(func(key, value gjson.Result) bool {
		name := d.text(key.Raw, common)
		if !d.property(i, name, value.Raw) {
			return true
		}
		if d.seen[name] {
			err = errTwice
		}
		d.seen[name] = true
		return err == nil
	})
	return err
}

// property stores one value as it is written, and reports whether it is one that an
// instance has.
func (d *decoder) property(i *Instance, name, raw string) bool {
	switch name {
	case "Id":
		i.ID = d.text(raw, rare)
	case "UniqueName":
		i.UniqueName = d.text(raw, rare)
	case "UrlName":
		i.URLName = d.text(raw, rare)
	case "FriendlyName":
		i.FriendlyName = d.text(raw, rare)
	case "Url":
		i.URL = d.text(raw, rare)
	case "ApiUrl":
		i.APIURL = d.text(raw, rare)
	case "Version":
		i.Version = d.text(raw, common)
	case "Region":
		i.Region = d.text(raw, common)
	case "TenantId":
		i.TenantID = d.text(raw, common)
	case "EnvironmentId":
		i.EnvironmentID = d.text(raw, rare)
	case "DatacenterId":
		i.DatacenterID = d.text(raw, common)
	case "DatacenterName":
		i.DatacenterName = d.text(raw, common)
	case "LastUpdated":
		i.LastUpdated = d.text(raw, rare)
	case "TrialExpirationDate":
		i.TrialExpirationDate = d.text(raw, rare)
	case "Purpose":
		i.Purpose = d.text(raw, common)
	case "SchemaType":
		i.SchemaType = d.text(raw, common)
	case "State":
		i.State = d.number(raw)
	case "StatusMessage":
		i.StatusMessage = d.number(raw)
	case "OrganizationType":
		i.OrganizationType = d.number(raw)
	case "IsUserSysAdmin":
		text := d.text(raw, common)
		i.IsUserSysAdmin = text == "1" || strings.EqualFold(text, "true")
	default:
		return false
	}
	return true
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
// written, "" for null, an object or an array. It is a copy: raw is a part of the answer.
func (d *decoder) text(raw string, often bool) string {
	switch {
	case raw == "" || raw[0] == '{' || raw[0] == '[' || raw[0] == 'n':
		return ""
	case raw[0] == '"':
		inner := raw[1 : len(raw)-1]
		if strings.IndexByte(inner, '\\') >= 0 || !utf8.ValidString(inner) {
			return bounded(unescaped(raw), MaxText)
		}
		raw = inner
	}
	if often && len(raw) <= longestKnown {
		return d.intern(raw)
	}
	return strings.Clone(bounded(raw, MaxText))
}

// unescaped resolves the escapes of a string literal; broken UTF-8 and lone
// surrogates become U+FFFD.
func unescaped(literal string) string {
	var s string
	if json.Unmarshal([]byte(literal), &s) != nil {
		return ""
	}
	return s
}

func (d *decoder) intern(text string) string {
	if s, ok := d.known[text]; ok {
		return s
	}
	text = strings.Clone(text)
	if len(d.known) < mostKnown {
		d.known[text] = text
	}
	return text
}

// number is a value as a whole number, 0 when it isn't one or is out of the range of Int32.
func (d *decoder) number(raw string) int {
	n, err := strconv.ParseInt(strings.TrimSpace(d.text(raw, common)), 10, 32)
	if err != nil {
		return 0
	}
	return int(n)
}
