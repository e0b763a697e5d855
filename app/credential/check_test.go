package credential

import (
	"crypto/x509"
	"fmt"
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

func TestWhatIsTypedIsCheckedBeforeItIsSent(t *testing.T) {
	const id = "1a2b3c4d-0000-4000-8000-123456789abc"
	for _, tt := range []struct {
		name  string
		kind  Kind
		value string
		code  string // "" when there is nothing to say
	}{
		{"a secret's value", Secret, "abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789a", ""},
		{"no secret", Secret, "", "client-secret-missing"},
		{"only blanks", Secret, " \t", "client-secret-missing"},
		{"the secret's ID", Secret, id, "secret-id-not-value"},
		{"the secret's ID in capitals", Secret, strings.ToUpper(id), "secret-id-not-value"},
		{"the secret's ID in braces", Secret, "{" + id + "}", "secret-id-not-value"},
		{"the secret's ID with a line end", Secret, " " + id + "\r\n", "secret-id-not-value"},
		{"a value that has an ID in it", Secret, id + "x", ""},
		{"a blank before", Secret, " abc8Q~d", "client-secret-blanks"},
		{"a line end after", Secret, "abc8Q~d\n", "client-secret-blanks"},
		{"broken by a line end", Secret, "abc\r\n8Q~d", "client-secret-blanks"},
		{"a character that nobody sees", Secret, "abc\u200b8Q~d", "client-secret-blanks"},
		{"longest secret", Secret, strings.Repeat("x", secretLimit), ""},
		{"too long a secret", Secret, strings.Repeat("x", secretLimit+1), "client-secret-too-long"},

		{"a password", Password, "Correct horse 1", ""},
		{"no password", Password, "", "password-missing"},
		{"an app password", Password, "abcdefghijklmnop", "app-password"},
		{"an app password in groups", Password, "abcd efgh ijkl mnop", "app-password"},
		{"an app password with hyphens", Password, "abcd-efgh-ijkl-mnop", "app-password"},
		{"an app password with a blank", Password, " abcdefghijklmnop ", "app-password"},
		{"15 letters", Password, "abcdefghijklmno", ""},
		{"16 letters, one of them large", Password, "abcdefghijklmnoP", ""},
		{"other groups", Password, "abcde fgh ijkl mnop", ""},
		{"longest password", Password, strings.Repeat("ä", passwordLimit), ""},
		{"too long a password", Password, strings.Repeat("ä", passwordLimit+1), "password-too-long"},
		{"a kind that is not known", "token", "x", "internal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Check(Credential{Kind: tt.kind, Value: secret.New(tt.value)}, today())
			if tt.code == "" {
				if len(got) != 0 {
					t.Fatalf("got %v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Code != tt.code || got[0].Warning {
				t.Fatalf("got %v, want %s", got, tt.code)
			}
			if field := map[Kind]string{Secret: "clientSecret", Password: "password"}[tt.kind]; got[0].Field != field {
				t.Errorf("the field is %q", got[0].Field)
			}
			if trimmed := strings.TrimSpace(tt.value); len(trimmed) > 1 && strings.Contains(fmt.Sprintf("%+v", *got[0]), trimmed) {
				t.Errorf("the problem tells the value: %+v", *got[0])
			}
		})
	}
}

func TestABlankAroundAPasswordIsOnlyAWarning(t *testing.T) {
	got := Check(Credential{Kind: Password, Value: secret.New("Correct horse 1 ")}, today())
	if len(got) != 1 || got[0].Code != "password-blanks" || !got[0].Warning || problem.Form(got) != nil {
		t.Errorf("got %v", got)
	}
}

func TestACertificateThatEndsSoonIsAWarning(t *testing.T) {
	m := &maker{t: t}
	key := m.rsa()
	for left, days := range map[time.Duration]string{
		0: "0", 25 * time.Hour: "1", profile.NearExpiry - time.Second: "29", profile.NearExpiry: "",
	} {
		leaf := m.certificate("Leaf", key, nil, nil, func(c *x509.Certificate) { c.NotAfter = today().Add(left) })
		got := Check(file(text(block("PRIVATE KEY", m.pkcs8(key)), block("CERTIFICATE", leaf.Raw)), ""), today())
		switch {
		case days == "":
			if len(got) != 0 {
				t.Errorf("%s left: %v", left, got)
			}
		case len(got) != 1 || got[0].Code != "certificate-expires-soon" || !got[0].Warning || got[0].Args["days"] != days || got[0].Field != "certificate":
			t.Errorf("%s left: %+v", left, got)
		}
	}
}

func TestAFileThatCannotBeUsedIsOneProblem(t *testing.T) {
	got := Check(file([]byte("hello"), ""), today())
	if len(got) != 1 || got[0].Code != "certificate-not-recognised" || got[0].Warning {
		t.Errorf("got %v", got)
	}
}
