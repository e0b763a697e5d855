package directory

import (
	"slices"
	"time"
)

// SignIn is one row of the sign-in log, as an administrator reads it.
type SignIn struct {
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
}

// mostSignIns is how many the log keeps, and logSeconds how long: Entra's 30 days.
const (
	mostSignIns = 500
	logSeconds  = 30 * DaySeconds
)

// LogSignIn adds a row.
func (l *Locked) LogSignIn(row SignIn) {
	row.Time = l.Now().UTC()
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
	}
}

// SignIns is the sign-in log, oldest first, at most 500 rows.
func (s *Store) SignIns() []SignIn {
	l := s.Lock()
	defer l.Unlock()
	list := []SignIn{}
	for _, k := range l.signIns.keys() {
		row := l.signIns.rows[k]
		row.Asked = slices.Clone(row.Asked)
		list = append(list, row)
	}
	return list
}
