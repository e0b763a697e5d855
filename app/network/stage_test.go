package network

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// signIn is the host that the tests ask for; no test reaches the real one.
const signIn = "login.microsoftonline.com"

// ca is a certificate authority.
type ca struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func (a ca) pem() []byte { return encode(a.cert) }

func (a ca) keyPEM(t *testing.T) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(a.key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

// issue makes a certificate; change may alter it first, by may be nil for one that
// vouches for itself.
func issue(t *testing.T, by *ca, change func(*x509.Certificate)) ca {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<60))
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: signIn}, DNSNames: []string{signIn, "localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore:   time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(48 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
	}
	if change != nil {
		change(c)
	}
	parent, signer := c, key
	if by != nil {
		parent, signer = by.cert, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return ca{made, key}
}

// authority makes a root.
func authority(t *testing.T, name string) ca {
	t.Helper()
	return issue(t, nil, func(c *x509.Certificate) {
		c.Subject = pkix.Name{CommonName: name, Organization: []string{"Contoso Ltd"}}
		c.DNSNames, c.IPAddresses, c.IsCA, c.KeyUsage = nil, nil, true, x509.KeyUsageCertSign
	})
}

func (a ca) tls() *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{a.cert.Raw}, PrivateKey: a.key}}}
}

// service answers as the sign-in service would, with a certificate.
func service(t *testing.T, with *tls.Config, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	if handler == nil {
		handler = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{}`)
		}
	}
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.TLS = with
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// tunnel is a proxy: whatever it is asked for, every tunnel ends at to. With user set it
// wants a Proxy-Authorization. Else it answers as told.
type tunnel struct {
	to     string
	user   string // "Basic ..."
	answer string // a whole answer in place of a tunnel

	mu    sync.Mutex
	asked []string
}

func (p *tunnel) hosts() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

// listen starts the proxy and returns its host:port.
func (p *tunnel) listen(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() { cancel(); _ = l.Close(); serving.Wait() })
	serving.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { p.serve(ctx, c) })
		}
	})
	return l.Addr().String()
}

func (p *tunnel) serve(ctx context.Context, c net.Conn) {
	defer c.Close()
	defer context.AfterFunc(ctx, func() { _ = c.Close() })()
	in := bufio.NewReader(c)
	req, err := http.ReadRequest(in)
	if err != nil || req.Method != http.MethodConnect {
		return
	}
	p.mu.Lock()
	p.asked = append(p.asked, req.Host)
	p.mu.Unlock()
	switch {
	case p.user != "" && req.Header.Get("Proxy-Authorization") != p.user:
		_, _ = io.WriteString(c, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\n"+
			"Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
		return
	case p.answer != "":
		_, _ = io.WriteString(c, p.answer)
		return
	}
	out, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer out.Close()
	_, _ = io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
	_, _ = io.Copy(c, out)
}

// environment gives variables to a Network.
func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// none is a system without a proxy.
func none(context.Context) (Settings, error) { return Settings{}, nil }

// made is a Network that ends with the test.
func made(t *testing.T, o Options) *Network {
	t.Helper()
	if o.Getenv == nil {
		o.Getenv = environment()
	}
	if o.System == nil {
		o.System = none
	}
	n := New(o)
	t.Cleanup(n.CloseIdleConnections)
	return n
}

// get asks the commercial cloud's sign-in host.
func get(t *testing.T, n *Network) error {
	t.Helper()
	c, _ := cloud.ByID(cloud.Public)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+signIn+"/common", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Client(n).Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func wantProblem(t *testing.T, err error, code string) *problem.Problem {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != code {
		t.Fatalf("%v (%+v), want %s", err, p, code)
	}
	return p
}
