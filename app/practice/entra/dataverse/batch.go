package dataverse

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Bounds of a batch: Dataverse's ("up to 1000 individual requests"), and ours, since a few bytes can
// ask for a long list.
const (
	mostInBatch   = 1000
	longestBatch  = 1 << 20
	longestAnswer = 4 << 20
)

// batch is a $batch that is being answered: "Execute batch operations using the Web API", after
// OData 4.0 part 1, 11.7.
type batch struct {
	s       *Service
	outer   *http.Request
	c       caller
	bases   []string // what the addresses of its requests begin with
	body    bytes.Buffer
	out     *multipart.Writer
	left    int  // how many requests there may still be
	goes    bool // on when one has failed
	failure int  // status of the request that ended the batch
}

func (s *Service) serveBatch(w http.ResponseWriter, r *http.Request, c caller) {
	b := &batch{s: s, outer: r, c: c, bases: c.bases(), left: mostInBatch, goes: slices.ContainsFunc(r.Header.Values("Prefer"), func(p string) bool { return strings.Contains(p, "odata.continue-on-error") })}
	parts, bad := partsOf(r.Header.Get("Content-Type"), io.LimitReader(r.Body, longestBatch))
	if bad == nil {
		b.out = s.multipartWriter(&b.body, "batchresponse_")
		bad = b.answer(parts)
	}
	if bad != nil {
		bad.write(w)
		return
	}
	_ = b.out.Close()
	w.Header().Set("Content-Type", "multipart/mixed; boundary="+b.out.Boundary())
	w.Header().Set("OData-Version", "4.0")
	w.Header().Set("Cache-Control", "no-store")
	if b.failure != 0 {
		w.WriteHeader(b.failure)
	}
	_, _ = w.Write(b.body.Bytes())
}

func (s *Service) multipartWriter(to io.Writer, name string) *multipart.Writer {
	w := multipart.NewWriter(to)
	_ = w.SetBoundary(name + aadsts.GUID(s.RandomBytes(16)))
	return w
}

func badBatch(why string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "0x80060888", message: "The batch can't be read: " + why}
}

func partsOf(contentType string, body io.Reader) (*multipart.Reader, *refusal) {
	kind, parameters, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/mixed" || parameters["boundary"] == "" {
		return nil, badBatch("its Content-Type is not multipart/mixed with a boundary.")
	}
	return multipart.NewReader(body, parameters["boundary"]), nil
}

// answer answers requests and change sets until one fails.
func (b *batch) answer(parts *multipart.Reader) *refusal {
	for b.failure == 0 {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) && b.left < mostInBatch {
			return nil
		}
		if err != nil {
			return badBatch("it has no requests, or no end.")
		}
		if kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind == "multipart/mixed" {
			if bad := b.changeSet(part); bad != nil {
				return bad
			}
			continue
		}
		answer, bad := b.one(part, false)
		if bad != nil {
			return bad
		}
		b.write(b.out, part.Header, answer)
		if answer.status >= http.StatusBadRequest && !b.goes {
			b.failure = answer.status
		}
	}
	return nil
}

// changeSet answers requests that succeed or fail together: the answer is the first failure. Since
// nothing can be written here, that is the first request, unless there is none.
func (b *batch) changeSet(of *multipart.Part) *refusal {
	parts, bad := partsOf(of.Header.Get("Content-Type"), of)
	if bad != nil {
		return bad
	}
	var answers bytes.Buffer
	out := b.s.multipartWriter(&answers, "changesetresponse_")
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return badBatch("a part of it is incomplete.")
		}
		answer, bad := b.one(part, true)
		if bad != nil {
			return bad
		}
		if answer.status >= http.StatusBadRequest {
			answers.Reset()
			out = b.s.multipartWriter(&answers, "changesetresponse_")
			b.write(out, part.Header, answer)
			if !b.goes {
				b.failure = answer.status
			}
			break
		}
		b.write(out, part.Header, answer)
	}
	_ = out.Close()
	w, err := b.out.CreatePart(textproto.MIMEHeader{"Content-Type": {"multipart/mixed; boundary=" + out.Boundary()}})
	if err == nil {
		_, _ = w.Write(answers.Bytes())
	}
	return nil
}

// one answers a request that is a part of the batch. It has the batch's token, and acts for whom
// the batch does unless its own header says otherwise.
func (b *batch) one(part *multipart.Part, inChangeSet bool) (*recorded, *refusal) {
	if b.left--; b.left < 0 {
		return nil, badBatch("it has more than 1000 requests.")
	}
	if b.body.Len() > longestAnswer {
		return nil, badBatch("its answer would be too long for the practice tenant.")
	}
	// Some clients leave out the empty line behind a request without a body.
	inner, err := http.ReadRequest(bufio.NewReader(io.MultiReader(part, strings.NewReader("\r\n\r\n"))))
	if err != nil {
		return nil, badBatch("a part of it is no request with a whole address or path.")
	}
	if inChangeSet && isRead(inner) {
		return nil, badBatch("a change set has a GET request.")
	}
	answer := &recorded{header: http.Header{}, status: http.StatusOK}
	c, refused := b.s.actingFor(b.c, inner.Header)
	segment, below := b.segmentOf(inner.URL)
	switch {
	case refused != nil:
		refused.write(answer)
	case !below, segment == "$batch":
		noSegment(inner.URL.Path).write(answer)
	default:
		b.s.serveResource(answer, inner.WithContext(b.outer.Context()), c, segment)
	}
	return answer, nil
}

// segmentOf is what an address has behind the Web API's own.
func (b *batch) segmentOf(u *url.URL) (segment string, below bool) {
	address := u.Path
	if u.Host != "" {
		address = u.Scheme + "://" + u.Host + u.Path
	}
	for _, base := range b.bases {
		if segment, below = strings.CutPrefix(address, base); below {
			return segment, true
		}
	}
	return "", false
}

// bases are the forms of the Web API's address: as discovery gives it, at the organization's own
// host, and without a host.
func (c caller) bases() []string {
	_, path, _ := strings.Cut(c.service, "/api/data/")
	own := c.address + "/api/data/" + path
	u, err := url.Parse(own)
	if err != nil {
		return []string{c.service, own}
	}
	return []string{c.service, own, u.Path, "/api/data/" + path}
}

// write writes an answer as a part of a multipart one (application/http, RFC 9112 section 10.2).
func (b *batch) write(to *multipart.Writer, asked textproto.MIMEHeader, answer *recorded) {
	head := textproto.MIMEHeader{"Content-Type": {"application/http"}, "Content-Transfer-Encoding": {"binary"}}
	if id := asked.Get("Content-ID"); id != "" {
		head.Set("Content-ID", aadsts.Show(id))
	}
	w, err := to.CreatePart(head)
	if err != nil {
		return
	}
	fmt.Fprintf(w, "HTTP/1.1 %d %s\r\n", answer.status, http.StatusText(answer.status))
	if answer.status >= http.StatusBadRequest {
		fmt.Fprintf(w, "REQ_ID: %s\r\n", aadsts.GUID(b.s.RandomBytes(16)))
	}
	fmt.Fprintf(w, "Content-Type: %s\r\nOData-Version: 4.0\r\n\r\n", answer.header.Get("Content-Type"))
	_, _ = w.Write(answer.body.Bytes())
}

// recorded is an http.ResponseWriter that keeps what is written.
type recorded struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorded) Header() http.Header         { return r.header }
func (r *recorded) WriteHeader(status int)      { r.status = status }
func (r *recorded) Write(p []byte) (int, error) { return r.body.Write(p) }
