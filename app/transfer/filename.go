package transfer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// How the names of both kinds of file end.
const (
	SetupSuffix  = ".latchkey-setup.json"
	BundleSuffix = ".latchkey-bundle.json"
)

// longestStem bounds what stands before these, in letters.
const longestStem = 40

// SetupName and BundleName are names for the file of a profile: "contoso-sales" and the
// suffix. They hold ASCII letters, digits and hyphens only, and are none of those that
// Windows keeps for devices.
func SetupName(profile string) string  { return stem(profile) + SetupSuffix }
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
