package entra

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
)

func (s *Store) incident(r *aadsts.Refusal, req *http.Request) aadsts.Incident {
	i := aadsts.Incident{Refusal: r, Trace: aadsts.GUID(s.random(16)), At: s.moment().UTC()}
	i.Correlation = aadsts.CorrelationOf(req)
	if i.Correlation == "" {
		i.Correlation = aadsts.GUID(s.random(16))
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

func (s *Store) writeRefusal(w http.ResponseWriter, req *http.Request, r *aadsts.Refusal) {
	writeIncident(w, req, s.incident(r, req))
}

func writeIncident(w http.ResponseWriter, req *http.Request, i aadsts.Incident) {
	aadsts.WriteJSON(w, i.Status, oauthError{
		Error: i.OAuth, Description: i.Description(), Codes: []int{i.Code}, Timestamp: i.Stamp(),
		TraceID: i.Trace, CorrelationID: i.Correlation, URI: bases(req.Context(), req.Host).errorURI(i), Suberror: i.Suberror, Claims: i.Claims,
	})
}
