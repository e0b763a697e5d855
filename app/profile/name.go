package profile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// taken reports whether a file other than own holds the name. With a thousand
// profiles this is most of a save's time, so all processors share the reading.
func (s *Store) taken(name, own string) (bool, error) {
	names, err := s.files()
	if err != nil {
		return false, err
	}
	key := nameKey(name)
	var found atomic.Bool
	var next atomic.Int64
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) {
		readers.Go(func() {
			for n := next.Add(1) - 1; n < int64(len(names)) && !found.Load(); n = next.Add(1) - 1 {
				if names[n] != own && s.holds(names[n], key) {
					found.Store(true)
				}
			}
		})
	}
	readers.Wait()
	return found.Load(), nil
}

// holds reports whether a file's name has the key. What can't be read has no name;
// List says so.
func (s *Store) holds(file, key string) bool {
	data, err := s.dir.Read(file, largest)
	return err == nil && nameKey(nameIn(data)) == key
}

// nameIn returns the name in a file of any schema, "" when there is none.
func nameIn(data []byte) string {
	if name, ok := nameAtItsPlace(data); ok {
		return name
	}
	var head struct {
		Name string `json:"name"`
	}
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &head) != nil {
		return ""
	}
	return head.Name
}

// nameAtItsPlace finds the name in a file that encode wrote and nobody edited, twenty
// times faster than a decoder. Such a file has its fields on lines of their own, two
// blanks in front, and a JSON string holds no line break, so the line can't be part of
// a value.
func nameAtItsPlace(data []byte) (string, bool) {
	if !bytes.HasPrefix(data, []byte("{\n  \"schema\": ")) {
		return "", false
	}
	_, rest, ok := bytes.Cut(data, []byte("\n  \"name\": \""))
	line, _, ended := bytes.Cut(rest, []byte("\n"))
	value, simple := bytes.CutSuffix(line, []byte("\","))
	if !ok || !ended || !simple || bytes.ContainsAny(value, "\"\\") {
		return "", false
	}
	return string(value), true
}

// nameKey is a name as it is compared: without what can't be seen, Unicode case
// folding after composition, and runs of blanks as one.
func nameKey(name string) string {
	name = strings.Map(func(r rune) rune {
		if invisible(r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, name)
	return cases.Fold().String(norm.NFC.String(strings.Join(strings.Fields(name), " ")))
}

// distinguish numbers names that occur twice, so that each finds one profile.
func distinguish(entries []Entry) {
	seen := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		if e.Problem != nil {
			continue
		}
		name := e.Profile.Name
		for n := 2; seen[nameKey(name)]; n++ {
			name = fmt.Sprintf("%s (%d)", e.Profile.Name, n)
		}
		e.Profile.Name = name
		seen[nameKey(name)] = true
	}
}
