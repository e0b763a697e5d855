package practice

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// helloPath proves who is behind the door.
const helloPath = "/hello"

// helloTime is how long connecting and the proof may take.
const helloTime = 2 * time.Second

// helloLimit bounds the answer to a challenge, in bytes.
const helloLimit = 4096

// dial connects to the owner who wrote the note, and to nobody else. Every
// connection is proven before anything else goes over it: a proof holds for the
// connection that it came by, because the port may be another program's by the
// time of the next one.
func (n doorNote) dial(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, helloTime)
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
func (n doorNote) challenge(c net.Conn) error {
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
		return errors.New("somebody else answers at the practice tenant's door")
	}
	if response.Close {
		return errGone // it is closing
	}
	return nil
}
