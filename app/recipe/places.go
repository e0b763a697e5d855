package recipe

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"latchkey/app/pattern"
)

// Values fill the places of a recipe's texts. What is empty is not known yet.
type Values map[string]string

// places are the names that texts can hold in braces, with the words that stand there as
// long as the value is not known. None of them is a secret.
var places = map[string]string{
	"applicationId":    "the ApplicationID",
	"redirectUri":      "the redirect URI",
	"tenant":           "your tenant",
	"tenantId":         "the tenant ID",
	"organizationUrl":  "the organization's address",
	"organizationName": "your organization",
	"uniqueName":       "the organization's unique name",
	"username":         "your user name",
	"profile":          "your profile",
	"authority":        "the sign-in address",
	"company":          "your company",
	"helpdesk":         "the helpdesk",
	"start":            "the day of the switch",
	"product":          "the program",
}

// Places lists them.
func Places() []string { return slices.Sorted(maps.Keys(places)) }

var (
	inBraces = pattern.Lazy(`\{([A-Za-z]+)\}`)
	// A place that is something to type: `{applicationId}`.
	toType = pattern.Lazy("`\\{([A-Za-z]+)\\}`")
)

// Fill puts the values into a text; what is not known is named, in words that aren't to be
// typed.
func (v Values) Fill(text string) string {
	text = toType().ReplaceAllStringFunc(text, func(found string) string {
		if name := found[2 : len(found)-2]; v[name] == "" && places[name] != "" {
			return places[name]
		}
		return found
	})
	return inBraces().ReplaceAllStringFunc(text, func(found string) string {
		name := found[1 : len(found)-1]
		word, known := places[name]
		switch value := v[name]; {
		case value != "" && name == "helpdesk" && !strings.ContainsFunc(value, unicode.IsLetter):
			return word + " (" + value + ")" // a number, by which nobody is called
		case value != "":
			return value
		case known:
			return word
		}
		return found
	})
}

// Known says whether all places of a text have values.
func (v Values) Known(text string) bool {
	for _, name := range placesIn(text) {
		if v[name] == "" {
			return false
		}
	}
	return true
}

// placesIn are the names in braces of a text.
func placesIn(text string) []string {
	var names []string
	if !strings.Contains(text, "{") {
		return nil
	}
	for _, m := range inBraces().FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}
