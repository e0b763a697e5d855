package transfer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"latchkey/app/problem"
)

// schemaVersion is the version of both formats that this program writes.
const schemaVersion = 1

// kind is one of the two kinds of file. Codes of its problems begin with prefix, which also
// stands in the file as "latchkey".
type kind struct {
	prefix string
	most   int // bytes
	size   string
}

// setupKind and bundleKind are the two.
func setupKind() kind { return kind{prefix: "setup", most: 256 << 10, size: "256 KB"} }

func bundleKind() kind { return kind{prefix: "bundle", most: 5 << 20, size: "5 MB"} }

// read reads a file into a value: whole or not at all. Problems, all Input and beginning
// with the kind: "-too-large", "-broken" (no JSON, or cut off), "-unknown" (no such file),
// "-newer", "-damaged" (the checksum is another one), and a form of "-key" and "-value".
func (k kind) read(data []byte, into any) error {
	if len(data) > k.most {
		return problem.New(problem.Input, k.prefix+"-too-large").With("most", k.size)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	root, err := parsed(data)
	if err != nil {
		return problem.New(problem.Input, k.prefix+"-broken").Because(err)
	}
	object, _ := root.(map[string]any)
	if err := k.recognize(object); err != nil {
		return err
	}
	sum, err := checksum(object)
	if err != nil || object["checksum"] != sum {
		return problem.New(problem.Input, k.prefix+"-damaged").Because(err)
	}
	s := &strict{kind: k}
	s.value(data, reflect.TypeOf(into).Elem(), "", "")
	if err := problem.Form(s.found); err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return problem.New(problem.Input, k.prefix+"-broken").Because(err)
	}
	return nil
}

// recognize says what kind of file it is, and whether this version reads it.
func (k kind) recognize(object map[string]any) error {
	name, _ := object["latchkey"].(string)
	number, _ := object["schema"].(json.Number)
	version, err := strconv.Atoi(number.String())
	switch {
	case name == setupKind().prefix && k == bundleKind():
		return problem.New(problem.Input, k.prefix+"-unknown").With("kind", "setup file")
	case name == bundleKind().prefix && k == setupKind():
		return problem.New(problem.Input, k.prefix+"-unknown").With("kind", "helpdesk bundle")
	case name != k.prefix || err != nil || version < 1:
		return problem.New(problem.Input, k.prefix+"-unknown")
	case version > schemaVersion:
		return problem.New(problem.Input, k.prefix+"-newer")
	}
	return nil
}

// parsed is the one JSON value of a file, its numbers as they are written.
func parsed(data []byte) (any, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something stands behind the end")
	}
	return value, nil
}

// checksum names everything in a file but the checksum itself, however it is written down.
func checksum(object map[string]any) (string, error) {
	rest := maps.Clone(object)
	delete(rest, "checksum")
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(rest); err != nil { // its keys come sorted
		return "", err
	}
	sum := sha256.Sum256(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}

// sealed is a file with its checksum. The characters of HTML are escaped, so that no
// program takes the file for a page.
func sealed(file any, put func(sum string)) ([]byte, error) {
	data, err := json.Marshal(file)
	if err != nil {
		return nil, failed(err)
	}
	root, err := parsed(data)
	if err != nil {
		return nil, failed(err)
	}
	object, _ := root.(map[string]any)
	sum, err := checksum(object)
	if err != nil {
		return nil, failed(err)
	}
	put(sum)
	data, err = json.MarshalIndent(file, "", "  ")
	if err != nil {
		return nil, failed(err)
	}
	return append(data, '\n'), nil
}

func failed(err error) error { return problem.New(problem.Internal, "internal").Because(err) }

// How the names of both kinds of file end.
const (
	SetupSuffix  = ".latchkey-setup.json"
	BundleSuffix = ".latchkey-bundle.json"
)

// longestStem bounds what stands before these, in letters.
const longestStem = 40

// SetupName and BundleName are names for the file of a profile: "contoso-sales" and the
// suffix. They hold ASCII letters, digits and hyphens only, and are not among those that
// Windows keeps for devices.
func SetupName(profile string) string { return stem(profile) + SetupSuffix }

func BundleName(profile string) string { return stem(profile) + BundleSuffix }

func stem(name string) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFKD.String(name)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !unicode.Is(unicode.Mn, r)
	})
	plain := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, strings.Join(words, "-"))
	plain = strings.Trim(plain[:min(len(plain), longestStem)], "-")
	if plain == "" || isDevice(plain) {
		return "profile"
	}
	return plain
}

// isDevice reports names that Windows refuses, whatever follows the dot ("Naming Files,
// Paths, and Namespaces").
func isDevice(name string) bool {
	switch strings.TrimRight(name, "0123456789") {
	case "con", "prn", "aux", "nul", "com", "lpt":
		return len(name) <= 4
	}
	return false
}
