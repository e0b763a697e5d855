package browser

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
)

// exchangeTicket sends a ticket and returns the bearer, or the code of the refusal.
func exchangeTicket(t testing.TB, s *Server, value string) (bearer, code string) {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"ticket": value})
	w := ask(s, "POST", "/api/ticket", string(body), nil)
	var answer struct {
		Bearer string
		Error  *problem.Problem
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatalf("status %d, body %q: %v", w.Code, w.Body, err)
	}
	if answer.Error != nil {
		if w.Code != http.StatusForbidden || answer.Bearer != "" {
			t.Fatalf("refusal with status %d, bearer %q", w.Code, answer.Bearer)
		}
		return "", answer.Error.Code
	}
	return answer.Bearer, ""
}

// signIn returns the bearer of a new session.
func signIn(t testing.TB, s *Server) string {
	t.Helper()
	bearer, code := exchangeTicket(t, s, ticketOf(t, s.URL()))
	if code != "" {
		t.Fatalf("ticket refused: %s", code)
	}
	return bearer
}

// greetStatus calls a method and returns the status and the code of the problem.
func greetStatus(s *Server, change func(*http.Request)) (int, string) {
	w := ask(s, "POST", "/api/call/Greeter.Greet", `["Anna",1]`, change)
	var answer struct{ Error *problem.Problem }
	_ = json.Unmarshal(w.Body.Bytes(), &answer)
	if answer.Error == nil {
		return w.Code, ""
	}
	return w.Code, answer.Error.Code
}

func TestTicketGivesABearerThatOpensTheDoor(t *testing.T) {
	s, _ := newTest(t, nil)
	if status, code := greetStatus(s, nil); status != 401 || code != "browser-session-unknown" {
		t.Errorf("without a bearer: %d %s", status, code)
	}
	if status, _ := greetStatus(s, withBearer(ticketOf(t, s.URL()))); status != 401 {
		t.Errorf("a ticket was taken for a bearer: %d", status)
	}
	if status, _ := greetStatus(s, withBearer(signIn(t, s))); status != 200 {
		t.Errorf("with a bearer: %d", status)
	}
	if status, _ := greetStatus(s, withBearer("")); status != 401 {
		t.Errorf("with an empty bearer: %d", status)
	}
}

func TestTicketsExpire(t *testing.T) {
	for _, c := range []struct {
		name string
		url  func(*Server) string
		life time.Duration
	}{
		{"opened by Latchkey", (*Server).URL, 30 * time.Second},
		{"printed", (*Server).PrintedURL, 10 * time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, clock := newTest(t, nil)
			good, late := ticketOf(t, c.url(s)), ticketOf(t, c.url(s))
			clock.Advance(c.life - 1)
			if _, code := exchangeTicket(t, s, good); code != "" {
				t.Errorf("refused just before its end: %s", code)
			}
			clock.Advance(1)
			if _, code := exchangeTicket(t, s, late); code != "browser-ticket-expired" {
				t.Errorf("at its end: %q", code)
			}
		})
	}
}

func TestSecondUseOfATicketRevokesItsSession(t *testing.T) {
	revoked := 0
	s, clock := newTest(t, func(o *Options) { o.OnRevoked = func() { revoked++ } })
	other := signIn(t, s)
	value := ticketOf(t, s.URL())
	bearer, _ := exchangeTicket(t, s, value)
	clock.Advance(time.Hour) // also when it would have expired by now
	if _, code := exchangeTicket(t, s, value); code != "browser-ticket-used" {
		t.Errorf("second use: %q", code)
	}
	if status, code := greetStatus(s, withBearer(bearer)); status != 401 || code != "browser-session-revoked" {
		t.Errorf("the session after it: %d %s", status, code)
	}
	if _, code := exchangeTicket(t, s, value); code != "browser-ticket-used" {
		t.Errorf("third use: %q", code)
	}
	if status, _ := greetStatus(s, withBearer(other)); status != 200 {
		t.Errorf("another session ended too: %d", status)
	}
	if revoked != 1 { // only once did a session end
		t.Errorf("told %d times", revoked)
	}
}

func TestGuessedAndMisplacedTicketsAreRefused(t *testing.T) {
	s, _ := newTest(t, nil)
	value := ticketOf(t, s.URL())
	for _, guess := range []string{"", "x", value[:len(value)-1], value + "A", strings.ToUpper(value)} {
		if _, code := exchangeTicket(t, s, guess); code != "browser-ticket-unknown" {
			t.Errorf("guess %q: %q", guess, code)
		}
	}
	if w := ask(s, "GET", "/?ticket="+value, "", nil); w.Code != 404 || w.Body.Len() != 0 {
		t.Errorf("ticket in the query: %d %q", w.Code, w.Body)
	}
	if _, code := exchangeTicket(t, s, value); code != "" {
		t.Errorf("the guesses used up the ticket: %s", code)
	}
}

func TestABearerNeedsItsScheme(t *testing.T) {
	s, _ := newTest(t, nil)
	bearer := signIn(t, s)
	for _, header := range []string{bearer, "Basic " + bearer, "Bearer" + bearer, " " + bearer} {
		status, code := greetStatus(s, func(r *http.Request) { r.Header.Set("Authorization", header) })
		if status != 401 || code != "browser-session-unknown" {
			t.Errorf("%.7s...: %d %s", header, status, code)
		}
	}
}

func TestManyWrongTicketsAreFewLinesOfTheLog(t *testing.T) {
	var log strings.Builder
	s, _ := newTest(t, func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	for range 5000 {
		exchangeTicket(t, s, "guess")
	}
	text := log.String()
	if n := strings.Count(text, "\n"); n < 5 || n > 20 || strings.Contains(text, "level=WARN") {
		t.Errorf("%d lines: %.300s", n, text)
	}
	if !strings.Contains(text, "refusals=4096\n") {
		t.Errorf("the count is missing: %.300s", text)
	}
}

func TestOldTicketsAreForgottenAsUnknown(t *testing.T) {
	s, _ := newTest(t, nil)
	first := ticketOf(t, s.URL())
	for range mostTickets {
		s.URL()
	}
	if len(s.keys.tickets) != mostTickets {
		t.Errorf("%d tickets are kept", len(s.keys.tickets))
	}
	if _, code := exchangeTicket(t, s, first); code != "browser-ticket-unknown" {
		t.Errorf("a forgotten ticket: %q", code)
	}
}

func TestExchangeBodyIsBounded(t *testing.T) {
	s, _ := newTest(t, nil)
	w := ask(s, "POST", "/api/ticket", `{"ticket":"`+strings.Repeat("x", ticketLimit)+`"}`, nil)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", w.Code)
	}
}

func FuzzTicket(f *testing.F) {
	s, _ := newTest(f, nil)
	f.Add("")
	f.Add(`{"ticket":"x"}`)
	f.Add(`{"ticket":null}`)
	f.Add(`{"Ticket":["x"]}`)
	f.Add(`{"ticket":"x"}{"ticket":"y"}`)
	f.Fuzz(func(t *testing.T, body string) {
		s.keys.issue(openedLifetime) // something to be guessed
		w := ask(s, "POST", "/api/ticket", body, func(r *http.Request) {
			r.Header.Set("Content-Type", "application/json")
		})
		if w.Code == 200 || strings.Contains(w.Body.String(), "bearer") {
			t.Errorf("body %q opened the door", body)
		}
		if len(s.keys.sessions) != 0 {
			t.Errorf("body %q made a session", body)
		}
	})
}
