package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"latchkey/app/home"

	"github.com/maruel/natural"
	"github.com/tidwall/gjson"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// taken reports whether a file other than own holds the name. A file that another program
// has open may hold it, and can be asked again soon. What can't be read otherwise has no
// name; List says so.
func (s *Store) taken(name, own string) (bool, error) {
	files, err := s.files()
	if err != nil {
		return false, err
	}
	key := nameKey(name)
	for _, file := range files {
		if file == own {
			continue
		}
		data, err := s.dir.Read(file, largest)
		switch {
		case errors.Is(err, home.ErrInUse):
			return false, s.unread(file, err)
		case err == nil && nameKey(nameIn(data)) == key:
			return true, nil
		}
	}
	return false, nil
}

// nameIn returns the name in a file of any schema, "" when there is none. A file that
// somebody edited may spell the field as encoding/json takes it, in any case.
func nameIn(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if name := gjson.GetBytes(data, "name"); name.Type == gjson.String {
		return name.String()
	}
	var head struct {
		Name string `json:"name"`
	}
	if json.Unmarshal(data, &head) != nil {
		return ""
	}
	return head.Name
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

func sortByName(entries []Entry) {
	keys := make(map[string]string, len(entries)) // by file: folding is slow
	for _, e := range entries {
		keys[e.File] = nameKey(e.Profile.Name)
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		if (a.Problem != nil) != (b.Problem != nil) {
			if a.Problem != nil {
				return 1
			}
			return -1
		}
		return natural.Compare(keys[a.File], keys[b.File])
	})
}

// FreeName is a name that no profile has: the wanted one, or with a number behind it.
func (s *Store) FreeName(wanted string) (string, error) {
	entries, err := s.List()
	if err != nil {
		return "", err
	}
	taken := map[string]bool{}
	for _, e := range entries {
		taken[nameKey(e.Profile.Name)] = true
	}
	name := wanted
	for n := 2; taken[nameKey(name)]; n++ {
		name = numbered(wanted, n)
	}
	return name, nil
}

func numbered(name string, n int) string { return name + " " + strconv.Itoa(n) }
