package loopback

import (
	"io"
	"net"
	"time"
)

const (
	// handshake is the first byte of a TLS connection: a record of that type (RFC 8446
	// section 5.1). No HTTP request begins with it.
	handshake = 0x16
	// drainLimit and drainTime bound what is still read of a ClientHello. Closing with
	// unread data would reset the connection, and the alert might be lost.
	drainLimit = 64 << 10
	drainTime  = time.Second
)

// alert is a fatal "unrecognized_name" (RFC 8446 section 6.2): nobody of that name
// speaks TLS here. A browser that only tries https first then goes on to http.
func alert() []byte { return []byte{0x15, 3, 3, 0, 2, 2, 112} }

// tlsDetector accepts connections that look at their own first byte.
type tlsDetector struct {
	*net.TCPListener
	seen func()
}

// Accept never waits for a byte: the look is taken by the connection's own first
// Read, under the server's deadline, so a silent client holds up nobody else.
func (d tlsDetector) Accept() (net.Conn, error) {
	c, err := d.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return &opening{TCPConn: c, seen: d.seen}, nil
}

// opening is a connection that ends itself when it begins with TLS.
type opening struct {
	*net.TCPConn
	seen func()
	read bool
}

// Read is called by one goroutine at a time, as net/http does.
func (o *opening) Read(p []byte) (int, error) {
	n, err := o.TCPConn.Read(p)
	if o.read || n == 0 {
		return n, err
	}
	o.read = true
	if p[0] != handshake {
		return n, err
	}
	clear(p[:n])
	o.seen()
	o.refuse()
	return 0, io.EOF // net/http closes the connection without an answer
}

// refuse says goodbye in TLS.
func (o *opening) refuse() {
	_ = o.SetDeadline(time.Now().Add(drainTime))
	if _, err := o.Write(alert()); err != nil {
		return
	}
	_ = o.CloseWrite()
	_, _ = io.CopyN(io.Discard, o.TCPConn, drainLimit)
}

// sawTLS notes a browser that insists on https.
func (l *Listener) sawTLS() {
	if l.tls.CompareAndSwap(false, true) {
		l.onTLS()
	}
}
