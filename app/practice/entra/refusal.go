package entra

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// refusal is an error of the protocol: OAuth's word for it and Entra's number.
type refusal struct {
	oauth    string // RFC 6749's error
	code     int    // AADSTS number
	text     string
	suberror string
	claims   string // what the next sign-in has to ask for, as JSON
	by       string // the rule that decided, for administrators only
	status   int
}

// refuse makes one. Whatever comes from outside goes through show first.
func refuse(oauth string, code int, format string, args ...any) *refusal {
	return &refusal{oauth: oauth, code: code, text: fmt.Sprintf(format, args...), status: http.StatusBadRequest}
}

func (r *refusal) sub(suberror string) *refusal {
	r.suberror = suberror
	return r
}

// at sets the HTTP status, which is 400 otherwise.
func (r *refusal) at(status int) *refusal {
	r.status = status
	return r
}

// why is the error's text as the sign-in log has it: with the rule that decided.
func (r *refusal) why() string {
	if r.by == "" {
		return r.text
	}
	return r.by + ": " + r.text
}

func (r *refusal) name() string { return "AADSTS" + strconv.Itoa(r.code) }

// incident is one occurrence of a refusal, with what a sign-in log is searched for.
type incident struct {
	*refusal
	trace, correlation string
	at                 time.Time
}

func (s *Server) incident(r *refusal, req *http.Request) incident {
	i := incident{refusal: r, trace: guid(s.random(16)), at: s.moment().UTC()}
	i.correlation = correlationOf(req)
	if i.correlation == "" {
		i.correlation = guid(s.random(16))
	}
	return i
}

// correlationOf is the id that a client gave its request (client-request-id, a
// header or a parameter), when it is a GUID.
func correlationOf(req *http.Request) string {
	for _, id := range []string{req.Header.Get("client-request-id"), req.URL.Query().Get("client-request-id")} {
		if isGUID(id) {
			return strings.ToLower(id)
		}
	}
	return ""
}

func (i incident) stamp() string { return i.at.Format("2006-01-02 15:04:05Z") }

func (i incident) description() string {
	return fmt.Sprintf("%s: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
		i.name(), i.text, i.trace, i.correlation, i.stamp())
}

func (i incident) uri(b Bases) string { return b.Front + "/error?code=" + strconv.Itoa(i.code) }

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

func (s *Server) writeRefusal(w http.ResponseWriter, req *http.Request, r *refusal) {
	writeIncident(w, req, s.incident(r, req))
}

func writeIncident(w http.ResponseWriter, req *http.Request, i incident) {
	writeJSON(w, i.status, oauthError{
		Error: i.oauth, Description: i.description(), Codes: []int{i.code}, Timestamp: i.stamp(),
		TraceID: i.trace, CorrelationID: i.correlation, URI: i.uri(bases(req.Context(), req.Host)), Suberror: i.suberror, Claims: i.claims,
	})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "the answer could not be encoded", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Pragma", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// show makes foreign text fit to be shown: no control characters, nothing that
// turns the direction of writing, and not too long.
func show(text string) string {
	const most = 300
	var b strings.Builder
	n := 0
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		if n++; n > most {
			b.WriteString("...")
			break
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
			r = '\uFFFD'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isGUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i, c := range []byte(text) {
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
				return false
			}
		}
	}
	return true
}
