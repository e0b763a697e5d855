package browser

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strings"

	"latchkey/app/problem"
)

// ticketLimit is the largest body of an exchange, in bytes.
const ticketLimit = 1 << 10

// exchange answers POST /api/ticket {"ticket": "..."} with {"bearer": "..."}, or
// with 403 and {"error": problem}.
func (s *Server) exchange(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Ticket string `json:"ticket"`
	}
	if !readJSON(w, r, ticketLimit, &body) {
		return
	}
	bearer, ended, refused := s.keys.exchange(body.Ticket)
	if refused == nil {
		if s.options.OnSignedIn != nil {
			s.options.OnSignedIn()
		}
		writeJSON(w, http.StatusOK, map[string]string{"bearer": bearer})
		return
	}
	s.logRefusal(refused.Code)
	if ended && s.options.OnRevoked != nil {
		s.options.OnRevoked()
	}
	writeProblem(w, http.StatusForbidden, refused)
}

// logRefusal logs the first few refused tickets, and then each time that their number
// has doubled: any program of this machine can send as many as it likes.
func (s *Server) logRefusal(code string) {
	const first = 5
	if n := s.refusals.Add(1); n <= first || n&(n-1) == 0 {
		s.log.Info("ticket refused", "code", code, "refusals", n)
	}
}

// signedIn lets only requests with the bearer of a live session through; others get
// 401 and {"error": problem} (RFC 6750 section 3).
func (s *Server) signedIn(next func(http.ResponseWriter, *http.Request, *session)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok {
			bearer = "" // of no session
		}
		found, refused := s.keys.session(bearer)
		if refused != nil {
			w.Header().Set("WWW-Authenticate", "Bearer")
			writeProblem(w, http.StatusUnauthorized, refused)
			return
		}
		next(w, r, found)
	})
}

// readJSON decodes a whole JSON body of at most limit bytes, or answers 400, 413 or
// 415 itself. Asking for application/json keeps out what a form can send.
func readJSON(w http.ResponseWriter, r *http.Request, limit int64, into any) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		w.WriteHeader(http.StatusUnsupportedMediaType)
		return false
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return false
	}
	if json.Unmarshal(data, into) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return false
	}
	return true
}

func writeProblem(w http.ResponseWriter, status int, p *problem.Problem) {
	writeJSON(w, status, map[string]any{"error": p})
}

// writeJSON encodes before it answers, so that a value that cannot be encoded
// becomes an error and not half an answer.
func writeJSON(w http.ResponseWriter, status int, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		status = http.StatusInternalServerError
		data, _ = json.Marshal(map[string]any{"error": problem.New(problem.Internal, "internal").Because(err)})
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}
