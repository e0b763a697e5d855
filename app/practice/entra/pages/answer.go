package pages

import (
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// answer is what goes back to the client by way of the browser (RFC 6749
// sections 4.1.2 and 4.1.2.1).
type answer map[string]string

// answerOf is an error as the client gets it.
func answerOf(i aadsts.Incident, b directory.Bases) answer {
	a := answer{"error": i.Word(aadsts.Browser), "error_description": i.Description(), "error_uri": b.ErrorURI(i)}
	if i.Suberror != "" {
		a["error_subcode"] = i.Suberror
	}
	if i.Claims != "" {
		a["claims"] = i.Claims
	}
	return a
}

// goBack sends the browser to the redirect URI in the way that the client asked
// for, to one of a private scheme (app://) too: as with Entra, a browser without a
// program for that scheme stands still then, on the page before. Microsoft's page for
// programs is on this machine here, so that no browser leaves it.
func (s *Site) goBack(q directory.AuthRequest, a answer) outcome {
	if q.State != "" {
		a["state"] = q.State
	}
	target := q.Redirect
	if isNativeClient(target) {
		target = NativeClientPath
	}
	web := strings.HasPrefix(q.Redirect, "http://") || strings.HasPrefix(q.Redirect, "https://")
	if q.Mode == "form_post" && web {
		return outcome{page: "formpost", source: directory.FormSource(q.Redirect), view: view{Redirect: target, Fields: a, App: s.AppName(q.Client)}}
	}
	if web {
		target = withPath(target)
	}
	return outcome{location: target + join(q) + a.encode(), source: directory.FormSource(q.Redirect)}
}

// withPath is an address with the slash that one without a path comes back with, in a query or
// a fragment ("Redirect URI restrictions and limitations").
func withPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path != "" {
		return address
	}
	u.Path = "/"
	return u.String()
}

func join(q directory.AuthRequest) string {
	switch {
	case q.Mode == "fragment":
		return "#"
	case strings.Contains(q.Redirect, "?"):
		return "&"
	}
	return "?"
}

func (a answer) encode() string {
	values := url.Values{}
	for k, v := range a {
		values.Set(k, v)
	}
	return values.Encode()
}

// outcome is how a request of a browser ends; it is made under the lock and
// written after it.
type outcome struct {
	page     string // name of a page, or ""
	location string // where to redirect to, or ""
	status   int    // 0 is 200, or 302 with a location
	view     view
	source   string // of the redirect URI, for the page's form-action
	cookies  []*http.Cookie
}

func (o outcome) write(s *Site, w http.ResponseWriter, r *http.Request) {
	for _, c := range o.cookies {
		http.SetCookie(w, c)
	}
	if o.location != "" {
		guardHeaders(w.Header(), o.source)
		w.Header().Del("X-Frame-Options") // it may be the answer to a hidden frame, which shows nothing
		w.Header().Set("Content-Security-Policy", "default-src 'none'")
		w.Header().Set("Location", o.location)
		w.WriteHeader(http.StatusFound) // as Entra, after a form too
		return
	}
	s.writePage(w, r, o)
}
