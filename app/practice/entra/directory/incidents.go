package directory

import (
	"context"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
)

type traceKey struct{}

// WithTrace puts the id of a request into its context; the errors that answer it carry it.
func WithTrace(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, traceKey{}, id)
}

// TraceOf is the id of a request, or a new one for a request without.
func (s *shared) TraceOf(ctx context.Context) string {
	if id, ok := ctx.Value(traceKey{}).(string); ok {
		return id
	}
	return aadsts.GUID(s.RandomBytes(16))
}

// NewIncident is an occurrence of a refusal now, with the correlation id of the request or a new
// one.
func (s *Store) NewIncident(r *aadsts.Refusal, req *http.Request) aadsts.Incident {
	i := aadsts.Incident{Refusal: r, Trace: s.TraceOf(req.Context()), At: s.Now().UTC()}
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
	URI           string `json:"error_uri,omitempty"`
	Suberror      string `json:"suberror,omitempty"`
	Claims        string `json:"claims,omitempty"`
}

// WriteRefusal answers a program with a refusal.
func (s *Store) WriteRefusal(w http.ResponseWriter, req *http.Request, r *aadsts.Refusal) {
	WriteIncident(w, req, s.NewIncident(r, req))
}

// WriteIncident answers a program with an occurrence of a refusal.
func WriteIncident(w http.ResponseWriter, req *http.Request, i aadsts.Incident) {
	answer := oauthError{
		Error: i.Word(aadsts.EndpointAt(req.URL.Path)), Description: i.Description(), Codes: []int{i.Code}, Timestamp: i.Stamp(),
		TraceID: i.Trace, CorrelationID: i.Correlation, Suberror: i.Suberror, Claims: i.Claims,
	}
	if i.HasURI() {
		answer.URI = BasesOf(req.Context(), req.Host).ErrorURI(i)
	}
	aadsts.WriteJSON(w, i.Status, answer)
}
