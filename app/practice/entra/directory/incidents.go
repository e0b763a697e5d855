package directory

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
)

// NewIncident is an occurrence of a refusal now, with the correlation id of the request or a new
// one.
func (s *Store) NewIncident(r *aadsts.Refusal, req *http.Request) aadsts.Incident {
	i := aadsts.Incident{Refusal: r, Trace: aadsts.GUID(s.RandomBytes(16)), At: s.Now().UTC()}
	i.Correlation = aadsts.CorrelationOf(req)
	if i.Correlation == "" {
		i.Correlation = aadsts.GUID(s.RandomBytes(16))
	}
	return i
}

// oauthError is Entra's shape of RFC 6749 section 5.2.
type oauthError struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	Timestamp     string `json:"timestamp"`
	TraceID       string `json:"trace_id"`
	CorrelationID string `json:"correlation_id"`
	URI           string `json:"error_uri"`
	Suberror      string `json:"suberror,omitempty"`
	Claims        string `json:"claims,omitempty"`
}

// WriteRefusal answers a program with a refusal.
func (s *Store) WriteRefusal(w http.ResponseWriter, req *http.Request, r *aadsts.Refusal) {
	WriteIncident(w, req, s.NewIncident(r, req))
}

// WriteIncident answers a program with an occurrence of a refusal.
func WriteIncident(w http.ResponseWriter, req *http.Request, i aadsts.Incident) {
	aadsts.WriteJSON(w, i.Status, oauthError{
		Error: i.OAuth, Description: i.Description(), Codes: []int{i.Code}, Timestamp: i.Stamp(),
		TraceID: i.Trace, CorrelationID: i.Correlation, URI: BasesOf(req.Context(), req.Host).ErrorURI(i), Suberror: i.Suberror, Claims: i.Claims,
	})
}
