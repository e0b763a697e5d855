package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// largest is how big a profile's file may be, in bytes.
const largest = 1 << 20

// errNewer marks a file that a newer Latchkey wrote.
var errNewer = errors.New("written by a newer version")

// decode reads a profile's file. With errNewer the profile holds what this version
// understands of it. Other errors name the line.
func decode(data []byte) (Profile, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return Profile{}, fmt.Errorf("line %d: not UTF-8", lineOf(data, invalidAt(data)))
	}
	var p Profile
	err := json.Unmarshal(data, &p)
	var kind *json.UnmarshalTypeError
	switch {
	case err != nil && !errors.As(err, &kind):
		return Profile{}, atLine(data, err)
	case p.Schema > Schema:
		return p, errNewer // what has another type there is left out
	case err != nil:
		return Profile{}, atLine(data, err)
	case p.Schema < 1:
		return Profile{}, errors.New("no schema version")
	case p.Name == "":
		return Profile{}, errors.New("no name")
	case p.Rev < 1:
		return Profile{}, errors.New("no revision")
	}
	return p, nil
}

// atLine puts the line in front of an error of encoding/json.
func atLine(data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: %w", lineOf(data, int(syntax.Offset)-1), err)
	case errors.As(err, &kind):
		// The error's text quotes the value; a profile's values are not for messages.
		return fmt.Errorf("line %d: %s is a %s", lineOf(data, int(kind.Offset)-1), kind.Field, strings.Fields(kind.Value + " ?")[0])
	}
	return err
}

func lineOf(data []byte, offset int) int {
	offset = min(max(offset, 0), len(data))
	return 1 + bytes.Count(data[:offset], []byte("\n"))
}

func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}

// encode writes a profile's file, with the fields of old that this version doesn't
// know (top level only; an organization is replaced as a whole).
func encode(p Profile, old []byte) ([]byte, error) {
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return nil, err
	}
	extra := unknown(old)
	if len(extra) == 0 {
		return append(data, '\n'), nil
	}
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(data, []byte("\n}")))
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, ",\n  %s: ", key)
		if err := json.Indent(&b, extra[name], "  ", "  "); err != nil {
			return nil, err
		}
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

// unknown returns the fields of a file that Profile has no place for. encoding/json
// matches names without case, so this does too.
func unknown(data []byte) map[string]json.RawMessage {
	var all map[string]json.RawMessage
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &all) != nil {
		return nil
	}
	for name := range all {
		if slices.ContainsFunc(fieldNames(), func(f string) bool { return strings.EqualFold(f, name) }) {
			delete(all, name)
		}
	}
	return all
}

// fieldNames lists the JSON names of Profile's fields.
func fieldNames() []string {
	t := reflect.TypeFor[Profile]()
	names := make([]string, 0, t.NumField())
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}
