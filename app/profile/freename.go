package profile

import (
	"strconv"
	"strings"
)

// FreeName is a name that no profile has: the wanted one, or with a number behind it.
func (s *Store) FreeName(wanted string) (string, error) {
	entries, err := s.List()
	if err != nil {
		return "", err
	}
	taken := map[string]bool{}
	for _, e := range entries {
		taken[strings.ToLower(e.Profile.Name)] = true
	}
	name := wanted
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = wanted + " " + strconv.Itoa(n)
	}
	return name, nil
}
