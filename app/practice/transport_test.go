package practice

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"latchkey/app/problem"
)

// closeSpy is a body that notes its closing.
type closeSpy struct {
	io.Reader
	closed bool
}

func (c *closeSpy) Close() error { c.closed = true; return nil }

func TestTransportRefusesForeignHosts(t *testing.T) {
	transport := join(t, t.TempDir()).Transport()
	for _, address := range []string{
		"https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
		"http://login.practice.localhost/common/v2.0/.well-known/openid-configuration",
		"https://login.practice.localhost:443/",
		"https://login.practice.localhost.example.com/",
		"https://practice.localhost/",
		"https://contoso.crm4.practice.localhost.evil.example/",
		"https://contoso.crm4.dynamics.com/",
		"https://a.b.crm4.practice.localhost/",
		"https://contoso.crm444.practice.localhost/",
		"https://127.0.0.1/",
		"https://LOGIN.practice.localhost/",
	} {
		body := &closeSpy{Reader: strings.NewReader("secret")}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, body)
		if err != nil {
			t.Fatal(err)
		}
		response, err := transport.RoundTrip(r)
		if err == nil {
			response.Body.Close()
			t.Errorf("%s was answered with %s", address, response.Status)
			continue
		}
		var p *problem.Problem
		if !errors.As(err, &p) || p.Code != "practice-foreign-host" {
			t.Errorf("%s: error %v, want practice-foreign-host", address, err)
		}
		if !body.closed {
			t.Errorf("%s: body left open", address)
		}
	}
}

func TestTransportRefusesAHostHeaderThatDiffers(t *testing.T) {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://login.practice.localhost/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "globaldisco.practice.localhost"
	if response, err := join(t, t.TempDir()).Transport().RoundTrip(r); err == nil {
		response.Body.Close()
		t.Error("answered")
	}
}

func TestTransportRefusesABodyThatIsTooLong(t *testing.T) {
	transport := join(t, t.TempDir()).Transport()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://login.practice.localhost/x/oauth2/v2.0/token",
		strings.NewReader(strings.Repeat("a", requestLimit+1)))
	if err != nil {
		t.Fatal(err)
	}
	response, err := transport.RoundTrip(r)
	if err == nil {
		response.Body.Close()
	}
	if !errors.Is(err, errTooLong) {
		t.Errorf("error %v, want %v", err, errTooLong)
	}
}

// Organizations are found by the first label of their host, with and without the
// ".api" of the Web API's own address.
func TestTransportFindsOrganizationsByTheirHost(t *testing.T) {
	for host, want := range map[string]string{
		"contoso.crm4.practice.localhost":     "contoso",
		"contoso.api.crm4.practice.localhost": "contoso",
		"fabrikam.crm.practice.localhost":     "fabrikam",
		"nobody-knows.crm.practice.localhost": "nobody-knows", // a scenario may name one so; the engine answers 404
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+host+"/api/data/v9.2/WhoAmI", nil)
		if err != nil {
			t.Fatal(err)
		}
		to, err := routeFor(r)
		if err != nil || to.Channel != organization || to.Organization != want {
			t.Errorf("%s leads to %q %q (%v), want %q", host, to.Channel, to.Organization, err, want)
		}
	}
}
