package signin

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNothingSecretStaysInAFile(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://localhost")
	person := s.person(t, "totp")
	a := s.start(t, target)
	session, err := s.finish(t, a, "totp")
	if err != nil {
		t.Fatal(err)
	}
	secrets := []string{person.Password, inner(a).verifier.Reveal(), session.Token.Reveal()}
	s.sent.mu.Lock()
	for _, body := range s.sent.bodies {
		for _, pair := range strings.Split(body, "&") {
			name, value, _ := strings.Cut(pair, "=")
			if name == "code" || name == "refresh_token" || name == "code_verifier" {
				secrets = append(secrets, value)
			}
		}
	}
	s.sent.mu.Unlock()
	if len(secrets) < 5 {
		t.Fatalf("only %d secrets to look for", len(secrets))
	}
	files := 0
	err = filepath.WalkDir(s.home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		for i, value := range secrets {
			if bytes.Contains(data, []byte(value)) {
				t.Errorf("%s holds secret %d", path, i)
			}
		}
		return err
	})
	if err != nil || files < 4 {
		t.Errorf("searched %d files: %v", files, err)
	}
}
