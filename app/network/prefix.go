package network

import (
	"slices"
	"strconv"
	"strings"

	"latchkey/app/problem"
)

// shortestPrefix is how many digits of a fingerprint name an authority.
const shortestPrefix = 8

// oneOf is the whole fingerprint, in one spelling, of the authority in files that begins
// as given.
func oneOf(files []file, given string) (string, error) {
	var all []string
	for _, f := range files {
		for _, c := range f.list {
			all = append(all, plain(Fingerprint(c)))
		}
	}
	return completed(all, given)
}

// completed finds the one fingerprint that begins as given. One that stands twice is one.
func completed(all []string, given string) (string, error) {
	prefix := plain(given)
	if len(prefix) < shortestPrefix {
		return "", refused("authority-prefix-short").With("least", strconv.Itoa(shortestPrefix))
	}
	var found []string
	for _, fingerprint := range all {
		if strings.HasPrefix(fingerprint, prefix) && !slices.Contains(found, fingerprint) {
			found = append(found, fingerprint)
		}
	}
	switch len(found) {
	case 0:
		return "", problem.New(problem.NotFound, "authority-not-found").With("fingerprint", given)
	case 1:
		return found[0], nil
	}
	return "", refused("authority-prefix-ambiguous").With("fingerprint", given).With("count", strconv.Itoa(len(found)))
}
