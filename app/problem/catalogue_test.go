package problem

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEveryEntryIsComplete(t *testing.T) {
	key := regexp.MustCompile(`^(?:AADSTS[1-9]\d{3,8}|0x8[0-9A-F]{7}|MSIS\d{4}|[a-z0-9]+(?:-[a-z0-9]+)*)$`)
	for _, code := range Codes() {
		w, _ := Lookup(code)
		if !key.MatchString(code) {
			t.Errorf("%q is not a well-formed key", code)
		}
		for name, text := range map[string]string{"title": w.Title, "what": w.What, "you": w.You, "category": w.Category} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", code, name)
			}
		}
		if !slices.Contains(Actions(), w.Next) {
			t.Errorf("%s: next %q is not one of the actions", code, w.Next)
		}
		if strings.HasSuffix(w.Title, ".") || utf8.RuneCountInString(w.Title) > 60 {
			t.Errorf("%s: the title is no heading: %q", code, w.Title)
		}
		for _, text := range []string{w.What, w.You, w.Admin} {
			if text != "" && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
				t.Errorf("%s: no sentence: %q", code, text)
			}
		}
	}
}

// Words are read aloud on the telephone: no shouting, no blame, no jargon for the user.
func TestWordsAreShortAndDoNotBlame(t *testing.T) {
	bad := regexp.MustCompile(`(?i)you (?:failed|forgot|must not|did wrong)|your (?:mistake|fault)|illegal|fatal|abort|invalid (?:input|user)|!|please contact|error occur`)
	for _, code := range Codes() {
		w, _ := Lookup(code)
		for _, text := range []string{w.Title, w.What, w.You} {
			if m := bad.FindString(text); m != "" {
				t.Errorf("%s: %q in %q", code, m, text)
			}
			if n := len(strings.Fields(text)); n > 45 {
				t.Errorf("%s: %d words in %q", code, n, text)
			}
		}
	}
}

func TestEveryPlaceStandsInBrackets(t *testing.T) {
	ugly := regexp.MustCompile(`  |\s[.,](?:\s|$)|\(\)|^[\s,]|""`)
	for _, code := range Codes() {
		w, _ := Lookup(code)
		for _, text := range []string{w.Title, w.What, w.You, w.Admin} {
			rest := optional().ReplaceAllStringFunc(text, func(piece string) string {
				if !place().MatchString(piece) {
					t.Errorf("%s: brackets without a place: %q", code, piece)
				}
				return ""
			})
			if strings.ContainsAny(rest, "[]{}") {
				t.Errorf("%s: place outside brackets: %q", code, text)
			}
			if ugly.MatchString(rest) {
				t.Errorf("%s: reads badly without arguments: %q", code, rest)
			}
		}
	}
}

func TestKeysAreUniqueInTheFile(t *testing.T) {
	d := json.NewDecoder(strings.NewReader(string(catalogueJSON)))
	seen := map[string]bool{}
	depth := 0
	wantKey := false
	for {
		tok, err := d.Token()
		if err != nil {
			break
		}
		switch v := tok.(type) {
		case json.Delim:
			if v == '{' {
				depth++
				wantKey = depth == 2
			} else {
				depth--
				wantKey = depth == 2
			}
		case string:
			if depth == 2 && wantKey {
				if seen[v] {
					t.Errorf("%q stands twice", v)
				}
				seen[v] = true
			}
		}
	}
	if len(seen) != len(Codes()) || len(seen) < 150 {
		t.Errorf("%d keys in the file, %d codes", len(seen), len(Codes()))
	}
}

func TestWordsFillArgumentsAndLeaveOutWhatIsMissing(t *testing.T) {
	bare := New(Refused, "AADSTS50011").Words()
	if want := "The redirect URI is not one of those registered for this ApplicationID."; bare.What != want {
		t.Errorf("without arguments: %q", bare.What)
	}
	full := New(Refused, "AADSTS50011").With("redirectUri", "http://localhost:8400").With("applicationId", "id").Words()
	if want := "The redirect URI http://localhost:8400 is not one of those registered for this ApplicationID (id)."; full.What != want {
		t.Errorf("with arguments: %q", full.What)
	}
	if got := (&Problem{Code: "rate-limited", RetryAfter: 17}).Words().You; !strings.Contains(got, "Wait 17 seconds") {
		t.Errorf("retry-after is not in %q", got)
	}
}

func TestArgumentsCannotPlayTricks(t *testing.T) {
	tests := map[string]string{
		"{redirectUri} [x]":       "{redirectUri} [x]", // not filled again
		"a\x1b[31mb\x07":          "a[31mb",
		"a\r\nb":                  "a  b",
		"evil\u202Etxt":           "eviltxt",
		"x\xff":                   "x",
		strings.Repeat("é", 5000): strings.Repeat("é", 200) + "...",
	}
	for arg, want := range tests {
		got := New(Refused, "name-taken").With("name", arg).Words().What
		if !strings.Contains(got, `"`+want+`"`) {
			t.Errorf("%.30q: %q", arg, got)
		}
	}
}

func TestUnknownCodesAreAnsweredHonestly(t *testing.T) {
	w := New(Refused, "AADSTS99999").Words()
	if w.Title != "Microsoft's message 99999" || !strings.Contains(w.You, "https://login.microsoftonline.com/error?code=99999") {
		t.Errorf("unknown AADSTS: %+v", w)
	}
	w = New(Internal, "never-heard-of").Words()
	if !strings.Contains(w.What, "never-heard-of") || w.You == "" {
		t.Errorf("unknown code: %+v", w)
	}
	if _, ok := Lookup("AADSTS99999"); ok {
		t.Error("an unknown code was found")
	}
}

// The words of one problem never change those of the next.
func TestWordsDoNotChangeTheCatalogue(t *testing.T) {
	before, _ := Lookup("AADSTS50011")
	p := New(Refused, "AADSTS50011").With("redirectUri", "x")
	p.Words()
	if after, _ := Lookup("AADSTS50011"); after != before || len(p.Args) != 1 {
		t.Errorf("%+v %v", after, p.Args)
	}
}
