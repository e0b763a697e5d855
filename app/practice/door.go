package practice

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"latchkey/app/problem"
)

// The headers of a forwarded request. Authorization stays free for the tokens
// that the request itself carries.
const (
	bearerHeader    = "Latchkey-Bearer"
	routeHeader     = "Latchkey-Route"
	hostHeader      = "Latchkey-Host"
	challengeHeader = "Latchkey-Challenge"
	closingHeader   = "Latchkey-Closing"
)

// forwardTime bounds a call to the owner. One that waits for a change may take
// waitTime longer.
const forwardTime = 20 * time.Second

// errGone means that the owner did not handle the request: it can be sent to the
// next one. errLost means that nobody knows whether it did.
var (
	errGone = errors.New("the practice tenant's owner is gone")
	errLost = errors.New("the practice tenant's owner ended while it was answering")
)

// door is the way to an owner in another process.
type door struct {
	note      doorNote
	patience  time.Duration // for one call
	transport *http.Transport
}

// newDoor makes a way to one owner, and to nobody else. Connections are not kept:
// a fresh one tells at once, and before anything is sent, that the owner is gone.
func newDoor(note doorNote) *door {
	return &door{note: note, patience: forwardTime, transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return note.dial(ctx)
		},
		DisableKeepAlives:      true,
		ExpectContinueTimeout:  time.Minute, // longer than any call
		DisableCompression:     true,
		MaxResponseHeaderBytes: 64 << 10,
	}}
}

// hello checks that the owner who wrote the door file is the one who answers.
func (d *door) hello(ctx context.Context) error {
	c, err := d.note.dial(ctx)
	if err != nil {
		return err
	}
	return c.Close()
}

// forward sends a call through the door.
func (d *door) forward(ctx context.Context, c call) (*reply, error) {
	patience := d.patience
	if c.route.Channel == control && isLongPoll(c.request.URL.Path) {
		patience += longestWait
	}
	bounded, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	p, err := d.send(bounded, c)
	if err != nil && ctx.Err() == nil && bounded.Err() != nil {
		return nil, problem.New(problem.TimedOut, "practice-unavailable").Because(err)
	}
	return p, err
}

func (d *door) send(ctx context.Context, c call) (*reply, error) {
	body := &watchedBody{from: bytes.NewReader(append([]byte{bodyMark}, c.body...))}
	r, err := d.outgoing(ctx, c, body)
	if err != nil {
		return nil, err
	}
	response, err := d.transport.RoundTrip(r)
	if err != nil {
		return nil, broken(ctx, c, body.sent.Load(), err)
	}
	answer, err := readBounded(response.Body, replyLimit)
	switch {
	case errors.Is(err, errTooLong):
		return nil, fmt.Errorf("practice tenant's reply: %w", err)
	case err != nil:
		return nil, broken(ctx, c, true, err)
	case response.Header.Get(closingHeader) != "":
		return nil, errGone
	}
	p := newReply()
	p.status, p.header = response.StatusCode, response.Header
	_, err = p.body.Write(answer)
	return p, err
}

// outgoing wraps a call for the way to the owner.
func (d *door) outgoing(ctx context.Context, c call, body *watchedBody) (*http.Request, error) {
	in := c.incoming()
	r, err := http.NewRequestWithContext(ctx, in.Method, "http://"+d.note.Address, nil)
	if err != nil {
		return nil, err
	}
	r.URL.Path, r.URL.RawPath, r.URL.RawQuery = in.URL.Path, in.URL.RawPath, in.URL.RawQuery
	r.Header = in.Header.Clone()
	for _, hop := range []string{"Connection", "Keep-Alive", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "Expect"} {
		r.Header.Del(hop)
	}
	to, err := c.route.encode()
	if err != nil {
		return nil, err
	}
	r.Header.Set(bearerHeader, d.note.Bearer)
	r.Header.Set(routeHeader, to)
	r.Header.Set(hostHeader, in.Host)
	if !c.harmless() {
		r.Body, r.ContentLength = body, int64(body.from.Len())
		r.Header.Set("Expect", "100-continue")
	}
	return r, nil
}

// watchedBody knows whether any of it has gone out. The owner asks for a body
// ("100 Continue", RFC 9110 section 10.1.1) when it begins to handle the request;
// before that, a broken connection means that nothing was done. A connection may
// break without having been accepted, so that a written header says nothing.
type watchedBody struct {
	from *bytes.Reader
	sent atomic.Bool
}

func (b *watchedBody) Read(p []byte) (int, error) {
	b.sent.Store(true)
	return b.from.Read(p)
}

func (b *watchedBody) Close() error { return nil }

// bodyMark is the first byte of every forwarded body: one that is empty would not
// be asked for.
const bodyMark = '\n'

// broken tells the two ways apart in which a connection can fail.
func broken(ctx context.Context, c call, sent bool, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !sent || c.repeatable() {
		return fmt.Errorf("%w: %v", errGone, err)
	}
	return fmt.Errorf("%w: %v", errLost, err)
}
