package practice_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
)

// house is the practice tenant behind its TLS listener, as a client knows it that
// nobody here wrote: an address, and the authority that vouches for it.
type house struct {
	*testing.T
	control practice.Control
	base    string // https://localhost:PORT
	client  *http.Client
	trusted *x509.CertPool
	back    string // a redirect URI that answers
}

func newHouse(t *testing.T) *house {
	t.Helper()
	tenant, err := practice.Join(t.Context(), practice.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tenant.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	listeners, err := tenant.Listen(t.Context(), practice.ListenOptions{TLS: true})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(listeners.Info().CAFile)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{T: t, control: tenant.Control(), trusted: x509.NewCertPool()}
	h.trusted.AppendCertsFromPEM(text)
	h.base = strings.TrimSuffix(listeners.Info().TLSAuthority, "/"+practice.TenantID)
	h.client = &http.Client{Transport: onlyHere{&http.Transport{TLSClientConfig: &tls.Config{RootCAs: h.trusted}, DisableKeepAlives: true}}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("you can go back")) }))
	t.Cleanup(server.Close)
	h.back = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	return h
}

// onlyHere refuses every host but localhost, by name.
type onlyHere struct{ next http.RoundTripper }

func (o onlyHere) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Hostname() != "localhost" {
		return nil, errors.New("asked " + r.URL.Hostname())
	}
	return o.next.RoundTrip(r)
}

func (h *house) authority(tenant string) string { return h.base + "/" + tenant }

func (h *house) org(name string) string { return h.base + "/org/" + name }

// app is a registration.
func (h *house) app(id string) practice.App {
	h.Helper()
	apps, err := h.control.Apps(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	for _, a := range apps {
		if a.ApplicationID == id {
			return a
		}
	}
	h.Fatalf("no application %s", id)
	return practice.App{}
}

// person is a user at the keyboard, with the phone at hand.
func (h *house) person(local string) rehearsal.Person {
	h.Helper()
	users, err := h.control.Users(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	for _, u := range users {
		if u.UserPrincipalName == local+"@"+practice.Domain {
			return rehearsal.Person{
				UserName: u.UserPrincipalName, Password: u.Password, Authorities: h.trusted,
				Code: func(ctx context.Context) (string, error) {
					code, err := h.control.Code(ctx, u.UserPrincipalName)
					return code.Code, err
				},
				Approve: func(ctx context.Context, number string) error {
					prompts, err := h.control.Prompts(ctx)
					if err != nil || len(prompts) != 1 {
						return errors.Join(err, errors.New("no single prompt"))
					}
					return h.control.Approve(ctx, prompts[0].ID, number)
				},
			}
		}
	}
	h.Fatalf("no user %s", local)
	return rehearsal.Person{}
}

// comesBack signs a person in and returns what the client is told.
func (h *house) comesBack(local, address string) url.Values {
	h.Helper()
	end, err := rehearsal.NewBrowser(h.person(local)).SignIn(h.Context(), address)
	if err != nil {
		h.Fatalf("%v: %s", err, end.Text)
	}
	q := end.Address.Query()
	if q.Get("code") == "" {
		h.Fatalf("no code at %s: %s", end.Address.Host, end.Text)
	}
	return q
}

// types enters a device's code and goes on to the end.
func (h *house) types(local, address, code string) rehearsal.End {
	h.Helper()
	p := h.person(local)
	p.DeviceCode = code
	end, err := rehearsal.NewBrowser(p).SignIn(h.Context(), address)
	if err != nil {
		h.Fatalf("%v: %s", err, end.Text)
	}
	return end
}

// whoAmI calls an organization and returns the status.
func (h *house) whoAmI(name, token string) int {
	h.Helper()
	r, err := http.NewRequestWithContext(h.Context(), http.MethodGet, h.org(name)+"/api/data/v9.2/WhoAmI", nil)
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := h.client.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	defer response.Body.Close()
	var who struct {
		UserID string `json:"UserId"`
	}
	if err := json.NewDecoder(response.Body).Decode(&who); err != nil || (response.StatusCode == http.StatusOK) != (who.UserID != "") {
		h.Fatalf("%d %+v %v", response.StatusCode, who, err)
	}
	return response.StatusCode
}
