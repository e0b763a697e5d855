package dataverse

import (
	"crypto/sha256"
	"net/http"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// serveData is everything under /api/data.
func (s *Service) serveData(w http.ResponseWriter, r *http.Request) {
	c, ok := s.caller(w, r)
	if !ok {
		return
	}
	if refused := s.limit(w.Header(), c); refused != nil {
		refused.write(w)
		return
	}
	version, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/api/data/"), "/")
	if version != "v9.0" && version != "v9.1" && version != "v9.2" {
		writeOData(w, http.StatusNotFound, "0x80060888", "This version of the Web API is not there; v9.2 is.")
		return
	}
	c, refused := s.actingFor(c, r.Header)
	if refused != nil {
		refused.write(w)
		return
	}
	c.service = directory.WebAPIURL(c.address) + "/api/data/" + version + "/"
	if rest == "$batch" && r.Method == http.MethodPost {
		s.serveBatch(w, r, c)
		return
	}
	s.serveResource(w, r, c, rest)
}

// serveResource is what one request can be for, in a batch too.
func (s *Service) serveResource(w http.ResponseWriter, r *http.Request, c caller, segment string) {
	switch {
	case segment == "" && isRead(r):
		writeODataJSON(w, serviceDocument(c.service+"$metadata", setTypes()...))
	case segment == "$metadata" && isRead(r):
		writeXML(w, edmx(crm, setTypes()...))
	case s.serveFunction(w, r, c, segment), s.serveSet(w, r, c, segment):
	default:
		noSegment(segment).write(w)
	}
}

func isRead(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

func noSegment(segment string) *refusal {
	return &refusal{status: http.StatusNotFound, code: "0x8006088a", message: "Resource not found for the segment '" + aadsts.Show(segment) + "'."}
}

// noMethod has ASP.NET's words, which Dataverse passes on (from memory).
func noMethod(method string) *refusal {
	return &refusal{status: http.StatusMethodNotAllowed, code: "0x8006088b", message: "The requested resource does not support http method '" + aadsts.Show(method) + "'."}
}

// userIn is a user's systemuserid in an organization.
func userIn(o directory.Environment, objectID string) string {
	sum := sha256.Sum256([]byte(o.ID + " " + objectID))
	return aadsts.GUID(sum[:16])
}

const oDataJSON = "application/json; odata.metadata=minimal"

// odataError is the error of OData JSON Format 4.0 section 19.
type odataError struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func writeOData(w http.ResponseWriter, status int, code, message string) {
	var e odataError
	e.Error.Code, e.Error.Message = code, message
	w.Header().Set("Content-Type", oDataJSON)
	w.Header().Set("OData-Version", "4.0")
	aadsts.WriteJSON(w, status, e)
}

func (f *refusal) write(w http.ResponseWriter) {
	if f.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.retryAfter))
	}
	writeOData(w, f.status, f.code, f.message)
}

func writeODataJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", oDataJSON)
	w.Header().Set("OData-Version", "4.0")
	aadsts.WriteJSON(w, http.StatusOK, v)
}
