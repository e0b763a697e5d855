package aadsts

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Params are a request's parameters, each given once.
type Params map[string]string

// Bounds of a request in bytes: of its query, its body, and one value.
const (
	LongestQuery = 16 << 10
	LongestBody  = 64 << 10
	LongestValue = 8 << 10
	LongestKept  = 2 << 10 // of a value that is kept as long as the sign-in
)

// ReadParams reads the parameters of a query or a body of at most so many bytes. It is strict where Entra is: a parameter that comes twice, bad escapes,
// and lengths out of bounds are refused rather than guessed at.
func ReadParams(raw string, most int) (Params, *Refusal) {
	if len(raw) > most {
		return nil, Refuse("invalid_request", 90015, "Requested query string is too long.")
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, Malformed()
	}
	p := Params{}
	for name, list := range values {
		if len(list) > 1 {
			return nil, Refuse("invalid_request", 9000411, "The request is not properly formatted. The parameter '%s' is duplicated.", Show(name))
		}
		v := list[0]
		if len(v) > LongestValue {
			return nil, tooLong(name, v)
		}
		if !utf8.ValidString(name) || !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
			return nil, Malformed()
		}
		p[name] = v
	}
	return p, nil
}

// ReadBody reads the parameters of a form post; any other body is a refusal.
func ReadBody(w http.ResponseWriter, r *http.Request) (Params, *Refusal) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, Refuse("invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'. The Content-Type has to be application/x-www-form-urlencoded.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, LongestBody))
	if err != nil {
		f := Refuse("invalid_request", 9002313, "Invalid request. The body is too long or was cut off.")
		f.Status = http.StatusRequestEntityTooLarge
		return nil, f
	}
	return ReadParams(string(body), LongestBody)
}

func tooLong(name, value string) *Refusal {
	return Refuse("invalid_request", 90015, "Requested query string is too long. The parameter '%s' has %d characters.", Show(name), len(value))
}

// Malformed refuses what no client may send.
func Malformed() *Refusal {
	return Refuse("invalid_request", 9002313, "Invalid request. Request is malformed or invalid.")
}

// CheckLength refuses the first of names whose value is too long to be kept.
func (p Params) CheckLength(names ...string) *Refusal {
	for _, n := range names {
		if len(p[n]) > LongestKept {
			return tooLong(n, p[n])
		}
	}
	return nil
}

// CheckPresent refuses the first of names that is missing.
func (p Params) CheckPresent(names ...string) *Refusal {
	for _, n := range names {
		if p[n] == "" {
			return Refuse("invalid_request", 900144, "The request body must contain the following parameter: '%s'.", n)
		}
	}
	return nil
}

// OneTimeCode is the one-time code of a form, however it was grouped.
func (p Params) OneTimeCode() string { return strings.Join(strings.Fields(p["otc"]), "") }

// CorrelationOf is the id that a client gave its request (client-request-id, a
// header or a parameter) in lower case; "" when it gave none that is a GUID.
func CorrelationOf(req *http.Request) string {
	for _, id := range []string{req.Header.Get("client-request-id"), req.URL.Query().Get("client-request-id")} {
		if IsGUID(id) {
			return strings.ToLower(id)
		}
	}
	return ""
}

// WriteJSON answers with a value as JSON, which no cache may keep; another Content-Type that is set stays.
func WriteJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "the answer could not be encoded", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json; charset=utf-8")
	}
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
		h.Set("Pragma", "no-cache")
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
