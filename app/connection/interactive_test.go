package connection

import (
	"context"
	"crypto/tls"
	"net/url"
	"slices"
	"testing"
	"time"

	"latchkey/app/practice/rehearsal"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

func TestFromOneFlowToTheNext(t *testing.T) {
	s := newHarness(t)
	s.plays = "" // nobody comes back by the browser
	w := &watcher{}
	w.waiting = func(a signin.Attempt) {
		switch a.Flow() {
		case signin.FlowFormPost:
			_ = a.SwitchTo(signin.FlowQuery)
		case signin.FlowQuery:
			_ = a.SwitchTo(signin.FlowPaste)
		case signin.FlowPaste:
			_ = a.SwitchTo(signin.FlowDeviceCode)
		default:
			person := s.person("password")
			person.DeviceCode = a.Device().UserCode
			go func() { _, _ = rehearsal.NewBrowser(person).SignIn(t.Context(), a.Device().VerificationURL) }()
		}
	}
	p := s.profile(t, "DocumentsCorePack")
	session, found, err := s.Retrieve(t.Context(), p, s.options(w))
	if err != nil || len(found.Instances) != 3 {
		t.Fatalf("%d organizations, %v", len(found.Instances), err)
	}
	want := []signin.Flow{signin.FlowFormPost, signin.FlowQuery, signin.FlowPaste, signin.FlowDeviceCode}
	if !slices.Equal(w.flows, want) {
		t.Errorf("flows %v", w.flows)
	}
	if got := Adopt(p, session, s.Now()); got.ResponseMode != "" || got.Username != "password@contoso.example" || got.SignedInAt == "" {
		t.Errorf("adopted %+v", got)
	}
	if Adopt(p, session, s.Now()).RedirectTried() {
		t.Error("a device code is said to have tried the redirect URI")
	}
	if len(s.opened) > 3 {
		t.Errorf("a browser was opened for the device code: %v", s.opened)
	}
}

// A browser that warned of an insecure form, or insists on https, says nothing to us; the
// person is asked and told.
func TestWhatKeepsABrowserFromComingBackIsNoticed(t *testing.T) {
	s := newHarness(t)
	w := &watcher{told: make(chan string, 2)}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.waiting = func(a signin.Attempt) {
		u, _ := url.Parse(a.Address())
		redirect, _ := url.Parse(u.Query().Get("redirect_uri"))
		go func() {
			if conn, err := tls.Dial("tcp", "127.0.0.1:"+redirect.Port(), &tls.Config{ServerName: "localhost"}); err == nil {
				_ = conn.Close()
			}
		}()
	}
	o := s.options(w)
	o.Wait.InsecureForm = time.Millisecond
	ended := make(chan error, 1)
	go func() {
		_, _, err := s.Retrieve(ctx, s.profile(t, "DocumentsCorePack"), o)
		ended <- err
	}()
	heard := map[string]bool{<-w.told: true, <-w.told: true}
	if !heard["insecure form"] || !heard["https forced"] {
		t.Errorf("told %v", heard)
	}
	cancel()
	if err := <-ended; code(err) != "signin-cancelled" {
		t.Errorf("ended with %v", err)
	}
}

// The flow that brought the answer is where the next sign-in starts.
func TestTheResponseModeThatWorkedIsKept(t *testing.T) {
	s := newHarness(t)
	w := &watcher{}
	w.waiting = func(a signin.Attempt) {
		if a.Flow() == signin.FlowFormPost {
			_ = a.SwitchTo(signin.FlowQuery)
			return
		}
		go func() { _, _ = rehearsal.NewBrowser(s.person("password")).SignIn(t.Context(), a.Address()) }()
	}
	p := s.profile(t, "DocumentsCorePack")
	session, _, err := s.Retrieve(t.Context(), p, s.options(w))
	if err != nil {
		t.Fatal(err)
	}
	other := p
	other.RedirectURI = "http://localhost:8400/other"
	if Adopt(other, session, s.Now()).RedirectTried() {
		t.Error("another redirect URI than the one that was asked for is said to have come back")
	}
	p = Adopt(p, session, s.Now())
	if !p.RedirectTried() {
		t.Error("the redirect URI with which the browser came back is said not to have been tried")
	}
	if p.ResponseMode != profile.ResponseQuery {
		t.Fatalf("kept %q", p.ResponseMode)
	}
	w.flows = nil
	o := s.options(w)
	o.Always = true
	if _, _, err := s.Retrieve(t.Context(), p, o); err != nil || !slices.Equal(w.flows, []signin.Flow{signin.FlowQuery}) {
		t.Errorf("the next sign-in went by %v, %v", w.flows, err)
	}
}

// Where it can be known that the page has posted nothing yet, nobody is asked about the browser.
func TestNobodyIsAskedAboutAFormThatIsStillBeingFilledIn(t *testing.T) {
	s := newHarness(t)
	w := &watcher{told: make(chan string, 2)}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.waiting = func(signin.Attempt) {}
	o := s.options(w)
	o.Wait.InsecureForm = time.Millisecond
	asked := make(chan bool)
	o.Wait.Posted = func() bool { return <-asked }
	ended := make(chan error, 1)
	go func() {
		_, _, err := s.Retrieve(ctx, s.profile(t, "DocumentsCorePack"), o)
		ended <- err
	}()
	for range 3 {
		select {
		case asked <- false:
		case word := <-w.told:
			t.Fatalf("told %q", word)
		}
	}
	asked <- true
	if word := <-w.told; word != "insecure form" {
		t.Errorf("told %q", word)
	}
	cancel()
	if err := <-ended; code(err) != "signin-cancelled" {
		t.Errorf("ended with %v", err)
	}
}

// Without auth_time, which Entra leaves out unless a registration asks for it, a prompt is a guess
// and called one.
func TestAPromptThatNoTokenTellsIsAGuess(t *testing.T) {
	now := time.Now()
	s := &Service{Now: func() time.Time { return now }}
	for _, c := range []struct {
		age, waited time.Duration
		want        string
		guessed     bool
	}{
		{time.Hour, time.Second, BrowserSession, false}, {time.Second, time.Minute, Prompted, false},
		{0, time.Second, BrowserSession, true}, {0, 4 * time.Second, Prompted, true},
	} {
		got, guessed := s.promptOf(signin.Session{ProofAge: c.age}, now.Add(-c.waited))
		if got != c.want || guessed != c.guessed {
			t.Errorf("proved %s ago, waited %s: %s, %t", c.age, c.waited, got, guessed)
		}
	}
	p := Adopt(profile.Profile{}, Session{Prompt: Prompted, PromptGuessed: true}, now)
	if !p.LastPromptGuessed {
		t.Error("the profile keeps a guess as if it were known")
	}
	if p = Adopt(p, Session{Prompt: SavedSession}, now); p.LastPromptGuessed || p.LastPrompt != SavedSession {
		t.Error("a saved session is no guess")
	}
}
