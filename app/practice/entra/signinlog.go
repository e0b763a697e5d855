package entra

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
	logSeconds  = 30 * daySeconds
)

// logSignIn adds a row. The lock is held.
func (s *Server) logSignIn(row SignIn) {
	row.Time = s.now().UTC()
	if row.Asked == nil {
		row.Asked = []string{}
	}
	s.data.signIns.append(row, mostSignIns)
	s.bump()
}

// SignIns is the sign-in log, oldest first, at most 500 rows.
func (s *Server) SignIns() []SignIn {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []SignIn{}
	for _, k := range s.data.signIns.keys() {
		row := s.data.signIns.rows[k]
		row.Asked = slices.Clone(row.Asked)
		list = append(list, row)
	}
	return list
}
