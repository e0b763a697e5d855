package terminal

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/exchange"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

const (
	pastedCode    = "0.AXoA_x-Yz12345.AgABAAIAAAD--DLA3VO7QrddgJg7WevrAgDs_wUA9P8aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	pastedAddress = "http://localhost/?code=" + pastedCode + "&state=S1&session_state=abc"
)

// pasting gives the lines of a text, then the end.
func pasting(text string) func() (string, error) {
	lines := strings.Split(text, "\n")
	return func() (string, error) {
		if len(lines) == 0 {
			return "", io.EOF
		}
		line := lines[0]
		lines = lines[1:]
		return line, nil
	}
}

func TestTheCodeIsReadHoweverTheAddressIsPasted(t *testing.T) {
	for name, text := range map[string]string{
		"at once":              pastedAddress,
		"with Enter before":    "\n\n" + pastedAddress,
		"after something else": "what now?\nhttp://localhost/\n" + pastedAddress,
		"after an older one":   strings.Replace(pastedAddress, "S1", "S0", 1) + "\n" + pastedAddress,
		"the code alone":       pastedCode,
		"alone, after a word":  "this one\n" + pastedCode,
		// A line in the middle of a broken address looks like a code and is none.
		"broken in two":  pastedAddress[:60] + "\n" + pastedAddress[60:],
		"broken in many": pastedAddress[:30] + "\n" + pastedAddress[30:70] + "\n  " + pastedAddress[70:110] + "\r\n" + pastedAddress[110:],
	} {
		var problems bytes.Buffer
		e := &Environment{Err: &problems}
		code, err := e.readCode(context.Background(), exchange.Plan{State: secret.New("S1")}, pasting(text))
		if err != nil || code.Reveal() != pastedCode {
			t.Errorf("%s: %q, %v", name, code.Reveal(), err)
		}
		if strings.Contains(problems.String(), pastedCode) {
			t.Errorf("%s: the code was repeated: %s", name, problems.String())
		}
	}
}

func TestReadingEndsWithTheInputOrTheRefusal(t *testing.T) {
	e := &Environment{Err: io.Discard}
	plan := exchange.Plan{State: secret.New("S1")}
	if _, err := e.readCode(context.Background(), plan, pasting("nothing")); problem.From(err).Code != "paste-ended" {
		t.Errorf("end of the input: %v", err)
	}
	_, err := e.readCode(context.Background(), plan, pasting("http://localhost/?error=access_denied&error_description=AADSTS65004%3A+declined&state=S1\n"+pastedAddress))
	if p := problem.From(err); p.Code != "AADSTS65004" || p.Kind != problem.Refused {
		t.Errorf("refusal: %+v", p)
	}
}

func TestReadingEndsWhenThePersonStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	e := &Environment{Err: io.Discard}
	if _, err := e.readCode(ctx, exchange.Plan{State: secret.New("S1")}, pasting(pastedAddress)); problem.From(err).Kind != problem.Cancelled {
		t.Errorf("got %v", err)
	}
}

func TestTheSecretComesFromAFileOrBeforeTheAddress(t *testing.T) {
	const value = "abc8Q~0123456789abcdefghijABCDEFGHIJ0123"
	for content, want := range map[string]string{
		value:                                  "",
		"\ufeff" + value + "\r\n":              "",
		"":                                     "client-secret-missing",
		"\n":                                   "client-secret-missing",
		value + "\n" + value:                   "client-secret-blanks",
		"0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11": "secret-id-not-value",
	} {
		name := filepath.Join(t.TempDir(), "secret.txt")
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		e := &Environment{In: strings.NewReader(pastedAddress + "\n"), Err: io.Discard}
		got, next, err := e.clientSecret(context.Background(), name)
		if want != "" {
			if codesIn(err) != want {
				t.Errorf("%.50q: %v, want %s", content, err, want)
			}
			continue
		}
		if err != nil || got.Reveal() != value {
			t.Errorf("%q: %q, %v", content, got.Reveal(), err)
		}
		if line, err := next(); line != pastedAddress {
			t.Errorf("%q: the address is %q, %v", content, line, err)
		}
	}
	e := &Environment{In: strings.NewReader(value + "\r\n" + pastedAddress + "\n"), Err: io.Discard}
	got, next, err := e.clientSecret(context.Background(), "-")
	if err != nil || got.Reveal() != value {
		t.Fatalf("standard input: %q, %v", got.Reveal(), err)
	}
	if line, err := next(); line != pastedAddress {
		t.Errorf("standard input: the address is %q, %v", line, err)
	}
	e = &Environment{In: strings.NewReader(""), Err: io.Discard}
	if _, _, err := e.clientSecret(context.Background(), "-"); codesIn(err) != "client-secret-missing" {
		t.Errorf("nothing on standard input: %v", err)
	}
	if got, _, err := e.clientSecret(context.Background(), ""); err != nil || !got.Empty() {
		t.Errorf("none: %q, %v", got.Reveal(), err)
	}
}

// codesIn are the codes of a form's fields.
func codesIn(err error) string {
	var codes []string
	if p := problem.From(err); p != nil {
		for _, f := range p.Fields {
			codes = append(codes, f.Code)
		}
	}
	return strings.Join(codes, " ")
}
