package discovery

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

const (
	whoami = `{"@odata.context":"x","BusinessUnitId":"BBBBBBBB-1111-1111-1111-111111111111","UserId":"22222222-2222-2222-2222-222222222222","OrganizationId":"33333333-3333-3333-3333-333333333333"}`
	org    = "https://contoso.crm4.dynamics.com"
)

// reply is a canned answer.
type reply struct {
	status int
	header http.Header
	body   string
	kind   string // content type, "application/json" when empty
}

// asking is a client of the commercial cloud whose network gives one reply, and the
// request that it got.
func asking(t *testing.T, r reply) (*Client, *http.Request) {
	t.Helper()
	c, _ := cloud.ByID(cloud.Public)
	got := new(http.Request)
	base := transport(func(req *http.Request) (*http.Response, error) {
		*got = *req
		h := r.header.Clone()
		if h == nil {
			h = http.Header{}
		}
		if h.Set("Content-Type", "application/json; odata.metadata=minimal"); r.kind != "" {
			h.Set("Content-Type", r.kind)
		}
		return &http.Response{StatusCode: r.status, Header: h, Body: io.NopCloser(strings.NewReader(r.body)), Request: req}, nil
	})
	start := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	calls := 0
	now := func() time.Time { calls++; return start.Add(time.Duration(calls-1) * 400 * time.Millisecond) }
	return &Client{HTTP: c.Client(base), Cloud: c, Now: now}, got
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestInstancesAsksDiscovery(t *testing.T) {
	c, got := asking(t, reply{status: 200, body: whole})
	list, err := c.Instances(t.Context(), secret.New("tok"))
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	if got.URL.String() != "https://globaldisco.crm.dynamics.com/api/discovery/v2.0/Instances" || got.Header.Get("Authorization") != "Bearer tok" {
		t.Errorf("asked %s with %v", got.URL, got.Header)
	}
}

func TestWhoAmIAsksTheOrganization(t *testing.T) {
	for address, host := range map[string]string{
		org:                                      "contoso.crm4.dynamics.com",
		"https://contoso.api.crm4.dynamics.com/": "contoso.api.crm4.dynamics.com",
	} {
		c, got := asking(t, reply{status: 200, body: whoami})
		who, err := c.WhoAmI(t.Context(), address, secret.New("tok"))
		want := WhoAmI{
			UserID: "22222222-2222-2222-2222-222222222222", BusinessUnitID: "bbbbbbbb-1111-1111-1111-111111111111",
			OrganizationID: "33333333-3333-3333-3333-333333333333", Elapsed: 400 * time.Millisecond,
		}
		if err != nil || who != want {
			t.Errorf("%+v, %v", who, err)
		}
		if got.URL.String() != "https://"+host+"/api/data/v9.2/WhoAmI" || got.Header.Get("OData-Version") != "4.0" ||
			got.Header.Get("OData-MaxVersion") != "4.0" || got.Header.Get("Accept") != "application/json" || got.Header.Get("Authorization") != "Bearer tok" {
			t.Errorf("asked %s with %v", got.URL, got.Header)
		}
	}
}

func TestTokenGoesToNoOtherHost(t *testing.T) {
	for _, address := range []string{
		"https://contoso.crm4.dynamics.com.evil.tld", "https://evil.example", "https://contoso.crm4.dynamics.com@evil.example",
		"https://contoso.crm.dynamics.cn", "https://contoso.crm4.practice.localhost", "https://globaldisco.crm.dynamics.com", "",
	} {
		c, got := asking(t, reply{status: 200, body: whoami})
		if _, err := c.WhoAmI(t.Context(), address, secret.New("tok")); problem.From(err).Kind != problem.Input {
			t.Errorf("%s: %v", address, err)
		}
		if got.URL != nil {
			t.Errorf("%s: the request left for %s", address, got.URL)
		}
	}
}

func TestRefusalsAreTyped(t *testing.T) {
	cases := []struct {
		reply reply
		kind  problem.Kind
		code  string // of Instances; WhoAmI's begins with whoami instead of discovery
	}{
		{reply{status: 401}, problem.Organization, "discovery-token-refused"},
		{reply{status: 403}, problem.Organization, "discovery-forbidden"},
		{reply{status: 404, kind: "text/html", body: "<h1>no</h1>"}, problem.Organization, "discovery-not-found"},
		{reply{status: 429}, problem.Organization, "too-many-requests"},
		{reply{status: 500}, problem.Organization, "server-error"},
		{reply{status: 503, kind: "text/html"}, problem.Organization, "server-error"},
		{reply{status: 407}, problem.Network, "proxy-407"},
		{reply{status: 400}, problem.Organization, "answer-unexpected-status"},
		{reply{status: 204}, problem.Organization, "answer-unexpected-status"},
		{reply{status: 302}, problem.Network, "redirect-refused"},
		{reply{status: 200, kind: "text/html", body: "<html>Sign in</html>"}, problem.Network, "login-page-instead"},
		{reply{status: 200, body: "<html>Sign in</html>"}, problem.Network, "answer-not-json"},
		{reply{status: 200, body: `{"value":[`}, problem.Network, "answer-broken-off"},
		{reply{status: 200, body: `{"a":1}`}, problem.Network, "answer-unexpected"},
	}
	for _, c := range cases {
		client, _ := asking(t, c.reply)
		_, err := client.Instances(t.Context(), secret.New("tok"))
		p := wantCode(t, err, c.kind, c.code)
		if p.Args["host"] != "globaldisco.crm.dynamics.com" {
			t.Errorf("%s: host %q", c.code, p.Args["host"])
		}
		client, _ = asking(t, c.reply)
		_, err = client.WhoAmI(t.Context(), org, secret.New("tok"))
		wantCode(t, err, c.kind, strings.Replace(c.code, "discovery-", "whoami-", 1))
	}
}

func TestRefusalKeepsWhatAnAdministratorNeeds(t *testing.T) {
	h := http.Header{}
	h.Set("x-ms-service-request-id", "44444444-4444-4444-4444-444444444444")
	h.Set("Retry-After", "17")
	h.Set("WWW-Authenticate", `Bearer authorization_uri="https://login.windows.net/x", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`)
	c, _ := asking(t, reply{status: 401, header: h, body: `{"error":{"code":"0x80040204","message":"Invalid user auth. access_token=abc"}}`})
	_, err := c.WhoAmI(t.Context(), org, secret.New("tok"))
	p := wantCode(t, err, problem.Organization, "whoami-token-refused")
	if p.CorrelationID != "44444444-4444-4444-4444-444444444444" || p.RetryAfter != 17 || p.Claims != `{"access_token":{}}` ||
		p.Args["odataCode"] != "0x80040204" || p.Args["status"] != "401" || p.Time == "" {
		t.Errorf("%+v", p)
	}
	if !strings.Contains(p.Detail, "Invalid user auth") || strings.Contains(p.Detail, "abc") {
		t.Errorf("detail %q", p.Detail)
	}
}

func TestADisabledOrganizationSaysSo(t *testing.T) {
	for _, code := range []string{"0x8004a104", "0x8004A104"} {
		c, _ := asking(t, reply{status: 403, body: `{"error":{"code":"` + code + `","message":"The Dynamics 365 organization you are attempting to access is currently disabled."}}`})
		_, err := c.WhoAmI(t.Context(), org, secret.New("tok"))
		p := wantCode(t, err, problem.Organization, "organization-disabled")
		if !strings.Contains(p.Detail, "currently disabled") || p.Args["host"] == "" {
			t.Errorf("%+v", p)
		}
	}
}

func TestAnApplicationThatIsNotAllowedSaysSo(t *testing.T) {
	c, _ := asking(t, reply{status: 403, body: `{"error":{"code":"0x80095ffc","message":"Access to Dataverse API is restricted for this application Id : '5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8'. Please contact your administrator for more information."}}`})
	_, err := c.WhoAmI(t.Context(), org, secret.New("tok"))
	p := wantCode(t, err, problem.Organization, "0x80095FFC")
	if !strings.Contains(p.Words().Admin, "client application access control") || !strings.Contains(p.Detail, "restricted for this application") {
		t.Errorf("%+v", p)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	for value, want := range map[string]int{
		"": 0, "0": 0, "30": 30, " 30 ": 30, "-5": 0, "soon": 0, "1.5": 0, "999999999999999999999999": longestWait, "86401": longestWait,
		"Sun, 01 Mar 2026 10:00:30 GMT": 30, "Sun, 01 Mar 2026 09:00:00 GMT": 0, "Sun, 01 Mar 2099 10:00:00 GMT": longestWait,
		"Sunday, 01-Mar-26 10:00:30 GMT": 30, "Sun, 99 Mar 2026 10:00:30 GMT": 0,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %d seconds, want %d", value, got, want)
		}
	}
}

func TestWhoAmIAnswersThatAreNone(t *testing.T) {
	for body, code := range map[string]string{
		`{"UserId":"x","OrganizationId":"33333333-3333-3333-3333-333333333333"}`:                                                  "answer-unexpected",
		`{"UserId":"22222222-2222-2222-2222-222222222222"}`:                                                                       "answer-unexpected",
		`{"UserId":"22222222-2222-2222-2222-222222222222","UserId":"22222222-2222-2222-2222-222222222222","OrganizationId":null}`: "answer-ambiguous",
		`[]`: "answer-unexpected",
		``:   "answer-broken-off",
	} {
		c, _ := asking(t, reply{status: 200, body: body})
		_, err := c.WhoAmI(t.Context(), org, secret.New("tok"))
		wantCode(t, err, problem.Network, code)
	}
}

func TestCancelledCallSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := asking(t, reply{})
	c.HTTP = c.Cloud.Client(transport(func(r *http.Request) (*http.Response, error) {
		cancel()
		return nil, r.Context().Err()
	}))
	_, err := c.Instances(ctx, secret.New("tok"))
	wantCode(t, err, problem.Cancelled, "operation-cancelled")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestCallCancelledHalfWaySaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := asking(t, reply{})
	c.HTTP = c.Cloud.Client(transport(func(r *http.Request) (*http.Response, error) {
		body := io.MultiReader(strings.NewReader(`{"value":[`), cancelling{cancel})
		return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(body), Request: r}, nil
	}))
	_, err := c.Instances(ctx, secret.New("tok"))
	wantCode(t, err, problem.Cancelled, "operation-cancelled")
}

// cancelling is a body during which the person presses Cancel.
type cancelling struct{ cancel func() }

func (c cancelling) Read([]byte) (int, error) { c.cancel(); return 0, errors.New("closed") }
