package practice

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// freePort is a port that nothing listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// resolving is a client whose resolver knows that *.localhost is this machine, as that of
// Chromium does.
func resolving(t *testing.T, file string) *http.Client {
	t.Helper()
	client := trusting(t, file)
	client.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		_, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		return new(net.Dialer).DialContext(ctx, network, "127.0.0.1:"+port)
	}
	return client
}

// applicationAt is a client with an application's token for an organization.
func applicationAt(t *testing.T, tenant *Tenant, info Info, client *http.Client, organization string) *http.Client {
	t.Helper()
	apps, err := tenant.Control().Apps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var secret string
	for _, a := range apps {
		if a.ApplicationID == IntegrationCloudID {
			secret = a.Secrets[0].Value
		}
	}
	config := clientcredentials.Config{ClientID: IntegrationCloudID, ClientSecret: secret, TokenURL: info.TLSAuthority + "/oauth2/v2.0/token", Scopes: []string{organization + "/.default"}}
	return config.Client(context.WithValue(t.Context(), oauth2.HTTPClient, client))
}

func TestOrganizationsHaveHostsOfTheirOwn(t *testing.T) {
	tenant := join(t, t.TempDir())
	port := freePort(t)
	info := openListeners(t, tenant, ListenOptions{TLSListen: "localhost:" + port, OrganizationHosts: true}).Info()
	if info.TLSAuthority != "https://localhost:"+port+"/"+TenantID {
		t.Fatalf("%+v", info)
	}
	client := resolving(t, info.CAFile)
	byHost, byPath := "https://contoso.localhost:"+port, "https://localhost:"+port+"/org/contoso"
	for _, organization := range []string{byHost, byPath} {
		authorized := applicationAt(t, tenant, info, client, organization)
		for _, asked := range []string{byHost, byPath} {
			response, err := authorized.Get(asked + "/api/data/v9.2/WhoAmI")
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			if ok := response.StatusCode == http.StatusOK; ok != (asked == organization) {
				t.Errorf("a token for %s at %s: %d", organization, asked, response.StatusCode)
			}
		}
	}
	for _, host := range []string{"nobody.localhost:" + port, "login.example:" + port, "a.b.localhost:" + port} {
		response, err := client.Do(&http.Request{Method: http.MethodGet, URL: &url.URL{Scheme: "https", Host: "localhost:" + port, Path: "/api/data/v9.2/WhoAmI"}, Host: host})
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		want := http.StatusMisdirectedRequest
		if host == "nobody.localhost:"+port {
			want = http.StatusNotFound
		}
		if response.StatusCode != want {
			t.Errorf("%s: %d, want %d", host, response.StatusCode, want)
		}
	}
}

// Discovery gives the addresses that the listener was opened for.
func TestDiscoveryGivesTheAddressesThatWereAskedFor(t *testing.T) {
	tenant := join(t, t.TempDir())
	for hosts, want := range map[bool]string{false: "/org/contoso", true: "https://contoso.localhost:"} {
		info := openListeners(t, tenant, ListenOptions{TLS: true, OrganizationHosts: hosts}).Info()
		client := resolving(t, info.CAFile)
		base := strings.TrimSuffix(info.TLSAuthority, "/"+TenantID)
		token := signInAt(t, tenant, client, info, base+"/user_impersonation")
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, info.DiscoveryURL+"?$select=Url&$top=1", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		var list struct {
			Value []struct {
				URL string `json:"Url"`
			} `json:"value"`
		}
		err = json.NewDecoder(response.Body).Decode(&list)
		_ = response.Body.Close()
		if err != nil || len(list.Value) != 1 || !strings.Contains(list.Value[0].URL, want) {
			t.Errorf("%t: %+v %v, want %s", hosts, list, err, want)
		}
	}
}

// signInAt signs password@ in without a browser.
func signInAt(t *testing.T, tenant *Tenant, client *http.Client, info Info, scope string) string {
	t.Helper()
	users, err := tenant.Control().Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		if u.UserPrincipalName != "password@"+Domain {
			continue
		}
		config := oauth2.Config{ClientID: info.ClientID, Endpoint: oauth2.Endpoint{TokenURL: info.TLSAuthority + "/oauth2/v2.0/token"}, Scopes: []string{scope}}
		token, err := config.PasswordCredentialsToken(context.WithValue(t.Context(), oauth2.HTTPClient, client), u.UserPrincipalName, u.Password)
		if err != nil {
			t.Fatal(err)
		}
		return token.AccessToken
	}
	t.Fatal("no password@")
	return ""
}

// Clients leave out a scheme's own port, and so does every address that is given.
func TestTheOrdinaryPortIsLeftOut(t *testing.T) {
	for _, row := range []struct{ scheme, port, want string }{
		{"https", "443", "https://localhost"}, {"http", "80", "http://localhost"}, {"https", "80", "https://localhost:80"}, {"https", "8443", "https://localhost:8443"},
	} {
		if got := addressIn(row.scheme, row.port)("localhost"); got != row.want {
			t.Errorf("%v: %s", row, got)
		}
	}
	served := func(port, host string) bool {
		reached := false
		named(port, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true })).ServeHTTP(newReply(), &http.Request{Host: host})
		return reached
	}
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "localhost:443": true, "evil.example": false, "localhost:8443": false} {
		if served("443", host) != want {
			t.Errorf("%s at 443", host)
		}
	}
	if served("8443", "localhost") {
		t.Error("a host without a port at 8443")
	}
}

// Batches and SOAP at both addresses of an organization, as a program sends them.
func TestOrganizationsTakeBatchesAndSOAPAtBothAddresses(t *testing.T) {
	tenant := join(t, t.TempDir())
	port := freePort(t)
	info := openListeners(t, tenant, ListenOptions{TLSListen: "localhost:" + port, OrganizationHosts: true}).Info()
	client := resolving(t, info.CAFile)
	const soap = "/XRMServices/2011/Organization.svc/web?SDKClientVersion=9.2.4.0"
	const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Execute xmlns="http://schemas.microsoft.com/xrm/2011/Contracts/Services">` +
		`<request xmlns:a="http://schemas.microsoft.com/xrm/2011/Contracts"><a:RequestName>RetrieveVersion</a:RequestName></request></Execute></s:Body></s:Envelope>`
	for _, organization := range []string{"https://contoso.localhost:" + port, "https://localhost:" + port + "/org/contoso"} {
		probe := ask(t, client, "GET", organization+soap)
		if challenge := "Bearer authorization_uri=" + info.TLSAuthority + "/oauth2/authorize, resource_id=" + organization + "/"; probe.status != http.StatusUnauthorized || probe.header.Get("WWW-Authenticate") != challenge {
			t.Errorf("%s: %+v", organization, probe)
		}
		authorized := applicationAt(t, tenant, info, client, organization)
		u, err := url.Parse(organization)
		if err != nil {
			t.Fatal(err)
		}
		batch := ""
		for _, address := range []string{organization + "/api/data/v9.2/", u.Path + "/api/data/v9.2/", "/api/data/v9.2/"} {
			batch += "--b\r\nContent-Type: application/http\r\n\r\nGET " + address + "RetrieveVersion() HTTP/1.1\r\n\r\n"
		}
		for _, c := range []struct {
			address, kind, action, body string
			versions                    int
		}{
			{organization + "/api/data/v9.2/$batch", "multipart/mixed; boundary=b", "", batch + "--b--", 3},
			{organization + soap, "text/xml; charset=utf-8", "http://schemas.microsoft.com/xrm/2011/Contracts/Services/IOrganizationService/Execute", envelope, 1},
		} {
			r, err := http.NewRequestWithContext(t.Context(), "POST", c.address, strings.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", c.kind)
			r.Header.Set("SOAPAction", c.action)
			response, err := authorized.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if err != nil || response.StatusCode != http.StatusOK || strings.Count(string(body), "9.2.25103.00180") != c.versions {
				t.Errorf("%s: %d %v %s", c.address, response.StatusCode, err, body)
			}
		}
	}
}
