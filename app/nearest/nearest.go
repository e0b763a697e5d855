// Package nearest finds the name that somebody probably meant.
package nearest

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// longest is how many bytes of a typed name are looked at: a longer one is not a misspelling.
const longest = 100

// Name is the one of names that is nearest to what was typed, whatever their case; ""
// when none is within two letters, or within a third of them.
func Name(typed string, names []string) string {
	if len(typed) > longest {
		return ""
	}
	best, least := "", max(2, len(typed)/3)+1
	for _, name := range names {
		if name == "" || len(name)-len(typed) >= 4*least {
			continue // not worth a comparison: a letter has four bytes at most
		}
		if d := levenshtein.ComputeDistance(strings.ToLower(typed), strings.ToLower(name)); d < least {
			best, least = name, d
		}
	}
	return best
}
