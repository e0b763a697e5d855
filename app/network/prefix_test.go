package network

import (
	"errors"
	"strings"
	"testing"

	"latchkey/app/problem"
)

func TestTheBeginningOfAFingerprintNamesOneAuthority(t *testing.T) {
	first := "7BA1E06B" + strings.Repeat("0", 56)
	second := "7BA1E06B" + strings.Repeat("1", 56)
	third := "AA" + strings.Repeat("0", 62)
	all := []string{first, second, third, third} // one stands in two files
	for given, want := range map[string]string{
		"AA000000":             third,
		"aa:00:00:00":          third,
		"7BA1E06B0":            first,
		"7b a1 e0 6b 11":       second,
		first:                  first,
		"7BA1E06B":             "authority-prefix-ambiguous",
		"AA00000":              "authority-prefix-short",
		"":                     "authority-prefix-short",
		"BB000000":             "authority-not-found",
		third + "00":           "authority-not-found",
		"A000000000000000":     "authority-not-found",
		strings.ToLower(third): third,
	} {
		got, err := completed(all, given)
		var p *problem.Problem
		if errors.As(err, &p) {
			got = p.Code
		}
		if got != want {
			t.Errorf("%q: %s, want %s", given, got, want)
		}
	}
}
