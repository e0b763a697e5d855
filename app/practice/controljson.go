package practice

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"latchkey/app/problem"
)

// done is the answer of what has nothing to tell.
type done struct{}

// seconds reads a duration.
func seconds(n float64) (time.Duration, error) {
	const most = 1e9 // some thirty years; the engine has its own limits
	if !(n >= 0 && n <= most) {
		return 0, problem.New(problem.Input, "practice-seconds")
	}
	return time.Duration(n * float64(time.Second)), nil
}

func badRequest(err error) error {
	return problem.New(problem.Input, "practice-control-request").Because(err)
}

// readJSON reads a request's whole body as one JSON value.
func readJSON(r *http.Request, into any) error {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return badRequest(err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return badRequest(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return badRequest(errors.New("more than one value"))
	}
	return nil
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		status, data = http.StatusInternalServerError, []byte(`{"kind":"internal","code":"internal"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(append(data, '\n'))
}

// fail sends a problem.
func fail(w http.ResponseWriter, err error) {
	p := problem.From(err)
	writeJSON(w, statusOf(p.Kind), p)
}

// statusOf gives the HTTP status of a kind of problem.
func statusOf(k problem.Kind) int {
	switch k {
	case problem.Input:
		return http.StatusBadRequest
	case problem.NotFound:
		return http.StatusNotFound
	case problem.Refused:
		return http.StatusForbidden
	case problem.Conflict:
		return http.StatusConflict
	case problem.Network, problem.Cancelled:
		return http.StatusServiceUnavailable
	case problem.TimedOut:
		return http.StatusGatewayTimeout
	}
	return http.StatusInternalServerError
}
