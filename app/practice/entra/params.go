package entra

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// params are a request's parameters, each given once.
type params map[string]string

const (
	longestQuery = 16 << 10
	longestBody  = 64 << 10
	longestValue = 8 << 10
	longestKept  = 2 << 10 // of a value that is kept as long as the sign-in
)

// readParams is strict where Entra is: a parameter that comes twice, bad escapes,
// and lengths out of bounds are refused rather than guessed at.
func readParams(raw string, most int) (params, *refusal) {
	if len(raw) > most {
		return nil, refuse("invalid_request", 90015, "Requested query string is too long.")
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, malformed()
	}
	p := params{}
	for name, list := range values {
		if len(list) > 1 {
			return nil, refuse("invalid_request", 9000411, "The request is not properly formatted. The parameter '%s' is duplicated.", show(name))
		}
		v := list[0]
		if len(v) > longestValue {
			return nil, tooLong(name, v)
		}
		if !utf8.ValidString(name) || !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
			return nil, malformed()
		}
		p[name] = v
	}
	return p, nil
}

// readBody reads the parameters of a form post.
func readBody(w http.ResponseWriter, r *http.Request) (params, *refusal) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, refuse("invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'. The Content-Type has to be application/x-www-form-urlencoded.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestBody))
	if err != nil {
		f := refuse("invalid_request", 9002313, "Invalid request. The body is too long or was cut off.")
		f.status = http.StatusRequestEntityTooLarge
		return nil, f
	}
	return readParams(string(body), longestBody)
}

func tooLong(name, value string) *refusal {
	return refuse("invalid_request", 90015, "Requested query string is too long. The parameter '%s' has %d characters.", show(name), len(value))
}

func malformed() *refusal {
	return refuse("invalid_request", 9002313, "Invalid request. Request is malformed or invalid.")
}

// brief is the first of names whose value is too long to be kept, as a refusal.
func (p params) brief(names ...string) *refusal {
	for _, n := range names {
		if len(p[n]) > longestKept {
			return tooLong(n, p[n])
		}
	}
	return nil
}

// need is the first of names that is missing, as a refusal.
func (p params) need(names ...string) *refusal {
	for _, n := range names {
		if p[n] == "" {
			return refuse("invalid_request", 900144, "The request body must contain the following parameter: '%s'.", n)
		}
	}
	return nil
}

// code is the one-time code of a form, however it was grouped.
func (p params) code() string { return strings.Join(strings.Fields(p["otc"]), "") }
