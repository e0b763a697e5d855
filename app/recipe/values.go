package recipe

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// ValuesOf are what a profile knows. Secrets are none of them: a profile has none.
func ValuesOf(p profile.Profile) Values {
	v := Values{
		"applicationId": p.ApplicationID, "redirectUri": p.RedirectURI, "tenant": p.Tenant,
		"organizationUrl": strings.TrimSuffix(p.OrganizationURL, "/"), "username": cmp.Or(p.Username, p.LoginHint), "profile": p.Name,
	}
	if o := p.Organization; o != nil {
		v["organizationUrl"], v["organizationName"] = strings.TrimSuffix(o.URL, "/"), o.FriendlyName
		v["uniqueName"], v["tenantId"] = o.UniqueName, o.TenantID
	}
	if v["tenant"] == "" {
		v["tenant"] = v["tenantId"]
	}
	return v
}

// AsksPerson reports whether the system's profiles sign a person in in the browser, where a
// second factor can be asked for.
func (r Recipe) AsksPerson() bool {
	return r.Profile != nil && r.Profile.RedirectURI != "" && r.Profile.SignInAs != profile.AsApplication
}

// Begin makes a profile one for the system: what the profile has stays, what it lacks is
// what such profiles begin with. Who signs in, and whether with 2-Factor Authentication, is
// said for a new profile only; an application isn't put where a person is asked for a second
// factor.
func (r Recipe) Begin(p *profile.Profile) {
	p.Recipe = r.ID
	if d := r.Profile; d != nil {
		p.RedirectURI = cmp.Or(p.RedirectURI, d.RedirectURI)
		if p.ID == "" && !p.TwoFactor {
			p.SignInAs = cmp.Or(p.SignInAs, d.SignInAs)
		}
	}
	if p.ID == "" && p.Online && p.SignInAs == "" && r.AsksPerson() {
		p.TwoFactor = true
	}
	// The maker's own registration is in real tenants only.
	if a := r.Registration; a != nil && a.Maker && p.Cloud.IsReal() {
		p.ApplicationID = cmp.Or(p.ApplicationID, a.ApplicationID)
	}
}

// Fill is the recipe with values in its texts, and with the pages of a cloud where steps
// lead to one. A page of an application that isn't known yet is the list of all of them;
// the practice cloud has no portal.
func (r Recipe) Fill(v Values, c cloud.Cloud) Recipe {
	v = maps.Clone(v)
	v["product"], v["authority"] = r.Name, "https://"+c.AuthorityHost
	filled := filledIn(reflect.ValueOf(r), v).Interface().(Recipe)
	for i, screen := range r.Screens {
		for j, field := range screen.Fields {
			filled.Screens[i].Fields[j].Known = field.Value != "" && v.Known(field.Value)
		}
	}
	for i := range filled.Walkthroughs {
		steps := filled.Walkthroughs[i].Steps
		for j := range steps {
			steps[j].Address = address(steps[j].Link, v, c)
		}
	}
	return filled
}

func address(link string, v Values, c cloud.Cloud) string {
	at, known := links[link]
	if !known || c.EntraPortal == "" {
		return ""
	}
	if to := at(c); v.Known(to) {
		return v.Fill(to)
	}
	return links["registrations"](c)
}

// filledIn is a copy of a value with all of its texts filled in.
func filledIn(from reflect.Value, v Values) reflect.Value {
	to := reflect.New(from.Type()).Elem()
	switch from.Kind() {
	case reflect.String:
		to.SetString(v.Fill(from.String()))
	case reflect.Pointer:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			to.Elem().Set(filledIn(from.Elem(), v))
		}
	case reflect.Struct:
		for i := range from.NumField() {
			to.Field(i).Set(filledIn(from.Field(i), v))
		}
	case reflect.Slice:
		if !from.IsNil() {
			to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
		}
		for i := range from.Len() {
			to.Index(i).Set(filledIn(from.Index(i), v))
		}
	default:
		to.Set(from)
	}
	return to
}

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
