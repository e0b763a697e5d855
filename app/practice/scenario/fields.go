package scenario

import (
	"reflect"
	"strconv"

	"go.yaml.in/yaml/v3"

	"latchkey/app/pattern"
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/fault"
	"latchkey/app/yamlfile"
)

// schemaID is the address under which editors may find the schema; nothing is asked there.
const schemaID = "https://latchkey.example/scenario.schema.json"

// shape is what scenario files can say.
func shape() yamlfile.Shape {
	return yamlfile.Shape{
		Title: "A scenario of Latchkey's practice tenant", ID: schemaID, Most: Limit, Left: left, Required: required,
		Words: wordsOf, Otherwise: otherwise, Forms: map[string]string{"answers.call": keysForm, "policies.rules.then": outcomeForm, "users.guestIn": companyForm},
		Descriptions: descriptions, Ranges: ranges, Longest: longest,
		Special: map[reflect.Type]yamlfile.Special{reflect.TypeFor[Organizations](): {Read: readOrganizations, Schema: schemaOfOrganizations}},
		Adjust: func(t reflect.Type, n *yamlfile.Node) {
			if t == reflect.TypeFor[Answer]() {
				n.OneOf = []*yamlfile.Node{{Required: []string{"push"}}, {Required: []string{"call"}}}
			}
		},
	}
}

// Schema is the JSON Schema of scenario files. What it can't say (names that have to be
// there, methods that need a number) Parse says.
func Schema() []byte { return shape().Schema(reflect.TypeFor[Scenario]()) }

// readOrganizations takes a number or a list.
func readOrganizations(f *yamlfile.File, n *yaml.Node, path string) any {
	if n.Kind == yaml.SequenceNode {
		return f.List(n, reflect.TypeFor[directory.Organization](), path)
	}
	return f.Number(n, path, "a number, or a list of organizations")
}

func schemaOfOrganizations(s yamlfile.Shape, n *yamlfile.Node, path string) {
	n.AnyOf = []*yamlfile.Node{
		{Type: "integer", Minimum: n.Minimum, Maximum: n.Maximum},
		s.ListOf(reflect.TypeFor[directory.Organization](), path),
	}
	n.Minimum, n.Maximum = nil, nil
}

// left are fields that a file can't set: the tenant makes or counts them.
var left = map[reflect.Type][]string{
	reflect.TypeFor[directory.App](): {"secrets", "certificates"},
	reflect.TypeFor[fault.Fault]():   {"happened"},
}

// required are the keys that have to be there.
var required = map[reflect.Type][]string{
	reflect.TypeFor[directory.Person]():       {"userPrincipalName"},
	reflect.TypeFor[directory.App]():          {"name"},
	reflect.TypeFor[directory.AppKey]():       {"name", "expires"},
	reflect.TypeFor[directory.AppRole]():      {"value"},
	reflect.TypeFor[directory.Rule]():         {"then"},
	reflect.TypeFor[directory.Organization](): {"uniqueName"},
	reflect.TypeFor[fault.Fault]():            {"endpoint"},
	reflect.TypeFor[Answer]():                 {"user"},
}

// wordsOf are the words that can stand at a path.
func wordsOf(path string) []string {
	switch path {
	case "extends":
		return []string{contoso}
	case "users.methods", "users.guestMethods":
		return methods
	case "users.mfa":
		return []string{directory.MFADisabled, directory.MFAEnabled, directory.MFAEnforced}
	case "users.consent":
		return []string{"ask", "admin"}
	case "users.guestIn":
		return []string{aadsts.FabrikamDomain, "*"}
	case "registrations.platform":
		return []string{string(directory.PlatformPublic), string(directory.PlatformWeb), string(directory.PlatformSPA)}
	case "registrations.consent":
		return []string{"user", "admin"}
	case "policies.secondFactor":
		return []string{"everybody", "nobody"}
	case "policies.registrationCampaign":
		return []string{"everybody", "off"}
	case "policies.rules.ways":
		return []string{directory.WayBrowser, directory.WayDeviceCode, directory.WayPassword, directory.WayRefresh, directory.WayApplication}
	case "policies.rules.platforms":
		return directory.Platforms()
	case "policies.rules.userRisk", "policies.rules.signInRisk", "users.userRisk", "users.signInRisk":
		return directory.RiskLevels()
	case "policies.rules.clients":
		return directory.ClientKinds()
	case "policies.device", "policies.rules.devices", "policies.rules.exceptDevices":
		return directory.DeviceStates()
	case "policies.rules.then":
		return outcomeWords()
	case "faults.endpoint":
		return fault.Endpoints()
	case "faults.code":
		return fault.Codes()
	case "answers.push":
		return pushAnswers
	case "answers.call":
		return callAnswers
	}
	return nil
}

// methods are the second factors that a user can have from the beginning, by the names of
// Entra's pages. A Temporary Access Pass is issued later.
var methods = []string{"PhoneAppNotification", "PhoneAppOTP", "OneWaySMS", "TwoWayVoiceMobile", "TwoWayVoiceOffice", "FidoKey"}

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
	for _, o := range aadsts.Outcomes() {
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
	companyForm = `^company[0-9]{4}[.]example$`
)

var (
	keys    = pattern.Lazy(keysForm)
	company = pattern.Lazy(companyForm)
)

// otherwise says whether a text that is none of the words fits all the same: the keys of
// a call, the number of an outcome, the domain of a company (which has to be there, see
// check).
func otherwise(path, text string) bool {
	switch path {
	case "answers.call":
		return keys().MatchString(text)
	case "users.guestIn":
		return company().MatchString(text)
	case "policies.rules.then":
		for _, o := range aadsts.Outcomes() {
			if text == "AADSTS"+strconv.Itoa(o.Code) {
				return true
			}
		}
	}
	return false
}

// ranges are the least and the greatest number, by path.
var ranges = map[string][2]float64{
	"people": {0, 2000}, "tenants": {0, aadsts.MostTenants}, "organizations": {0, 100000}, "settings.tokenLifetimeSeconds": {0, 86400},
	"registrations.requestedAccessTokenVersion": {0, 2}, "policies.rememberDays": {-1, 365}, "policies.signInHours": {0, 8760},
	"faults.status": {0, 599}, "faults.retryAfterSeconds": {0, 86400}, "faults.delaySeconds": {0, 60}, "faults.truncateAt": {0, 1 << 30}, "faults.times": {0, 1000000},
	"answers.times": {0, mostTimes},
}

// longest are the longest lists, by path.
var longest = map[string]int{"users": 2000, "registrations": 200, "policies.rules": 50, "faults": 50, "answers": MostAnswers}
