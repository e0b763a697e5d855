package signin

import (
	"net/http"
	"strings"
	"testing"
)

func TestOtherRequestsWhileASignInWaits(t *testing.T) {
	s := newHarness(t)
	a := s.start(t, s.target(t, "http://localhost"))
	address := a.(*listening).listener.RedirectURI()
	client := &http.Client{}
	post := func(body, host string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if host != "" {
			r.Host = host
		}
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
	}
	response, err := client.Get(address + "/favicon.ico")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	post("code=x&state=wrong", "")
	post("code=x&state="+inner(a).state.Reveal(), "evil.example")
	post("error=access_denied", "")
	if a.RejectedRequests() != 4 {
		t.Errorf("%d requests were rejected", a.RejectedRequests())
	}
	if _, err := s.finish(t, a, "password"); err != nil {
		t.Errorf("the sign-in did not complete: %v", err)
	}
}
