package app

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
)

// pupil stands in for the practice tenant's methods.
type pupil struct{}

func (*pupil) Users() (string, error) { return "anna", nil }

func newSecondScreen(t *testing.T) *secondScreen {
	t.Helper()
	s := &secondScreen{
		site: fstest.MapFS{"index.html": {Data: []byte("<html><head></head><body></body></html>")}},
		log:  slog.New(slog.DiscardHandler), bound: []any{&pupil{}},
	}
	t.Cleanup(s.close)
	return s
}

func post(t *testing.T, address, bearer, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+bearer)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

func TestTheSecondScreenCanOnlyPractise(t *testing.T) {
	s := newSecondScreen(t)
	address, err := s.phonePage()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "127.0.0.1" {
		t.Fatalf("%s, %v", address, err)
	}
	given, err := url.ParseQuery(u.Fragment)
	if err != nil || given.Get("page") != "phone" {
		t.Fatalf("%s, %v", address, err)
	}
	base := "http://" + u.Host
	if code, _ := post(t, base+"/api/call/pupil.Users", "guess", "[]"); code != http.StatusUnauthorized {
		t.Errorf("without a bearer: %d", code)
	}
	_, said := post(t, base+"/api/ticket", "", `{"ticket":"`+given.Get("ticket")+`"}`)
	var got struct{ Bearer string }
	if err := json.Unmarshal([]byte(said), &got); err != nil || got.Bearer == "" {
		t.Fatalf("%s, %v", said, err)
	}
	if _, said := post(t, base+"/api/call/pupil.Users", got.Bearer, "[]"); !strings.Contains(said, "anna") {
		t.Errorf("%s", said)
	}
	if code, _ := post(t, base+"/api/call/Profiles.List", got.Bearer, "[]"); code != http.StatusNotFound {
		t.Errorf("something else than practice is bound: %d", code)
	}
}

func TestTheSecondScreenEndsWithTheWindow(t *testing.T) {
	s := newSecondScreen(t)
	s.emit("changed", nil) // nobody is there: nothing happens
	first, err := s.phonePage()
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.phonePage()
	if err != nil {
		t.Fatal(err)
	}
	one, _, _ := strings.Cut(first, "#")
	two, _, _ := strings.Cut(second, "#")
	if one != two || first == second {
		t.Errorf("two servers, or one ticket twice: %s, %s", first, second)
	}
	s.close()
	if answer, err := http.Get(one); err == nil {
		answer.Body.Close()
		t.Error("it still answers")
	}
	if _, err := s.phonePage(); err == nil {
		t.Error("it begins again after the window was closed")
	}
}
