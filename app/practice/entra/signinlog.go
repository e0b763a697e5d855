package entra

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// SignIn is one row of the sign-in log, as an administrator reads it.
type SignIn struct {
	Time        time.Time `json:"time"`
	User        string    `json:"user"`
	Application string    `json:"application"` // name of the registration
	Tenant      string    `json:"tenant"`      // domain
	Way         string    `json:"way"`         // see the Way constants
	// Asked are the pages that the person saw, in their order: "password", "push" ...
	Asked []string `json:"asked"`
	// Code is the AADSTS number of what went wrong; 0 is success.
	Code int `json:"code"`
	// Why says what decided: the error's text, or why there was a second factor or none.
	Why         string `json:"why"`
	Correlation string `json:"correlation"`
}

// mostSignIns is how many the log keeps, and logSeconds how long: Entra's 30 days.
const (
	mostSignIns = 500
	logSeconds  = 30 * daySeconds
)

// log adds a row. The lock is held.
func (s *Server) logSignIn(row SignIn) {
	keys := s.signInKeys()
	next := 1
	if len(keys) > 0 {
		_, _ = fmt.Sscanf(keys[len(keys)-1], "%d", &next)
		next++
	}
	for len(keys) >= mostSignIns {
		s.data.signIns.remove(keys[0])
		keys = keys[1:]
	}
	row.Time = s.now().UTC()
	if row.Asked == nil {
		row.Asked = []string{}
	}
	s.data.signIns.put(fmt.Sprintf("%08d", next), row)
	s.bump()
}

// signInKeys are in order of time.
func (s *Server) signInKeys() []string { return slices.Sorted(maps.Keys(s.data.signIns.rows)) }

// SignIns is the sign-in log, oldest first, at most 500 rows.
func (s *Server) SignIns() []SignIn {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []SignIn{}
	for _, k := range s.signInKeys() {
		row := s.data.signIns.rows[k]
		row.Asked = slices.Clone(row.Asked)
		list = append(list, row)
	}
	return list
}
