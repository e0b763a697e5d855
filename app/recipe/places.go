package recipe

import (
	"maps"
	"slices"
	"strings"

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

// Word is what stands in a text for a place that has no value.
func Word(place string) string { return places[place] }

var inBraces = pattern.Lazy(`\{([A-Za-z]+)\}`)

// Fill puts the values into a text; what is not known is named.
func (v Values) Fill(text string) string {
	return inBraces().ReplaceAllStringFunc(text, func(found string) string {
		name := found[1 : len(found)-1]
		if value := v[name]; value != "" {
			return value
		}
		if word, known := places[name]; known {
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
