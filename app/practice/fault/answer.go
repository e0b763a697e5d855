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

// LeavesWords says whether a fault only names a status or a code at an endpoint whose errors carry
// ids and times, are pages, or name the application: the engine has to write them (see
// entra.Server.ServeFault and ServeOrganizationFault).
func (f Fault) LeavesWords() bool {
	return (f.Status != 0 || f.Code != "") && !f.HTML && !f.Drop && f.Endpoint != Discovery
}

// Answer writes what any other fault answers in the tenant's place, in the shape of the
// endpoint's own errors.
func (f Fault) Answer(w http.ResponseWriter) {
	status, contentType, body := f.Status, "application/json; charset=utf-8", errorBody
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

// errorBody is JSON: Global Discovery has its errors in an object.
const errorBody = `{"error":{"code":"0x80040216","message":"An injected fault of the practice tenant."}}` + "\n"

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
