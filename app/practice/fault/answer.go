package fault

import (
	"net/http"
	"strconv"
	"strings"
)

// page is what a proxy's web page looks like to a program that expects JSON.
const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>PRACTICE: an injected fault</title></head>
<body><h1>PRACTICE</h1><p>This page stands in the way of the answer. It was asked for: see the practice tenant's faults.</p></body></html>
`

// LeavesWords says whether a fault only names a status at an endpoint of the authority: its
// errors carry ids and times, or are pages, so the authority has to write them (see
// entra.Server.ServeFault).
func (f Fault) LeavesWords() bool {
	return f.Status != 0 && !f.HTML && !f.Drop && f.Endpoint != Organization && f.Endpoint != Discovery
}

// Answer writes what any other fault answers in the tenant's place, in the shape of the
// endpoint's own errors.
func (f Fault) Answer(w http.ResponseWriter) {
	status, contentType, body := f.Status, "application/json; charset=utf-8", f.errorBody()
	if status == 0 {
		status = http.StatusOK
	}
	if f.HTML {
		contentType, body = "text/html; charset=utf-8", page
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// errorBody is JSON: Dataverse and Global Discovery have their errors in an object.
func (f Fault) errorBody() string {
	const text = "An injected fault of the practice tenant."
	if f.Status == http.StatusTooManyRequests {
		return `{"error":{"code":"0x80072322","message":"Number of requests exceeded the limit. ` + text + `"}}` + "\n"
	}
	return `{"error":{"code":"0x80040216","message":"` + text + `"}}` + "\n"
}

// Mark changes the header of an answer, whoever gave it.
func (f Fault) Mark(h http.Header) {
	if f.RetryAfterSeconds > 0 {
		h.Set("Retry-After", strconv.Itoa(f.RetryAfterSeconds))
	}
	if f.ContentType != "" {
		h.Set("Content-Type", f.ContentType)
	}
}

// EndpointOf is the endpoint that a request to the authority is for, "" for one that
// can't have faults.
func EndpointOf(method, path string) string {
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case strings.HasPrefix(path, "/api/discovery/"):
		return Discovery
	case strings.HasSuffix(path, "/.well-known/openid-configuration"), strings.HasSuffix(path, "/discovery/v2.0/keys"), path == "/common/discovery/instance":
		return Metadata
	case strings.Contains(path, "/UserRealm/"):
		return Realm
	case path == "/devicelogin", signInPath(path):
		return pageEndpoint(method, last)
	case !strings.Contains(path, "/oauth2/"):
		return ""
	case last == "token" && method == http.MethodPost:
		return Token
	case last == "devicecode" && method == http.MethodPost:
		return DeviceCode
	case last == "authorize":
		return Authorize
	}
	return ""
}

// signInPath says whether a path is a page of a sign-in: /TENANT/signin/ID and what is below it.
func signInPath(path string) bool {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	return len(parts) >= 3 && parts[1] == "signin"
}

func pageEndpoint(method, last string) string {
	switch {
	case method == http.MethodPost:
		return Submit
	case last == "poll":
		return Poll
	}
	return Page
}
