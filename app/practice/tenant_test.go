package practice

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/app/practice/entra/directory"
)

const (
	practiceAuthority = "https://" + directory.AuthorityHost + "/" + TenantID
	contosoURL        = "https://contoso.crm4.practice.localhost"
	pushUser          = "push@" + Domain
	codeUser          = "totp@" + Domain
)

// endpoints are what a client reads from the metadata.
type endpoints struct {
	Authorization string `json:"authorization_endpoint"`
	Token         string `json:"token_endpoint"`
	Issuer        string `json:"issuer"`
}

func getJSON(t *testing.T, client *http.Client, address, token string, into any) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, into); err != nil {
		t.Fatalf("%s: %v in %s", address, err, body)
	}
	return response.StatusCode
}

func metadataOf(t *testing.T, tenant *Tenant) endpoints {
	t.Helper()
	var e endpoints
	getJSON(t, &http.Client{Transport: tenant.Transport()}, practiceAuthority+"/v2.0/.well-known/openid-configuration", "", &e)
	return e
}

// tokens is a token answer.
type tokens struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	Error   string `json:"error"`
}

func tokenRequest(t *testing.T, tenant *Tenant, form url.Values) tokens {
	t.Helper()
	_, body, err := postForm(t.Context(), &http.Client{Transport: tenant.Transport()}, practiceAuthority+"/oauth2/v2.0/token", form)
	if err != nil {
		t.Fatal(err)
	}
	var got tokens
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return got
}

// signIn is the whole of a sign-in through one member's front channel.
func signIn(t *testing.T, tenant *Tenant, b *browser, user string) tokens {
	t.Helper()
	a := newAuthorization(directory.DocumentsCorePackID, contosoURL+"/user_impersonation openid offline_access")
	back := b.signIn(metadataOf(t, tenant).Authorization+"?"+a.query.Encode(), user)
	if back.Get("state") != a.state || back.Get("code") == "" {
		t.Fatalf("came back with %v", back)
	}
	got := tokenRequest(t, tenant, a.redemption(back.Get("code")))
	if got.Access == "" || got.Refresh == "" {
		t.Fatalf("no tokens: %s", got.Error)
	}
	return got
}

// whoAmI asks the organization who the token's user is.
func whoAmI(t *testing.T, tenant *Tenant, token string) (status int, organization string) {
	t.Helper()
	var answer struct {
		OrganizationID string `json:"OrganizationId"`
	}
	status = getJSON(t, &http.Client{Transport: tenant.Transport()}, contosoURL+"/api/data/v9.2/WhoAmI", token, &answer)
	return status, answer.OrganizationID
}

func TestTheSecondMemberSignsInThroughTheFirst(t *testing.T) {
	dir := t.TempDir()
	first := join(t, dir)
	second := join(t, dir)
	if !first.Leader() || second.Leader() {
		t.Fatalf("leaders: first %v, second %v", first.Leader(), second.Leader())
	}
	// The person's phone is looked after by the first process, as in the window
	// when the terminal signs in.
	got := signIn(t, second, newBrowser(t, first.Control()), pushUser)
	if status, organization := whoAmI(t, second, got.Access); status != http.StatusOK || organization == "" {
		t.Errorf("WhoAmI %d %q", status, organization)
	}
	if status, _ := whoAmI(t, first, got.Access); status != http.StatusOK {
		t.Errorf("WhoAmI through the other member: %d", status)
	}
	state, err := first.Control().State(t.Context())
	if err != nil || state.Sessions != 1 || state.Prompts != 0 {
		t.Errorf("%d sessions, %d prompts (%v); want 1 and 0", state.Sessions, state.Prompts, err)
	}
}

func TestEachMemberHasAFrontChannelOfItsOwn(t *testing.T) {
	dir := t.TempDir()
	first, second := join(t, dir), join(t, dir)
	a, b := metadataOf(t, first), metadataOf(t, second)
	if a.Authorization == b.Authorization {
		t.Errorf("both name %s", a.Authorization)
	}
	if a.Issuer != b.Issuer || a.Token != b.Token {
		t.Errorf("issuer or token endpoint differ: %+v, %+v", a, b)
	}
	for _, address := range []string{a.Authorization, b.Authorization} {
		if !strings.HasPrefix(address, "http://127.0.0.1:") {
			t.Errorf("front channel %s", address)
		}
	}
}

func TestTheFrontChannelServesPagesOnly(t *testing.T) {
	tenant := join(t, t.TempDir())
	front := strings.TrimSuffix(metadataOf(t, tenant).Authorization, "/"+TenantID+"/oauth2/v2.0/authorize")
	b := newBrowser(t, tenant.Control())
	for _, path := range []string{
		"/" + TenantID + "/oauth2/v2.0/token",
		"/" + TenantID + "/oauth2/token",
		"/" + TenantID + "/v2.0/.well-known/openid-configuration",
		"/" + TenantID + "/discovery/v2.0/keys",
		"/api/discovery/v2.0/Instances",
		"/org/contoso/api/data/v9.2/WhoAmI",
		"/api/data/v9.2/WhoAmI",
		"/control/state",
		"/control/users",
		"/hello",
		"/",
	} {
		if p := b.get(front + path); p.status != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, p.status)
		}
	}
	// A page that is an error is a page still.
	if p := b.get(front + "/" + TenantID + "/oauth2/v2.0/authorize?client_id=nonsense"); !strings.Contains(p.text, "AADSTS") {
		t.Errorf("authorize: %d %s", p.status, p.text)
	}
}

func TestTheFrontChannelRefusesOtherHosts(t *testing.T) {
	tenant := join(t, t.TempDir())
	authorize, err := url.Parse(metadataOf(t, tenant).Authorization)
	if err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t, tenant.Control())
	for host, want := range map[string]int{
		"127.0.0.1:" + authorize.Port():             http.StatusOK,
		"localhost:" + authorize.Port():             http.StatusOK,
		"127.0.0.1":                                 http.StatusMisdirectedRequest,
		"127.0.0.1:1":                               http.StatusMisdirectedRequest,
		"evil.example:" + authorize.Port():          http.StatusMisdirectedRequest,
		"localhost.evil.example":                    http.StatusMisdirectedRequest,
		directory.AuthorityHost:                     http.StatusMisdirectedRequest,
		"127.0.0.1.nip.example:" + authorize.Port(): http.StatusMisdirectedRequest,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, authorize.String()+"?"+
			newAuthorization(directory.DocumentsCorePackID, "openid").query.Encode(), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		response, err := b.client.Transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if (response.StatusCode == http.StatusMisdirectedRequest) != (want == http.StatusMisdirectedRequest) {
			t.Errorf("Host %s: status %d", host, response.StatusCode)
		}
	}
}

func TestWithoutListenersNothingListens(t *testing.T) {
	tenant := joinWith(t, Options{Dir: t.TempDir(), NoListeners: true})
	if e := metadataOf(t, tenant); !strings.HasPrefix(e.Authorization, "https://"+directory.AuthorityHost+"/") {
		t.Errorf("authorization endpoint %s", e.Authorization)
	}
	if tenant.front != nil || tenant.role.leader.server != nil {
		t.Error("something listens")
	}
	b := newBrowser(t, tenant.Control())
	b.client.Transport = tenant.Transport()
	signIn(t, tenant, b, codeUser)
}

func TestAClosedTenantAnswersNothing(t *testing.T) {
	tenant := join(t, t.TempDir())
	if err := tenant.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := tenant.Control().State(t.Context()); err == nil || !strings.Contains(err.Error(), "practice-closed") {
		t.Errorf("error %v, want practice-closed", err)
	}
	if err := tenant.Close(); err != nil {
		t.Errorf("closed again: %v", err)
	}
}

// A window that waits for changes must not hold up the closing.
func TestClosingEndsLongPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tenant, err := Join(t.Context(), Options{Dir: t.TempDir(), NoListeners: true})
		if err != nil {
			t.Fatal(err)
		}
		state, err := tenant.Control().State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		waited := make(chan error)
		go func() {
			_, err := tenant.Control().Wait(t.Context(), state.Rev)
			waited <- err
		}()
		synctest.Wait()
		start := time.Now()
		closed := make(chan error)
		go func() { closed <- tenant.Close() }()
		if err := <-waited; err == nil || !strings.Contains(err.Error(), "practice-closed") {
			t.Errorf("the wait ended with %v, want practice-closed", err)
		}
		if err := <-closed; err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("closing took %v", took)
		}
	})
}
