package practice

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/practice/fault"
	"latchkey/app/problem"
)

func bytesOf(n int) *int { return &n }

func inject(t *testing.T, tenant *Tenant, list ...Fault) {
	t.Helper()
	if err := tenant.Control().SetFaults(t.Context(), list...); err != nil {
		t.Fatal(err)
	}
}

// asked is what a client gets from an address: the status, the header, the body, and
// what went wrong on the way.
type asked struct {
	status int
	header http.Header
	body   string
	err    error
}

func ask(t *testing.T, client *http.Client, method, address string) asked {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(r)
	if err != nil {
		return asked{err: err}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return asked{response.StatusCode, response.Header, string(body), err}
}

// places are one address for each endpoint, below the authority, the discovery service
// and an organization.
func places(authority, discovery, organization string) map[string][2]string {
	return map[string][2]string{
		fault.Token:        {"POST", authority + "/oauth2/v2.0/token"},
		fault.DeviceCode:   {"POST", authority + "/oauth2/v2.0/devicecode"},
		fault.Authorize:    {"GET", authority + "/oauth2/v2.0/authorize"},
		fault.Metadata:     {"GET", authority + "/v2.0/.well-known/openid-configuration"},
		fault.Realm:        {"GET", strings.TrimSuffix(authority, TenantID) + "common/UserRealm/push@contoso.example?api-version=1.0"},
		fault.Discovery:    {"GET", discovery},
		fault.Page:         {"GET", authority + "/signin/nobodys"},
		fault.Submit:       {"POST", authority + "/signin/nobodys"},
		fault.Poll:         {"GET", authority + "/signin/nobodys/poll"},
		fault.Organization: {"GET", organization + "/api/data/v9.2/WhoAmI"},
	}
}

// A limit of Dataverse has its code, its status and a Retry-After ("Service protection API limits"),
// as often as it was asked for.
func TestAnOrganizationsLimitIsAskedForByItsCode(t *testing.T) {
	for name, way := range listenersToTest(t) {
		at := way.places[fault.Organization]
		inject(t, way.tenant, Fault{Endpoint: fault.Organization, Code: "0x80072326", Times: 1}, Fault{Endpoint: fault.Organization, Code: "0x80072321", RetryAfterSeconds: 60, Times: 1})
		for _, want := range [][2]string{{"5", "0x80072326"}, {"60", "0x80072321"}} {
			if a := ask(t, way.client, at[0], at[1]); a.status != 429 || a.header.Get("Retry-After") != want[0] || !strings.Contains(a.body, want[1]) {
				t.Errorf("%s: %+v", name, a)
			}
		}
		if a := ask(t, way.client, at[0], at[1]); a.status != 401 {
			t.Errorf("%s, afterwards: %+v", name, a)
		}
	}
}

// listenersToTest are the ways to the tenant: in process, through another process's leader, by
// the plain listener, and by the TLS listener.
func listenersToTest(t *testing.T) map[string]struct {
	tenant *Tenant
	client *http.Client
	places map[string][2]string
} {
	t.Helper()
	dir := t.TempDir()
	leader, member := join(t, dir), join(t, dir)
	d := openListeners(t, member, ListenOptions{TLS: true}).Info()
	inProcess := places(practiceAuthority, "https://globaldisco.practice.localhost"+instancesPath, contosoURL)
	plain := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	overTLS := trusting(t, d.CAFile)
	base := strings.TrimSuffix(d.Authority, "/"+TenantID)
	secure := strings.TrimSuffix(d.TLSAuthority, "/"+TenantID)
	type way = struct {
		tenant *Tenant
		client *http.Client
		places map[string][2]string
	}
	return map[string]way{
		"leader": {leader, &http.Client{Transport: leader.Transport()}, inProcess},
		"member": {leader, &http.Client{Transport: member.Transport()}, inProcess},
		"plain":  {leader, plain, places(d.Authority, base+instancesPath, base+"/org/contoso")},
		"tls":    {leader, overTLS, places(d.TLSAuthority, secure+instancesPath, secure+"/org/contoso")},
	}
}

func TestEveryFaultAtEveryEndpointThroughEveryListener(t *testing.T) {
	for name, way := range listenersToTest(t) {
		for endpoint, at := range way.places {
			t.Run(name+"/"+endpoint, func(t *testing.T) {
				get := func() asked { return ask(t, way.client, at[0], at[1]) }
				inject(t, way.tenant)
				well := get()
				if well.err != nil || well.status == 0 {
					t.Fatalf("without faults: %v", well.err)
				}
				inject(t, way.tenant, Fault{Endpoint: endpoint, Status: 503, RetryAfterSeconds: 7, Times: 1})
				if a := get(); a.status != 503 || a.header.Get("Retry-After") != "7" || !strings.Contains(a.body, "injected") {
					t.Errorf("status: %+v", a)
				}
				if a := get(); a.status != well.status {
					t.Errorf("it happens again: %+v", a)
				}
				inject(t, way.tenant, Fault{Endpoint: endpoint, HTML: true})
				if a := get(); a.status != 200 || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.Contains(a.body, "PRACTICE") {
					t.Errorf("html: %+v", a)
				}
				inject(t, way.tenant, Fault{Endpoint: endpoint, ContentType: "application/x-other"})
				if a := get(); a.status != well.status || a.header.Get("Content-Type") != "application/x-other" {
					t.Errorf("type: %+v", a)
				}
				inject(t, way.tenant, Fault{Endpoint: endpoint, TruncateAt: bytesOf(5)})
				if a := get(); a.err == nil || a.status != well.status || len(a.body) != 5 {
					t.Errorf("truncated: %d bytes, %v", len(a.body), a.err)
				}
				inject(t, way.tenant, Fault{Endpoint: endpoint, TruncateAt: bytesOf(1 << 20)})
				if a := get(); a.err != nil || a.status != well.status {
					t.Errorf("longer than the body: %+v", a)
				}
				inject(t, way.tenant, Fault{Endpoint: endpoint, Drop: true})
				if a := get(); a.err == nil {
					t.Errorf("dropped: %+v", a)
				}
				inject(t, way.tenant, Fault{Endpoint: endpoint, DelaySeconds: 60})
				hasty := *way.client
				hasty.Timeout = 50 * time.Millisecond
				if a := ask(t, &hasty, at[0], at[1]); a.err == nil {
					t.Errorf("60 s late, and in time: %+v", a)
				}
			})
		}
	}
}

// A minute late is still an answer, in no time of ours.
func TestADelayedAnswerComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tenant, err := Join(t.Context(), Options{Dir: t.TempDir(), NoListeners: true})
		if err != nil {
			t.Fatal(err)
		}
		inject(t, tenant, Fault{Endpoint: fault.Token, DelaySeconds: 60, Times: 1})
		start := time.Now()
		tokenRequest(t, tenant, url.Values{"grant_type": {"none"}})
		if took := time.Since(start); took != time.Minute {
			t.Errorf("it took %v", took)
		}
		inject(t, tenant, Fault{Endpoint: fault.Token, DelaySeconds: 60})
		waited := make(chan error)
		go func() {
			_, _, err := postForm(t.Context(), &http.Client{Transport: tenant.Transport()}, practiceAuthority+"/oauth2/v2.0/token", nil)
			waited <- err
		}()
		synctest.Wait()
		if err := tenant.Close(); err != nil {
			t.Error(err)
		}
		if err := <-waited; err == nil || !strings.Contains(err.Error(), "practice-closed") {
			t.Errorf("closing: %v", err)
		}
	})
}

// Microsoft's client gives up where it should, and its refresh token is good afterwards.
func TestMSALMeetsFaults(t *testing.T) {
	tenant := join(t, t.TempDir())
	client := msal(t, tenant)
	result, _ := signInWithMSAL(t, tenant, client, codeUser)
	refresh := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		_, err := client.AcquireTokenSilent(ctx, []string{"https://contososandbox.crm4.practice.localhost/user_impersonation"},
			public.WithSilentAccount(result.Account))
		return err
	}
	for name, f := range map[string]Fault{
		"429":       {Endpoint: fault.Token, Status: 429, RetryAfterSeconds: 1},
		"500":       {Endpoint: fault.Token, Status: 500},
		"html":      {Endpoint: fault.Token, HTML: true},
		"truncated": {Endpoint: fault.Token, TruncateAt: bytesOf(20), Status: 200},
		"dropped":   {Endpoint: fault.Token, Drop: true},
	} {
		inject(t, tenant, f)
		if err := refresh(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	inject(t, tenant, Fault{Endpoint: fault.Token, ContentType: "text/plain"}, Fault{Endpoint: fault.Discovery, Drop: true})
	if err := refresh(); err != nil {
		t.Errorf("another type, or another endpoint's fault: %v", err)
	}
	list, err := tenant.Control().Faults(t.Context())
	if err != nil || len(list) != 2 || list[0].Happened != 1 || list[1].Happened != 0 {
		t.Errorf("%+v %v", list, err)
	}
}

// What happens, and how often, outlives the leader and not a reset.
func TestFaultsOutliveTheLeader(t *testing.T) {
	dir := t.TempDir()
	first := startProcess(t, dir)
	tenant := join(t, dir)
	inject(t, tenant, Fault{Endpoint: fault.Token, Status: 500, Times: 2})
	client := &http.Client{Transport: tenant.Transport()}
	post := func() int { return ask(t, client, "POST", practiceAuthority+"/oauth2/v2.0/token").status }
	if post() != 500 {
		t.Error("it doesn't happen")
	}
	first.kill()
	if a, b := post(), post(); a != 500 || b != 400 {
		t.Errorf("under the next leader: %d, %d", a, b)
	}
	inject(t, tenant, Fault{Endpoint: fault.Token, Status: 500})
	if err := tenant.Control().Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list, err := tenant.Control().Faults(t.Context()); err != nil || len(list) != 0 || post() != 400 {
		t.Errorf("after a reset: %+v %v", list, err)
	}
}

func TestImpossibleFaultsAreRefused(t *testing.T) {
	c := join(t, t.TempDir()).Control()
	err := c.SetFaults(t.Context(), Fault{Endpoint: fault.Token, Status: 500}, Fault{Endpoint: "here", Status: 500})
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != "practice-fault" || p.Field != "[1].endpoint" {
		t.Errorf("%v", err)
	}
	if err := c.SetFaults(t.Context(), make([]Fault, fault.Most+1)...); err == nil {
		t.Error("too many were taken")
	}
	if list, err := c.Faults(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
}
