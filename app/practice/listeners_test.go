package practice

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"latchkey/app/problem"
)

// trusting is a client that believes the authority in a file, and nobody else.
func trusting(t *testing.T, file string) *http.Client {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		t.Fatalf("no certificate in %s", file)
	}
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: pool}, DisableKeepAlives: true,
	}}
}

// An ordinary OpenID Connect client signs in through either listener and reads the
// discovery service and an organization with tokens for their addresses there.
func TestAnOrdinaryClientUsesTheListeners(t *testing.T) {
	dir := t.TempDir()
	join(t, dir) // the listeners are a member's, not only the leader's
	tenant := join(t, dir)
	info := openListeners(t, tenant, ListenOptions{TLS: true}).Info()
	for name, listener := range map[string]struct {
		authority string
		client    *http.Client
	}{
		"TLS":   {info.TLSAuthority, trusting(t, info.CAFile)},
		"plain": {info.Authority, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}},
	} {
		t.Run(name, func(t *testing.T) {
			base := strings.TrimSuffix(listener.authority, "/"+TenantID)
			ctx := oidc.ClientContext(t.Context(), listener.client)
			provider, err := oidc.NewProvider(ctx, listener.authority+"/v2.0")
			if err != nil {
				t.Fatal(err)
			}
			org := base + "/org/contoso"
			config := oauth2.Config{
				ClientID: info.ClientID, Endpoint: provider.Endpoint(), RedirectURL: loopbackRedirect,
				Scopes: []string{"openid", "offline_access", org + "/user_impersonation"},
			}
			b := newBrowser(t, tenant.Control())
			b.client.Transport = listener.client.Transport
			verifier := oauth2.GenerateVerifier()
			back := b.signIn(config.AuthCodeURL("the state", oauth2.S256ChallengeOption(verifier)), pushUser)
			if back.Get("state") != "the state" {
				t.Fatalf("came back with %v", back)
			}
			token, err := config.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(verifier))
			if err != nil {
				t.Fatal(err)
			}
			raw, _ := token.Extra("id_token").(string)
			if _, err := provider.Verifier(&oidc.Config{ClientID: info.ClientID}).Verify(ctx, raw); err != nil {
				t.Errorf("id_token: %v", err)
			}
			var who struct {
				OrganizationID string `json:"OrganizationId"`
			}
			if status := getJSON(t, listener.client, org+"/api/data/v9.2/WhoAmI", token.AccessToken, &who); status != 200 || who.OrganizationID == "" {
				t.Errorf("WhoAmI: %d %+v", status, who)
			}
			next, err := config.TokenSource(ctx, &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
			if err != nil || next.AccessToken == "" {
				t.Errorf("refresh: %v", err)
			}
			checkDiscovery(t, listener.client, base, info.ClientID, next)
		})
	}
}

// checkDiscovery asks for the organizations with a token of the discovery address.
func checkDiscovery(t *testing.T, client *http.Client, base, id string, token *oauth2.Token) {
	t.Helper()
	status, body, err := postForm(t.Context(), client, base+"/"+TenantID+"/oauth2/v2.0/token", url.Values{
		"grant_type": {"refresh_token"}, "client_id": {id}, "refresh_token": {token.RefreshToken},
		"scope": {base + "/user_impersonation offline_access"},
	})
	if err != nil || status != http.StatusOK {
		t.Fatalf("token for discovery: %d %s %v", status, body, err)
	}
	var got tokens
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	var list struct {
		Value []struct {
			URL string `json:"Url"`
		}
	}
	getJSON(t, client, base+instancesPath, got.Access, &list)
	var urls []string
	for _, each := range list.Value {
		urls = append(urls, each.URL)
	}
	if len(urls) != 3 || !slices.Contains(urls, base+"/org/contoso") {
		t.Errorf("organizations %v", urls)
	}
}

func TestTheInfoOfTheListeners(t *testing.T) {
	dir := t.TempDir()
	tenant := join(t, dir)
	with := openListeners(t, tenant, ListenOptions{TLS: true}).Info()
	data, err := json.Marshal(with)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]string
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"authority", "tlsAuthority", "caFile", "tenantId", "clientId", "discoveryUrl", "controlUrl", "controlToken"} {
		if fields[name] == "" {
			t.Errorf("%s is empty", name)
		}
		delete(fields, name)
	}
	if len(fields) != 0 {
		t.Errorf("more than was asked for: %v", fields)
	}
	if !strings.HasPrefix(with.TLSAuthority, "https://localhost:") || !strings.HasPrefix(with.Authority, "http://localhost:") ||
		!strings.HasPrefix(with.DiscoveryURL, "https://localhost:") || with.CAFile != filepath.Join(dir, authorityFile) {
		t.Errorf("info %+v", with)
	}
	without := openListeners(t, tenant, ListenOptions{}).Info()
	if without.TLSAuthority != "" || without.CAFile != "" || !strings.HasPrefix(without.DiscoveryURL, "http://localhost:") {
		t.Errorf("info without TLS %+v", without)
	}
	if without.ControlToken == with.ControlToken {
		t.Error("two listeners have one token")
	}
}

func TestListenersAreOnLoopbackOnly(t *testing.T) {
	tenant := join(t, t.TempDir())
	for address, code := range map[string]string{
		"0.0.0.0:0":        "practice-listen-not-loopback",
		"[::]:0":           "practice-listen-not-loopback",
		"192.0.2.1:0":      "practice-listen-not-loopback",
		"example.com:80":   "practice-listen-not-loopback",
		"127.0.0.1.evil:0": "practice-listen-not-loopback",
		"127.0.0.1":        "practice-listen-address",
		"8080":             "practice-listen-address",
		"127.0.0.1:x":      "practice-listen-failed",
		"127.0.0.1:99999":  "practice-listen-failed",
	} {
		for name, o := range map[string]ListenOptions{"listen": {Listen: address}, "control": {Control: address}} {
			d, err := tenant.Listen(t.Context(), o)
			if err == nil {
				d.Close()
			}
			var p *problem.Problem
			if !errors.As(err, &p) || p.Code != code || p.Args["address"] != address {
				t.Errorf("%s %s: error %v, want %s", name, address, err, code)
			}
		}
	}
}

func TestAPortThatIsTakenIsSaid(t *testing.T) {
	l, err := net.Listen("tcp", anyPort)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, err = join(t, t.TempDir()).Listen(t.Context(), ListenOptions{Control: l.Addr().String()})
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != "practice-listen-failed" {
		t.Errorf("error %v, want practice-listen-failed", err)
	}
}

func TestListenersRefuseOtherHosts(t *testing.T) {
	info := openListeners(t, join(t, t.TempDir()), ListenOptions{}).Info()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, info.Authority+"/v2.0/.well-known/openid-configuration", nil)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{r.Host: http.StatusOK, "evil.example": http.StatusMisdirectedRequest} {
		r.Host = host
		response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("Host %s: %d, want %d", host, response.StatusCode, want)
		}
	}
}

// The control interface is on the control API only.
func TestTheOpenListenersDoNotControl(t *testing.T) {
	dir := t.TempDir()
	for name, tenant := range map[string]*Tenant{"leader's": join(t, dir), "member's": join(t, dir)} {
		t.Run(name, func(t *testing.T) { refusesControl(t, openListeners(t, tenant, ListenOptions{}).Info()) })
	}
}

func refusesControl(t *testing.T, info Info) {
	t.Helper()
	base := strings.TrimSuffix(info.Authority, "/"+TenantID)
	for _, path := range []string{controlBase + "/users", "/org/../control/users", "/org/contoso/control/users", helloPath} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+info.ControlToken)
		r.Header.Set(routeHeader, `{"channel":"control"}`)
		response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			t.Errorf("%s was answered", path)
		}
	}
}
