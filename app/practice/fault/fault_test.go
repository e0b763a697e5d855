package fault

import (
	"math"
	"net/http/httptest"
	"strings"
	"testing"
)

func bytesOf(n int) *int { return &n }

func TestImpossibleFaultsAreRefused(t *testing.T) {
	for field, f := range map[string]Fault{
		"endpoint":          {Endpoint: "toke", Status: 500},
		"status":            {Endpoint: Token, Status: 100},
		"code":              {Endpoint: Token, Code: "0x80072322"},
		"retryAfterSeconds": {Endpoint: Token, Status: 429, RetryAfterSeconds: -1},
		"delaySeconds":      {Endpoint: Token, DelaySeconds: 61},
		"truncateAt":        {Endpoint: Token, TruncateAt: bytesOf(-1)},
		"contentType":       {Endpoint: Token, ContentType: "text/plain\r\nX: y"},
		"drop":              {Endpoint: Token, Drop: true, Status: 500},
		"times":             {Endpoint: Token, Status: 500, Times: -1},
	} {
		if p := f.Check(); p == nil || p.Code != "practice-fault" || p.Field != field {
			t.Errorf("%s: %v", field, p)
		}
	}
	if p := (Fault{Endpoint: Token, Times: 1}).Check(); p == nil {
		t.Error("a fault that does nothing was taken")
	}
	if p := (Fault{Endpoint: Token, DelaySeconds: math.NaN()}).Check(); p == nil {
		t.Error("no number is no delay")
	}
	for _, f := range []Fault{{Endpoint: Organization, Code: "0x80072327"}, {Endpoint: Organization, Code: "0x80072322", Status: 503}, {Endpoint: Organization, Code: "0x80072322", HTML: true}} {
		if p := f.Check(); p == nil || p.Field != "code" {
			t.Errorf("%+v: %v", f, p)
		}
	}
	for _, f := range []Fault{{Endpoint: Organization, Code: "0x80095ffc", Status: 403}, {Endpoint: Token, Status: 429, RetryAfterSeconds: 7}, {Endpoint: Realm, TruncateAt: bytesOf(0)}, {Endpoint: Discovery, Drop: true, DelaySeconds: 60}} {
		if p := f.Check(); p != nil {
			t.Errorf("%+v: %v", f, p)
		}
	}
}

func TestFaultsHappenInOrderAndAsOftenAsAsked(t *testing.T) {
	list := []Fault{{Endpoint: Token, Status: 500, Times: 2}, {Endpoint: Realm, Drop: true}, {Endpoint: Token, Status: 503, Times: 1}}
	var seen []int
	for range 5 {
		f, next, ok := Next(list, Token)
		if !ok {
			seen = append(seen, 0)
			continue
		}
		if next[0] == list[0] && next[2] == list[2] {
			t.Fatal("it isn't counted")
		}
		seen, list = append(seen, f.Status), next
	}
	for i, want := range []int{500, 500, 503, 0, 0} {
		if seen[i] != want {
			t.Fatalf("%v", seen)
		}
	}
	for range 3 {
		var ok bool
		if _, list, ok = Next(list, Realm); !ok {
			t.Fatal("a fault without a number ends")
		}
	}
}

func TestEndpointsOfRequests(t *testing.T) {
	for request, want := range map[string]string{
		"POST /t/oauth2/v2.0/token": Token, "POST /t/oauth2/token": Token, "OPTIONS /t/oauth2/v2.0/token": "",
		"GET /t/oauth2/v2.0/authorize": Authorize, "GET /t/oauth2/authorize": Authorize, "POST /t/oauth2/v2.0/devicecode": DeviceCode,
		"GET /t/v2.0/.well-known/openid-configuration": Metadata, "GET /t/discovery/v2.0/keys": Metadata, "GET /common/discovery/instance": Metadata,
		"GET /api/discovery/v2.0/Instances": Discovery, "GET /t/UserRealm/a@b": Realm,
		"POST /t/signin/x": Submit, "GET /t/signin/x": Page, "GET /t/signin/x/ways": Page, "GET /t/signin/x/poll": Poll, "GET /devicelogin": Page, "POST /devicelogin": Submit, "GET /practice/page.css": "", "GET /t/oauth2/v2.0/logout": "",
	} {
		method, path, _ := strings.Cut(request, " ")
		if got := EndpointOf(method, path); got != want {
			t.Errorf("%s: %q, want %q", request, got, want)
		}
	}
}

func TestAnswersHaveTheEndpointsShape(t *testing.T) {
	for name, c := range map[string]struct {
		f                 Fault
		status            int
		contentType, text string
	}{
		"discovery": {Fault{Endpoint: Discovery, Status: 503}, 503, "application/json; charset=utf-8", `"code":"0x80040216"`},
		"page":      {Fault{Endpoint: Token, HTML: true}, 200, "text/html; charset=utf-8", "PRACTICE"},
		"renamed":   {Fault{Endpoint: Discovery, Status: 400, ContentType: "text/plain", RetryAfterSeconds: 3}, 400, "text/plain", "0x80040216"},
	} {
		if c.f.LeavesWords() {
			t.Errorf("%s: the authority would answer", name)
		}
		w := httptest.NewRecorder()
		c.f.Answer(w)
		c.f.Mark(w.Header())
		if w.Code != c.status || w.Header().Get("Content-Type") != c.contentType || !strings.Contains(w.Body.String(), c.text) {
			t.Errorf("%s: %d %v %s", name, w.Code, w.Header(), w.Body)
		}
		if c.f.RetryAfterSeconds == 3 && w.Header().Get("Retry-After") != "3" {
			t.Errorf("%s: no Retry-After", name)
		}
	}
}
