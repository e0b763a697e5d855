package recipe

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"latchkey/app/problem"
)

// Typable lists the places that a person can fill in: all but those that the recipe and
// the cloud say.
func Typable() []string {
	return slices.DeleteFunc(Places(), func(name string) bool { return name == "product" || name == "authority" })
}

// Type puts what a person typed into the values, by the names of Typable; other names and
// empty texts are left out. A day in the past is good: a roll-out may be under way.
// Problem: Input "not-a-day" at the field "start".
func (v Values) Type(typed map[string]string) error {
	for name, text := range typed {
		text = Inert(strings.TrimSpace(text))
		if text == "" || !slices.Contains(Typable(), name) {
			continue
		}
		if _, err := time.Parse(time.DateOnly, text); name == "start" && err != nil {
			return problem.New(problem.Input, "not-a-day").With("value", text).At("start")
		}
		v[name] = text
	}
	return nil
}

// longestValue bounds a value that is typed, in characters.
const longestValue = 200

// Inert is a typed value as it can stand in a text: without signs that move others about,
// without marks, and not too long.
func Inert(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n == longestValue {
			break
		}
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case !unicode.IsGraphic(r) || r == '`' || r == '{' || r == '}':
			continue
		}
		b.WriteRune(r)
		n++
	}
	return strings.ReplaceAll(b.String(), "**", "*")
}
