package signin

import (
	"strings"
	"testing"

	"latchkey/app/practice/rehearsal"
	"latchkey/app/profile"
)

func TestPastedAddresses(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://www.mscrm-addons.com")
	older := s.start(t, target)
	a := s.start(t, target)
	if a.Flow() != FlowPaste || a.ForeignHost() != "www.mscrm-addons.com" {
		t.Fatalf("flow %s, foreign host %q", a.Flow(), a.ForeignHost())
	}
	own := inner(a).state.Reveal()
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "  \n", "paste-empty"},
		{"no address", "hello", "paste-no-code"},
		{"no code", "http://www.mscrm-addons.com/?state=" + own, "paste-no-code"},
		{"another attempt", "http://www.mscrm-addons.com/?code=c&state=" + inner(older).state.Reveal(), "paste-other-attempt"},
		{"edited state", "http://www.mscrm-addons.com/?code=c&state=" + own + "x", "paste-state-mismatch"},
		{"no state", "http://www.mscrm-addons.com/?code=c", "paste-state-mismatch"},
		{"doubled state", "http://www.mscrm-addons.com/?code=c&state=" + own + "&state=" + own, "paste-state-mismatch"},
		{"broken escape", "http://www.mscrm-addons.com/?code=%zz&state=" + own, "paste-no-code"},
		{"huge", "http://www.mscrm-addons.com/?state=" + own + "&code=" + strings.Repeat("x", pasteLimit), "paste-no-code"},
	} {
		if err := a.Paste(c.text); code(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	select {
	case answer := <-a.Answers():
		t.Fatalf("a wrong paste was taken: %+v", answer)
	default:
	}
	end, err := rehearsal.NewBrowser(s.person(t, "password")).SignIn(t.Context(), a.Address())
	if err != nil {
		t.Fatal(err)
	}
	if end.Address.Host != "www.mscrm-addons.com" {
		t.Fatalf("the browser ended on %s", end.Address)
	}
	// As a mail program breaks it, in quotes, with a fragment behind.
	text := `"` + strings.Replace(end.Address.String(), "&state", "&\n state", 1) + "#" + `"`
	if err := a.Paste(text); err != nil {
		t.Fatalf("the real address: %v", err)
	}
	if err := a.Paste(text); code(err) != "paste-already-used" {
		t.Errorf("twice: %v", err)
	}
	if _, err := a.Finish(t.Context(), s.awaited(t, a)); err != nil {
		t.Errorf("redeem: %v", err)
	}
}

// A person whose browser did not get back pastes although a listener waits.
func TestPastingWhileTheListenerWaits(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://localhost/addon/signin")
	target.ResponseMode = profile.ResponseQuery
	older, a := s.start(t, target), s.start(t, target)
	if err := a.Paste("http://localhost/?code=abc&state=" + inner(older).state.Reveal()); code(err) != "paste-other-attempt" {
		t.Errorf("another attempt's: %v", err)
	}
	if err := a.Paste("http://localhost/?code=abc&state=x" + inner(a).state.Reveal()); code(err) != "paste-state-mismatch" {
		t.Errorf("an edited state: %v", err)
	}
	if err := a.Paste("http://localhost/?session_state=1"); code(err) != "paste-no-code" {
		t.Errorf("no code: %v", err)
	}
	for _, text := range []string{
		"code=" + strings.Repeat("x", 30) + "&state=" + inner(a).state.Reveal(),
		"#code=abc&state=" + inner(a).state.Reveal(),
	} {
		if _, err := inner(a).pastedAnswer(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := a.Paste("https://localhost:1/addon/signin?error=access_denied&error_description=AADSTS65004&state=" + inner(a).state.Reveal()); err != nil {
		t.Fatal(err)
	}
	if err := a.Paste("http://localhost/?code=abc&state=" + inner(a).state.Reveal()); code(err) != "paste-already-used" {
		t.Errorf("twice: %v", err)
	}
	if _, err := a.Finish(t.Context(), s.awaited(t, a)); code(err) != "AADSTS65004" {
		t.Errorf("the error in the address: %v", err)
	}
}

func TestABareCodeIsTakenAndTiedToItsAttempt(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://www.mscrm-addons.com")
	mine, other := s.start(t, target), s.start(t, target)
	end, err := rehearsal.NewBrowser(s.person(t, "password")).SignIn(t.Context(), mine.Address())
	if err != nil {
		t.Fatal(err)
	}
	bare := end.Address.Query().Get("code")
	for _, text := range []string{"", "hello", "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", "a sentence of several words, pasted by mistake", "several words without any comma at all",
		"login.microsoftonline.com.example", "contoso.crm4.practice.localhost", "abc8Q~abcdefghijklmnopqrstuvwxyzABCDEFGH", strings.Repeat("word", 10)} {
		if _, ok := BareCode(text); ok {
			t.Errorf("%q was taken for a code", text)
		}
	}
	if err := mine.Paste("  \"" + bare + "\"\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Finish(t.Context(), s.awaited(t, mine)); err != nil {
		t.Errorf("the bare code: %v", err)
	}
	// Somebody else's code, slipped to a person, is worth nothing: the verifier is another.
	end, err = rehearsal.NewBrowser(s.person(t, "password")).SignIn(t.Context(), s.start(t, target).Address())
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Paste(end.Address.Query().Get("code")); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Finish(t.Context(), s.awaited(t, other)); code(err) != "AADSTS501481" {
		t.Errorf("a stranger's code: %v", err)
	}
}

func TestAnAttemptThatHasEndedTakesNoPaste(t *testing.T) {
	s := newHarness(t)
	a := s.start(t, s.target(t, "http://www.mscrm-addons.com"))
	a.Close()
	if err := a.Paste("http://www.mscrm-addons.com/?code=abc&state=" + inner(a).state.Reveal()); code(err) != "paste-not-awaited" {
		t.Errorf("got %v", err)
	}
}
