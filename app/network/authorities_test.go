package network

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"latchkey/app/home"
	"latchkey/app/problem"
)

func TestAuthoritiesAreKeptAndShown(t *testing.T) {
	root, other := authority(t, "Root"), authority(t, "Other")
	a := Authorities{Dir: filepath.Join(t.TempDir(), "authorities")}
	if list, err := a.List(); err != nil || len(list) != 0 {
		t.Fatalf("before the first: %v, %v", list, err)
	}
	added, err := a.Add(slicesOf("Subject: Root\n", root.pem(), other.pem(), root.pem()))
	if err != nil || len(added) != 2 {
		t.Fatalf("%v, %v", added, err)
	}
	sum := fmt.Sprintf("% X", sha256.Sum256(root.cert.Raw))
	want := Authority{
		Subject: "CN=Root,O=Contoso Ltd", Fingerprint: strings.ReplaceAll(sum, " ", ":"),
		Expires: root.cert.NotAfter.UTC().Format(time.RFC3339), File: strings.ToLower(strings.ReplaceAll(sum, " ", "")) + ".pem",
	}
	if added[0] != want {
		t.Errorf("%+v\n%+v", added[0], want)
	}
	for path, mode := range map[string]os.FileMode{a.Dir: 0o700, filepath.Join(a.Dir, want.File): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if list, err := a.List(); err != nil || len(list) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	gone, err := a.Remove(strings.ToLower(sum))
	if err != nil || gone != want {
		t.Errorf("%v, %v", gone, err)
	}
	if list, err := a.List(); err != nil || len(list) != 1 || list[0].Subject != "CN=Other,O=Contoso Ltd" {
		t.Errorf("%v, %v", list, err)
	}
	_, err = a.Remove(want.Fingerprint)
	if p := wantProblem(t, err, "authority-not-found"); p.Kind != problem.NotFound {
		t.Errorf("%s", p.Kind)
	}
}

func slicesOf(text string, parts ...[]byte) []byte {
	return append([]byte(text), bytes.Join(parts, []byte("\n"))...)
}

func TestWhatIsNoAuthorityIsRefusedWhole(t *testing.T) {
	root, known := authority(t, "Root"), authority(t, "Known")
	leaf := issue(t, &root, nil)
	client := issue(t, &root, func(c *x509.Certificate) { c.IsCA = true }) // an authority that may sign nothing
	expired := issue(t, nil, func(c *x509.Certificate) {
		c.IsCA, c.KeyUsage, c.NotAfter = true, x509.KeyUsageCertSign, time.Now().Add(-time.Hour)
	})
	later := issue(t, nil, func(c *x509.Certificate) {
		c.IsCA, c.KeyUsage, c.NotBefore = true, x509.KeyUsageCertSign, time.Now().Add(time.Hour)
	})
	cases := []struct {
		name string
		data []byte
		code string
	}{
		{"nothing", nil, "authority-not-pem"},
		{"binary", root.cert.Raw, "authority-not-pem"},
		{"a page", []byte("<html>Sign in</html>"), "authority-not-pem"},
		{"another block", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: root.cert.Raw}), "authority-not-pem"},
		{"a broken certificate", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.cert.Raw[:100]}), "authority-not-pem"},
		{"cut off", slicesOf("", root.pem(), leaf.pem()[:200]), "authority-not-pem"},
		{"with its key", slicesOf("", root.pem(), root.keyPEM(t)), "authority-private-key"},
		{"key first", slicesOf("", root.keyPEM(t), root.pem()), "authority-private-key"},
		{"old key", slicesOf("-----BEGIN RSA PRIVATE KEY-----\ncut off", root.pem()), "authority-private-key"},
		{"encrypted key", slicesOf("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", root.pem()), "authority-private-key"},
		{"a host's", leaf.pem(), "authority-not-ca"},
		{"may not sign", client.pem(), "authority-not-ca"},
		{"root and host", slicesOf("", root.pem(), leaf.pem()), "authority-not-ca"},
		{"expired", slicesOf("", root.pem(), expired.pem()), "authority-expired"},
		{"not yet", slicesOf("", root.pem(), later.pem()), "authority-not-yet-valid"},
		{"large", slicesOf(strings.Repeat("#", MaxAuthorities), root.pem()), "authority-too-large"},
		{"known", slicesOf("", known.pem(), known.pem()), "authority-duplicate"},
	}
	a := Authorities{Dir: filepath.Join(t.TempDir(), "authorities")}
	if _, err := a.Add(known.pem()); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		_, err := a.Add(c.data)
		p := wantProblem(t, err, c.code)
		if p.Kind != problem.Input || p.Field != "authority" || strings.Contains(p.Detail, "BEGIN") {
			t.Errorf("%s: %+v", c.name, p)
		}
		entries, err := os.ReadDir(a.Dir)
		if err != nil || len(entries) != 1 {
			t.Errorf("%s: %v, %v", c.name, entries, err)
		}
	}
}

// Files that an administrator put there by hand.
func TestFilesFromElsewhere(t *testing.T) {
	root, other, server := authority(t, "Root"), authority(t, "Other"), authority(t, "Third")
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"a-company.pem": slicesOf("# ours\n", root.pem(), other.pem()),
		"b-key.pem":     slicesOf("", server.pem(), server.keyPEM(t)),
		"c-large.pem":   bytes.Repeat([]byte("#"), MaxAuthorities+1),
		"d-other.txt":   server.pem(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("a-company.pem", filepath.Join(dir, "e-link.pem")); err != nil {
		t.Fatal(err)
	}
	a := Authorities{Dir: dir}
	list, err := a.List()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range list {
		text := entry.File + " " + entry.Subject
		if entry.Problem != nil {
			text += entry.Problem.Code
		}
		got = append(got, text)
	}
	want := []string{
		"a-company.pem CN=Root,O=Contoso Ltd", "a-company.pem CN=Other,O=Contoso Ltd",
		"b-key.pem authority-private-key", "c-large.pem authority-too-large", "e-link.pem authority-file-unreadable",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q", got)
	}
	if n := len(a.certificates()); n != 2 {
		t.Errorf("%d are believed", n)
	}
	if _, err := a.Remove(Fingerprint(root.cert)); err != nil {
		t.Fatal(err)
	}
	if list, _ := a.List(); len(list) != 4 || list[0].Subject != "CN=Other,O=Contoso Ltd" {
		t.Errorf("after one of two was removed: %+v", list)
	}
}

func TestAnExpiredAuthorityIsShownAsSuch(t *testing.T) {
	root := authority(t, "Root")
	now := time.Now()
	a := Authorities{Dir: t.TempDir(), Now: func() time.Time { return now }}
	if _, err := a.Add(root.pem()); err != nil {
		t.Fatal(err)
	}
	now = root.cert.NotAfter.Add(time.Second)
	if list, err := a.List(); err != nil || list[0].Problem == nil || list[0].Problem.Code != "authority-expired" {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestAuthoritiesThatCannotBeKept(t *testing.T) {
	root := authority(t, "Root")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Authorities{Dir: filepath.Join(file, "authorities")}.Add(root.pem())
	if p := wantProblem(t, err, "storage"); p.Kind != problem.Storage {
		t.Errorf("%+v", p)
	}
}

func TestAuthoritiesStandBesideTheProfiles(t *testing.T) {
	base := t.TempDir()
	h, err := home.Locate(func(string) string { return base })
	if err != nil || Beside(h) != filepath.Join(base, "authorities") {
		t.Errorf("%s, %v", Beside(h), err)
	}
}
