package scenario

import (
	"reflect"
	"strconv"
	"strings"

	"latchkey/app/pattern"
	"latchkey/app/practice/entra"
	"latchkey/app/practice/fault"
)

// left are fields that a file can't set: the tenant makes or counts them.
var left = map[reflect.Type][]string{
	reflect.TypeFor[entra.App]():   {"secrets", "certificates"},
	reflect.TypeFor[fault.Fault](): {"happened"},
}

// required are the keys that have to be there.
var required = map[reflect.Type][]string{
	reflect.TypeFor[entra.Person]():       {"userPrincipalName"},
	reflect.TypeFor[entra.App]():          {"name"},
	reflect.TypeFor[entra.AppKey]():       {"name", "expires"},
	reflect.TypeFor[entra.Rule]():         {"then"},
	reflect.TypeFor[entra.Organization](): {"uniqueName"},
	reflect.TypeFor[fault.Fault]():        {"endpoint"},
	reflect.TypeFor[Answer]():             {"user"},
}

// fieldsOf are the fields of a type by their names in a file.
func fieldsOf(t reflect.Type) map[string]reflect.StructField {
	all := map[string]reflect.StructField{}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" && f.IsExported() {
			all[name] = f
		}
	}
	for _, name := range left[t] {
		delete(all, name)
	}
	return all
}

// firstKey is an example of a key of a type.
func firstKey(t reflect.Type) string {
	if names := required[t]; len(names) > 0 {
		return names[0]
	}
	name, _, _ := strings.Cut(t.Field(0).Tag.Get("json"), ",")
	return name
}

// index is the place in a list within a path.
var index = pattern.Lazy(`\[\d+\]`)

// The words that can stand at a path, without the places in lists.
func wordsOf(path string) []string {
	switch index().ReplaceAllString(path, "") {
	case "extends":
		return []string{contoso}
	case "users.methods", "users.guestMethods":
		return methods
	case "users.mfa":
		return []string{entra.MFADisabled, entra.MFAEnabled, entra.MFAEnforced}
	case "users.consent":
		return []string{"ask", "admin"}
	case "users.guestIn":
		return []string{entra.FabrikamDomain}
	case "registrations.platform":
		return []string{string(entra.PlatformPublic), string(entra.PlatformWeb)}
	case "registrations.consent":
		return []string{"user", "admin"}
	case "policies.secondFactor":
		return []string{"everybody", "nobody"}
	case "policies.rules.ways":
		return []string{entra.WayBrowser, entra.WayDeviceCode, entra.WayPassword, entra.WayRefresh, entra.WayApplication}
	case "policies.rules.then":
		return outcomeWords()
	case "faults.endpoint":
		return fault.Endpoints()
	case "answers.push":
		return pushAnswers
	case "answers.call":
		return callAnswers
	}
	return nil
}

// methods are the second factors that a user can have from the beginning, by the names of
// Entra's pages. A Temporary Access Pass is issued later.
var methods = []string{"PhoneAppNotification", "PhoneAppOTP", "OneWaySMS", "TwoWayVoiceMobile", "TwoWayVoiceOffice"}

// What phones do by themselves.
const (
	Approve     = "approve"
	Deny        = "deny"
	Report      = "report"
	WrongNumber = "wrong-number"
	HangUp      = "hang-up"
	TimeOut     = "timeout"
)

var (
	pushAnswers = []string{Approve, Deny, Report, WrongNumber, TimeOut}
	callAnswers = []string{Approve, Report, HangUp, TimeOut}
)

func outcomeWords() []string {
	var words []string
	for _, o := range entra.Outcomes() {
		if o.Word != "" {
			words = append(words, o.Word)
		}
	}
	return words
}

// The forms of what can stand where words do.
const (
	keysForm    = `^[0-9*#]{1,20}$`
	outcomeForm = `^AADSTS[0-9]+$`
)

var keys = pattern.Lazy(keysForm)

// otherwise says whether a text that is none of the words fits all the same: the keys of
// a call, the number of an outcome.
func otherwise(path, text string) bool {
	switch index().ReplaceAllString(path, "") {
	case "answers.call":
		return keys().MatchString(text)
	case "policies.rules.then":
		for _, o := range entra.Outcomes() {
			if text == "AADSTS"+strconv.Itoa(o.Code) {
				return true
			}
		}
	}
	return false
}
