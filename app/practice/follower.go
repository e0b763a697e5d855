package practice

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
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

// forwardTimeout bounds a call to the leader. One that waits for a change may take
// waitTime longer.
const forwardTimeout = 20 * time.Second

// errGone means that the leader did not handle the request: it can be sent to the
// next one. errLost means that nobody knows whether it did.
var (
	errGone = errors.New("the practice tenant's leader is gone")
	errLost = errors.New("the practice tenant's leader ended while it was answering")
)

// follower is the way to a leader in another process.
type follower struct {
	announcement announcement
	timeout      time.Duration // for one call
	transport    *http.Transport
}

// newFollower makes a way to one leader, and to nobody else. Connections are not kept:
// a fresh one shows at once, and before anything is sent, that the leader is gone.
func newFollower(note announcement) *follower {
	return &follower{announcement: note, timeout: forwardTimeout, transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return note.dial(ctx)
		},
		DisableKeepAlives:      true,
		ExpectContinueTimeout:  time.Minute, // longer than any call
		DisableCompression:     true,
		MaxResponseHeaderBytes: 64 << 10,
	}}
}

// hello checks that the leader who wrote the announcement is the one who answers.
func (f *follower) hello(ctx context.Context) error {
	c, err := f.announcement.dial(ctx)
	if err != nil {
		return err
	}
	return c.Close()
}

// forward sends a call through the listener.
func (f *follower) forward(ctx context.Context, c call) (*reply, error) {
	patience := f.timeout
	if c.route.Channel == control && isLongPoll(c.request.URL.Path) {
		patience += longestWait
	}
	bounded, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	p, err := f.send(bounded, c)
	if err != nil && ctx.Err() == nil && bounded.Err() != nil {
		return nil, problem.New(problem.TimedOut, "practice-unavailable").Because(err)
	}
	return p, err
}

func (f *follower) send(ctx context.Context, c call) (*reply, error) {
	body := &watchedBody{from: bytes.NewReader(append([]byte{bodyMark}, c.body...))}
	r, err := f.outgoing(ctx, c, body)
	if err != nil {
		return nil, err
	}
	response, err := f.transport.RoundTrip(r)
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

// outgoing wraps a call for the way to the leader.
func (f *follower) outgoing(ctx context.Context, c call, body *watchedBody) (*http.Request, error) {
	in := c.incoming()
	r, err := http.NewRequestWithContext(ctx, in.Method, "http://"+f.announcement.Address, nil)
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
	r.Header.Set(bearerHeader, f.announcement.Bearer)
	r.Header.Set(routeHeader, to)
	r.Header.Set(hostHeader, in.Host)
	if !c.isSafe() {
		r.Body, r.ContentLength = body, int64(body.from.Len())
		r.Header.Set("Expect", "100-continue")
	}
	return r, nil
}

// watchedBody knows whether any of it has gone out. The leader asks for a body
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

// helloPath proves who is behind the listener.
const helloPath = "/hello"

// helloTimeout is how long connecting and the proof may take.
const helloTimeout = 2 * time.Second

// helloLimit bounds the answer to a challenge, in bytes.
const helloLimit = 4096

// dial connects to the leader who wrote the note, and to nobody else. Every
// connection is proven before anything else goes over it: a proof holds for the
// connection that it came by, because the port may be another program's by the
// time of the next one.
func (n announcement) dial(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, helloTimeout)
	defer cancel()
	var dialer net.Dialer
	c, err := dialer.DialContext(ctx, "tcp", n.Address)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })
	err = n.challenge(c)
	if !stop() {
		err = errors.Join(ctx.Err(), err)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// challenge has the other side prove that it knows the bearer. Nothing may follow
// the proof: it would be taken for the answer to a request that was not sent yet.
func (n announcement) challenge(c net.Conn) error {
	challenge := rand.Text()
	_, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\n%s: %s\r\n\r\n", helloPath, n.Address, challengeHeader, challenge)
	if err != nil {
		return err
	}
	from := bufio.NewReader(io.LimitReader(c, helloLimit))
	response, err := http.ReadResponse(from, nil)
	if err != nil {
		return err
	}
	answer, err := readBounded(response.Body, helloLimit)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(answer, []byte(proof(n.Bearer, challenge))) != 1 || from.Buffered() > 0 {
		return errors.New("somebody else answers at the practice tenant's listener")
	}
	if response.Close {
		return errGone // it is closing
	}
	return nil
}
