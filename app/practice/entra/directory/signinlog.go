package directory

import (
	"slices"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

// SignIn is one row of the sign-in log, as an administrator reads it.
type SignIn struct {
	ID          string    `json:"id"` // GUID
	Time        time.Time `json:"time"`
	User        string    `json:"user"`        // "" is nobody known, or the application itself
	Application string    `json:"application"` // name of the registration
	Tenant      string    `json:"tenant"`      // domain
	Way         string    `json:"way"`         // see the Way constants
	// Asked are the pages that the person saw, in their order: "password", "push" ...; without
	// a browser it is empty, or "password".
	Asked []string `json:"asked"`
	// Code is the AADSTS number of what went wrong; 0 is success.
	Code int `json:"code"`
	// Why says what decided: the error's text, after the name of the rule if it was one, or why
	// there was a second factor or none.
	Why         string `json:"why"`
	Correlation string `json:"correlation"`
	// ApplicationID and ResourceID are application ids, of the program and of what it asked for.
	ApplicationID string `json:"applicationId"`
	ResourceID    string `json:"resourceId,omitempty"`
	// Address is that of the client, and Client and Platform say what it was.
	Address  string `json:"address,omitempty"`
	Client   string `json:"client,omitempty"`   // see the Client constants
	Platform string `json:"platform,omitempty"` // see PlatformOf
	Risk     string `json:"risk,omitempty"`     // of the sign-in, see the Risk constants
	// Rules are those that were for the sign-in.
	Rules []AppliedRule `json:"rules,omitempty"`
}

// AppliedRule is a rule that was for a sign-in, and what became of it.
type AppliedRule struct {
	ID     string `json:"id"` // as claims challenges name it
	Name   string `json:"name"`
	Then   string `json:"then"`   // as the rule has it
	Result string `json:"result"` // see the Applied constants
}

// What became of a rule (Microsoft Graph's appliedConditionalAccessPolicyResult).
const (
	AppliedSuccess           = "success"
	AppliedFailure           = "failure"
	AppliedReportSuccess     = "reportOnlySuccess"
	AppliedReportFailure     = "reportOnlyFailure"
	AppliedReportInterrupted = "reportOnlyInterrupted"
)

// mostSignIns is how many the log keeps, and logSeconds how long: Entra's 30 days.
const (
	mostSignIns = 500
	logSeconds  = 30 * DaySeconds
)

// LogSignIn adds a row.
func (l *Locked) LogSignIn(row SignIn) {
	row.ID, row.Time = aadsts.GUID(l.RandomBytes(16)), l.Now().UTC()
	if row.Asked == nil {
		row.Asked = []string{}
	}
	l.signIns.append(row, mostSignIns)
	l.NotifyChange()
}

// SignInOf is a row about a sign-in in a browser, however far it has come; 0 is no error.
func (s *shared) SignInOf(q AuthRequest, f Flow, code int, why string) SignIn {
	return SignIn{
		User: f.User, Application: s.AppName(q.Client), Tenant: q.TargetTenant().Domain, Way: q.Way(),
		Asked: slices.Clone(f.Asked), Code: code, Why: why, Correlation: q.Correlation,
		ApplicationID: q.Client, ResourceID: Access{Resource: ResourceIn(q.Scope)}.ResourceID(),
	}
}

// About completes a row with what somebody asked for and how well they had proved who they are; u is nil
// for an application itself, and for nobody known.
func (l *Locked) About(row SignIn, u *Principal, proof aadsts.Strength, a Access) SignIn {
	row.ResourceID, row.Client, row.Platform = a.ResourceID(), a.client(), a.Platform
	if u != nil {
		row.Risk = u.SignInRisk
		row.Rules = l.appliedRules(u, proof, a)
	}
	return row
}

func (l *Locked) appliedRules(u *Principal, proof aadsts.Strength, a Access) []AppliedRule {
	var list []AppliedRule
	for _, r := range l.Policies().Rules {
		if !l.fits(r, u, a) {
			continue
		}
		o, _ := aadsts.OutcomeOf(r.Then)
		met := isMetBy(o.Word, l.Policies().deviceOf(a)) || o.Demand != "" && proof.Meets(o.Demand)
		applied := AppliedRule{ID: r.id(a.Tenant), Name: r.Name, Then: r.Then}
		switch {
		case met && r.ReportOnly:
			applied.Result = AppliedReportSuccess
		case met:
			applied.Result = AppliedSuccess
		case r.ReportOnly && o.Demand != "":
			applied.Result = AppliedReportInterrupted
		case r.ReportOnly:
			applied.Result = AppliedReportFailure
		default:
			applied.Result = AppliedFailure
		}
		list = append(list, applied)
	}
	return list
}

// SignIns is the sign-in log, oldest first, at most 500 rows.
func (s *Store) SignIns() []SignIn {
	l := s.Lock()
	defer l.Unlock()
	list := []SignIn{}
	for _, k := range l.signIns.keys() {
		row := l.signIns.rows[k]
		row.Asked, row.Rules = slices.Clone(row.Asked), slices.Clone(row.Rules)
		list = append(list, row)
	}
	return list
}
