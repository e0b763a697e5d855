package signin

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

// wire records every request that leaves the guarded client, whatever host it is for. A
// token must be found only in those to the hosts of the cloud.
type wire struct {
	harness *harness
	mu      sync.Mutex
	hosts   []string
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.hosts = append(w.hosts, r.URL.Host)
	w.mu.Unlock()
	return w.harness.RoundTrip(r)
}

func (w *wire) reached(host string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, h := range w.hosts {
		if h == host {
			return true
		}
	}
	return false
}

const evil = "evil.example"

// wired puts a wire under a harness's service.
func wired(t *testing.T) (*harness, *wire) {
	t.Helper()
	s := newHarness(t)
	w := &wire{harness: s}
	s.Service = New(Options{
		Vault: s.options.Vault, OpenURL: s.options.OpenURL, Now: s.options.Now, Rand: s.options.Rand,
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) { return w, nil },
	})
	t.Cleanup(func() { s.Service.Close() })
	return s, w
}

// rewrite replaces text in the answers of a path.
func rewrite(path, old, new string) func(*http.Request, *http.Response) {
	return func(r *http.Request, resp *http.Response) {
		if !strings.Contains(r.URL.Path, path) {
			return
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		body = bytes.ReplaceAll(body, []byte(old), []byte(new))
		resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		resp.Header.Del("Content-Length")
	}
}

const authority = "https://login.practice.localhost"

func TestMetadataCannotMoveTheTokenEndpoint(t *testing.T) {
	s, w := wired(t)
	s.tamper = rewrite("openid-configuration", `"token_endpoint":"`+authority, `"token_endpoint":"https://`+evil)
	a := s.start(t, s.target(t, "http://localhost"))
	if _, err := s.finish(t, a, "password"); code(err) != "host-not-trusted" {
		t.Errorf("the code went to another token endpoint: %v", err)
	}
	if w.reached(evil) {
		t.Error("a request left the cloud")
	}
}

// An organization is somebody's: no code goes to one, although it is of the cloud.
func TestMetadataCannotMoveTheTokenEndpointToAnOrganization(t *testing.T) {
	s, w := wired(t)
	s.tamper = rewrite("openid-configuration", `"token_endpoint":"`+authority, `"token_endpoint":"https://fabrikam.crm.practice.localhost`)
	a := s.start(t, s.target(t, "http://localhost"))
	if _, err := s.finish(t, a, "password"); code(err) != "host-not-trusted" {
		t.Errorf("the code went to an organization: %v", err)
	}
	if w.reached("fabrikam.crm.practice.localhost") {
		t.Error("a request left for an organization")
	}
}

func TestMetadataCannotMoveTheAuthorizationEndpoint(t *testing.T) {
	s, _ := wired(t)
	s.tamper = func(r *http.Request, resp *http.Response) {
		if !strings.Contains(r.URL.Path, "openid-configuration") {
			return
		}
		body, _ := io.ReadAll(resp.Body)
		at := bytes.Index(body, []byte(`"authorization_endpoint":"http://`)) + len(`"authorization_endpoint":"http://`)
		end := at + bytes.IndexByte(body[at:], '/')
		body = append(append(bytes.Clone(body[:at]), evil...), body[end:]...)
		resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	target := s.target(t, "http://localhost")
	if _, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()}); code(err) != "metadata-wrong-host" {
		t.Errorf("the browser would be sent elsewhere: %v", err)
	}
}

func TestARedirectTakesNoTokenElsewhere(t *testing.T) {
	for _, path := range []string{"/token", "/Instances", "/WhoAmI"} {
		s, w := wired(t)
		target := s.target(t, "http://localhost")
		redirect := func(r *http.Request, resp *http.Response) {
			if strings.HasSuffix(r.URL.Path, path) {
				resp.StatusCode = http.StatusTemporaryRedirect
				resp.Header.Set("Location", "https://"+evil+"/")
			}
		}
		if path == "/token" {
			s.tamper = redirect
		}
		session, err := s.finish(t, s.start(t, target), "password")
		if path != "/token" {
			s.tamper = redirect
			finder := discovery.Client{HTTP: s.HTTPClient(target.Cloud), Cloud: target.Cloud, Now: s.options.Now}
			if path == "/WhoAmI" {
				_, err = finder.WhoAmI(t.Context(), "https://contoso.crm4.practice.localhost", session.Token)
			} else {
				_, err = finder.Instances(t.Context(), session.Token)
			}
		}
		if code(err) != "redirect-refused" {
			t.Errorf("%s: %v", path, err)
		}
		if w.reached(evil) {
			t.Errorf("%s: a request left the cloud", path)
		}
	}
}

func TestAnOrganizationsChallengeCannotNameAnotherAuthority(t *testing.T) {
	s, w := wired(t)
	s.tamper = func(r *http.Request, resp *http.Response) {
		if resp.StatusCode == http.StatusUnauthorized {
			resp.Header.Set("WWW-Authenticate", "Bearer authorization_uri=https://"+evil+"/common/oauth2/authorize, resource_id=https://contoso.crm4.practice.localhost/")
		}
	}
	p := profile.Profile{Cloud: cloud.Practice, Online: true, TwoFactor: true, OrganizationURL: "https://contoso.crm4.practice.localhost"}
	r, err := profile.Resolve(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Locate(t.Context(), r); code(err) != "authority-not-trusted" || problem.From(err).Args["authority"] != evil {
		t.Errorf("the challenge was believed: %v", err)
	}
	if w.reached(evil) {
		t.Error("a request left the cloud")
	}
}

func TestDiscoveryCannotSendATokenElsewhere(t *testing.T) {
	s, w := wired(t)
	target := s.target(t, "http://localhost")
	session, err := s.finish(t, s.start(t, target), "password")
	if err != nil {
		t.Fatal(err)
	}
	finder := discovery.Client{HTTP: s.HTTPClient(target.Cloud), Cloud: target.Cloud, Now: s.options.Now}
	for _, address := range []string{
		"https://" + evil, "https://contoso.crm4.practice.localhost.evil.example", "https://contoso.crm4.dynamics.com",
		"https://contoso.crm4.practice.localhost@" + evil, "http://" + evil,
	} {
		if _, err := finder.WhoAmI(t.Context(), address, session.Token); err == nil {
			t.Errorf("%s was asked", address)
		}
	}
	for _, h := range w.hosts {
		if !strings.HasSuffix(h, ".practice.localhost") {
			t.Errorf("a request went to %s", h)
		}
	}
}

func TestADeviceCodesAddressMustBeTheClouds(t *testing.T) {
	s, _ := wired(t)
	s.tamper = rewrite("/devicecode", "/devicelogin", ".evil.example/devicelogin")
	target := s.target(t, "")
	target.Method = profile.DeviceCode
	if _, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()}); code(err) != "metadata-wrong-host" {
		t.Errorf("the person would be sent elsewhere: %v", err)
	}
	public, _ := cloud.ByID(cloud.Public)
	for address, want := range map[string]bool{
		"https://microsoft.com/devicelogin": true, "https://www.microsoft.com/link": true, "https://login.microsoft.com/device": true,
		"https://login.microsoftonline.com/common/oauth2/deviceauth": true,
		"http://microsoft.com/devicelogin":                           false, "https://microsoft.com.evil.example/devicelogin": false,
		"https://user@microsoft.com/devicelogin": false, "javascript:alert(1)": false, "": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := trustedVerification(public, u); got != want {
			t.Errorf("%q trusted: %v", address, got)
		}
	}
}

// A federated account's password would go to whatever server its domain names.
func TestAFederatedAccountsPasswordStaysHere(t *testing.T) {
	s, w := wired(t)
	_, err := s.Password(t.Context(), s.target(t, ""), "https://globaldisco.practice.localhost", "anna@federated.example", secret.New("hunter22"))
	if code(err) != "password-federated" {
		t.Errorf("got %v", err)
	}
	for _, h := range w.hosts {
		if h != "login.practice.localhost" {
			t.Errorf("a request went to %s", h)
		}
	}
	for _, body := range s.sent.bodies {
		if strings.Contains(body, "hunter22") {
			t.Error("the password was sent")
		}
	}
}

// A custom cloud has caches of its own, and no genuine host can be in it.
func TestACustomCloudSharesNothing(t *testing.T) {
	hosts := cloud.Hosts{Authority: "login.test.example", Discovery: "disco.test.example", Organizations: []string{"*.crm.test.example"}}
	custom, err := hosts.Cloud()
	if err != nil {
		t.Fatal(err)
	}
	hosts.Discovery = "other.test.example"
	other, err := hosts.Cloud()
	if err != nil {
		t.Fatal(err)
	}
	if issuer(custom) == issuer(other) {
		t.Error("two descriptions share a cache of tokens")
	}
	client := custom.Client(http.DefaultTransport)
	for _, address := range []string{"https://login.microsoftonline.com/", "https://other.test.example/", "https://login.test.example:8443/", "http://login.test.example/"} {
		if _, err := client.Get(address); code(err) != "host-not-trusted" && code(err) != "request-not-https" {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, genuine := range []string{"login.microsoftonline.com", "x.crm4.dynamics.com", "globaldisco.crm.dynamics.com", "login.practice.localhost"} {
		h := hosts
		h.Organizations = []string{genuine}
		if _, err := h.Cloud(); code(err) != "custom-cloud-genuine" {
			t.Errorf("%s: %v", genuine, err)
		}
	}
}
