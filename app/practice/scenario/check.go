package scenario

import (
	"slices"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/yamlfile"
)

// check finds what can't be although each value by itself could.
func (r reader) check(s Scenario) {
	if s.Extends == "" && (s.People == 0 && len(s.Users) == 0 || len(s.Registrations) == 0) {
		r.Add(r.New("scenario-nobody", r.NodeAt("")))
	}
	d := s.Directory("")
	for _, m := range d.Check() {
		r.mistake(s, inFile(m.At), m)
	}
	r.users(s)
	if at := "settings.tokenLifetimeSeconds"; s.Settings.TokenLifetimeSeconds < 0 && d.Settings.TokenLifetime == 0 { // too little to be seen there
		r.Wrong(r.NodeAt(at), at, limits[at])
	}
	for i, f := range s.Faults {
		if p := f.Check(); p != nil {
			path := "faults[" + strconv.Itoa(i) + "]"
			if p.Field != "" {
				path += "." + p.Field
			}
			r.Wrong(r.NodeAt(path), path, limits[yamlfile.Bare(path)])
		}
	}
	r.answers(s, d)
}

// inFile is the path in a file of a path in a directory.
func inFile(path string) string {
	for _, names := range [][2]string{{"settings.organizations", "organizations"}, {"settings.tenants", "tenants"}, {"people", "users"}, {"apps", "registrations"}, {"generated", "people"}} {
		if rest, ok := strings.CutPrefix(path, names[0]); ok && (rest == "" || rest[0] == '[') {
			return names[1] + rest
		}
	}
	return path
}

// limits say what fits where a checked value doesn't, by path.
var limits = map[string]string{
	"people":                      "0 to 2000, with those under users",
	"users":                       "at most 2000 users, with those that people makes",
	"users.userPrincipalName":     "a name such as anna@contoso.example",
	"users.methods":               "each method once, with mobilePhone for texts and mobile calls and officePhone for office calls",
	"users.textSignIn":            "true only with a mobilePhone that nobody else signs in by",
	"users.guestIn":               "fabrikam.example, \"*\", or a company that tenants asks for, such as company0001.example",
	"users.guestMethods":          "each method once, and guestIn",
	"users.emailSignIn":           "true only with guestIn and a mailbox, and without methods, textSignIn and personal",
	"users.invited":               "true only with guestIn",
	"users.password":              "at most 120 visible characters",
	"registrations":               "at most 200 registrations",
	"registrations.keys":          "at most 8 secrets with different names, and platform: web",
	"registrations.redirectUris":  "at most 32 whole addresses, such as http://localhost",
	"registrations.applicationId": "a GUID",

	"registrations.optionalClaims":              "at most 50 names of claims",
	"registrations.groupMembershipClaims":       "None, SecurityGroup, DirectoryRole or All, or several with commas between",
	"registrations.appRoles":                    "at most 50 roles, with values without blanks",
	"registrations.requestedAccessTokenVersion": "1 or 2",
	"users.groups":                              "at most 500 names or ids",
	"policies.rememberDays":                     "1 to 365 days, -1 for not at all",
	"policies.snoozeDays":                       "1 to 14 days, -1 for the next sign-in",
	"policies.passwordReset":                    "0, 1 or 2 methods",
	"policies.signInHours":                      "0 to 8760 hours",
	"policies.rules":                            "at most 50 rules",
	"settings.tokenLifetimeSeconds":             "1 to 86400 seconds, or 0 for Entra's",
	"tenants":                                   "0 to 1000",
	"organizations.uniqueName":                  "lower-case letters, digits and hyphens, and no name of another tenant's",
	"organizations":                             "at most 100000 organizations, or 10000 with names",
	"faults.status":                             "200 to 599, or another trouble",
	"faults.code":                               "endpoint: organization, and no other trouble beside it that answers",
	"faults.retryAfterSeconds":                  "0 to 86400 seconds",
	"faults.delaySeconds":                       "0 to 60 seconds",
	"faults.truncateAt":                         "a number of bytes",
	"faults.contentType":                        "a media type such as text/html",
	"faults.drop":                               "nothing beside it but delaySeconds and times",
	"faults.times":                              "0 (until it is removed) to 1000000",
}

// mistake puts one of the engine's into the words of files.
func (r reader) mistake(s Scenario, path string, m directory.Mistake) {
	n := r.NodeAt(path)
	switch {
	case m.Problem.Code == "practice-twice":
		r.twice(s, path, m.Problem.Args["name"])
	case path == "people" && s.People >= 0 && s.People <= mostUsers: // the users are too many
		path = "users"
		r.Wrong(r.NodeAt(path+"["+strconv.Itoa(mostUsers-s.People)+"]"), path, limits[path])
	case m.Problem.Code == "practice-unknown-name":
		r.unknownName(path, m.Problem.Args["name"], m.Wanted)
	default:
		bare := yamlfile.Bare(path)
		wanted := limits[bare]
		if wanted == "" {
			wanted = "at most 120 visible characters"
		}
		r.Wrong(n, path, wanted)
	}
}

func (r reader) unknownName(path, name string, names []string) {
	if r.Full() {
		return // looking for near names takes time
	}
	p := r.New("file-name", r.NodeAt(path)).With("name", name)
	if near := nearestUser(name, names); near != "" {
		p.With("near", near)
	}
	r.Add(p)
}

// Bounds of answers.
const (
	MostAnswers = 2000
	mostTimes   = 10000
)

// Check is the field of an answer that is wrong, or "".
func (a Answer) Check() string {
	switch {
	case (a.Push == "") == (a.Call == ""):
		return "push"
	case a.Push != "" && !slices.Contains(pushAnswers, a.Push):
		return "push"
	case a.Call != "" && !slices.Contains(callAnswers, a.Call) && !keys().MatchString(a.Call):
		return "call"
	case a.Times < 0 || a.Times > mostTimes || a.Times > 0 && a.Always:
		return "times"
	}
	return ""
}

// answers checks who answers what.
func (r reader) answers(s Scenario, d directory.Contents) {
	if len(s.Answers) > MostAnswers {
		r.Wrong(r.NodeAt("answers"), "answers", "at most 2000 answers")
		return
	}
	names := d.Names()
	for i, a := range s.Answers {
		path := "answers[" + strconv.Itoa(i) + "]"
		switch a.Check() {
		case "push":
			r.Wrong(r.NodeAt(path), path, "either push or call")
		case "times":
			r.Wrong(r.NodeAt(path+".times"), path+".times", "1 to 10000, and not with always")
		}
		if name := strings.ToLower(strings.TrimSpace(a.User)); !slices.Contains(names, name) {
			r.unknownName(path+".user", a.User, names)
		}
	}
}
