package practice

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"latchkey/app/practice/entra"
	"latchkey/app/problem"
)

// Limits of one request and of one reply, in bytes.
const (
	requestLimit = 1 << 20
	replyLimit   = 128 << 20 // 100,000 organizations
)

// errTooLong is a request or reply above its limit.
var errTooLong = errors.New("too long")

// call is one request, held whole so that it can be sent again.
type call struct {
	request *http.Request // its body has been read; its URL's path and query count
	body    []byte
	route   route
}

// newCall reads a request's body and closes it.
func newCall(r *http.Request, to route) (call, error) {
	body, err := readBounded(r.Body, requestLimit)
	if err != nil {
		return call{}, fmt.Errorf("read request: %w", err)
	}
	if path := entra.CanonicalPath(r.URL.Path); path != r.URL.Path && (to.Channel == identity || to.Channel == pages) {
		r = r.Clone(r.Context())
		r.URL.Path, r.URL.RawPath = path, ""
	}
	return call{request: r, body: body, route: to}, nil
}

// repeatable reports whether the request can be sent to the next leader when
// nobody knows whether the last one ran it. Forms of the sign-in pages can: each
// names the step that it is for, and one that is late only shows the page again.
// Token requests cannot: a refresh token that is used twice raises an alarm.
func (c call) repeatable() bool {
	return c.isSafe() || c.route.Channel == pages ||
		c.route.Channel == identity && entra.IsPage(c.request.URL.Path)
}

// isSafe reports whether the request only asks.
func (c call) isSafe() bool { return isSafeMethod(c.request.Method) }

// isSafeMethod reports whether a method is safe (RFC 9110 section 9.2.1).
func isSafeMethod(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, "":
		return true
	}
	return false
}

// incoming makes the request look as a server sees it.
func (c call) incoming() *http.Request {
	r := c.request.Clone(c.request.Context())
	if r.Host == "" {
		r.Host = r.URL.Host
	}
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	r.RequestURI = r.URL.RequestURI()
	r.URL.Scheme, r.URL.Host, r.URL.User = "", "", nil
	r.Proto, r.ProtoMajor, r.ProtoMinor = "HTTP/1.1", 1, 1
	r.Body = io.NopCloser(bytes.NewReader(c.body))
	r.ContentLength = int64(len(c.body))
	r.TransferEncoding = nil
	return r
}

// reply is one whole answer. It is an http.ResponseWriter that keeps it.
type reply struct {
	status int
	header http.Header
	body   bytes.Buffer
	failed error
}

func newReply() *reply { return &reply{header: http.Header{}} }

// Header implements http.ResponseWriter.
func (p *reply) Header() http.Header { return p.header }

// WriteHeader implements http.ResponseWriter; informational answers are dropped.
func (p *reply) WriteHeader(status int) {
	if p.status == 0 && status >= 200 {
		p.status = status
	}
}

// Write implements http.ResponseWriter.
func (p *reply) Write(data []byte) (int, error) {
	p.WriteHeader(http.StatusOK)
	if p.body.Len()+len(data) > replyLimit {
		p.failed = fmt.Errorf("reply: %w", errTooLong)
		return 0, p.failed
	}
	return p.body.Write(data)
}

// finish settles what a handler left open.
func (p *reply) finish() (*reply, error) {
	if p.failed != nil {
		return nil, p.failed
	}
	p.WriteHeader(http.StatusOK)
	if p.header.Get("Content-Type") == "" && p.body.Len() > 0 {
		p.header.Set("Content-Type", http.DetectContentType(p.body.Bytes()))
	}
	return p, nil
}

// response turns the reply into a client's response.
func (p *reply) response(r *http.Request) *http.Response {
	return &http.Response{
		Status:        fmt.Sprintf("%d %s", p.status, http.StatusText(p.status)),
		StatusCode:    p.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        p.header,
		Body:          io.NopCloser(bytes.NewReader(p.body.Bytes())),
		ContentLength: int64(p.body.Len()),
		Request:       r,
	}
}

// send writes the reply to a server's client.
func (p *reply) send(w http.ResponseWriter) { p.sendFirst(w, p.body.Len()) }

// sendFirst writes the first n bytes of the body, and says how many there are.
func (p *reply) sendFirst(w http.ResponseWriter, n int) {
	for name, values := range p.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(p.body.Len()))
	w.WriteHeader(p.status)
	_, _ = w.Write(p.body.Bytes()[:n])
}

// readBounded reads a body of at most limit bytes and closes it.
func readBounded(body io.ReadCloser, limit int64) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	defer body.Close()
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, errTooLong
	}
	return data, nil
}

// run lets a handler answer a call in memory.
func run(h http.Handler, r *http.Request) (p *reply, err error) {
	p = newReply()
	defer func() {
		if fault := recover(); fault != nil {
			p, err = nil, problem.New(problem.Internal, "internal").
				Because(fmt.Errorf("practice tenant: %v", fault))
		}
	}()
	h.ServeHTTP(p, r)
	return p.finish()
}
