package transfer

import (
	"bytes"
	"strings"
	"testing"

	"latchkey/app/problem"
	"latchkey/app/profile"
)

// seeds are the kinds of bad files: damaged, truncated, newer, with script, with hosts that
// look genuine.
func seeds(t testing.TB, good []byte, text ...string) [][]byte {
	script := edited(t, good, "<script>alert(1)</script>", text...)
	return [][]byte{
		good, script,
		bytes.Replace(good, []byte("contoso"), []byte("cont0so"), 1),
		good[:len(good)*2/3],
		edited(t, good, 2, "schema"),
		[]byte(`{"latchkey": "` + setupKind().prefix + `", "schema": 1}`),
		[]byte("\ufeff[]"),
	}
}

// mended is a file with the right checksum, where it has one: a fuzzer doesn't find it.
func mended(t testing.TB, data []byte) []byte {
	root, err := parsed(data)
	if object, ok := root.(map[string]any); err == nil && ok && object["checksum"] != nil {
		return resealed(t, root)
	}
	return data
}

func FuzzReadSetup(f *testing.F) {
	good := setupOf(f, whole(), Words{Company: "Contoso", Note: "Hello", LoginHint: "bob@contoso.com"})
	for _, s := range seeds(f, good, "note") {
		f.Add(s)
	}
	inLab := setupOf(f, lab(f), Words{})
	f.Add(inLab)
	for host := range lookalikes() {
		f.Add(edited(f, good, host, "profile", "authority"))
		f.Add(edited(f, inLab, host, "profile", "customCloud", "authority"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = ReadSetup(data)
		read, err := ReadSetup(mended(t, data))
		p := read.Profile()
		if err != nil {
			if problem.From(err).Kind == problem.Internal || p.Name != "" {
				t.Fatalf("%v with %+v", err, p)
			}
			return
		}
		if p.ID != "" || p.Rev != 0 || p.HomeAccountID != "" || p.Credential != nil || p.LastVerified != "" || read.Sender != "unknown" {
			t.Errorf("too much: %+v", p)
		}
		if p.CustomCloud != nil && p.CustomCloud.IsConfirmed() {
			t.Error("confirmed by a file")
		}
		for _, h := range read.Hosts {
			if h.Refused || strings.ContainsFunc(h.Host, func(r rune) bool { return r < '!' || r > '~' }) {
				t.Errorf("host %+v", h)
			}
		}
		again, err := WriteSetup(p, Words{Company: read.Company, Note: read.Note, LoginHint: p.LoginHint}, noon)
		if err != nil {
			return // a credential where none may be
		}
		back, err := ReadSetup(again)
		if err != nil || profile.Proven(back.Profile()) != profile.Proven(p) {
			t.Errorf("%+v became %+v, %v", p, back.Profile(), err)
		}
	})
}

func FuzzReadBundle(f *testing.F) {
	good := bundleOf(f, report())
	for _, s := range seeds(f, good, "bundle", "note") {
		f.Add(s)
	}
	f.Add(edited(f, good, []string{"password=x", "a@b.example"}, "bundle", "log"))
	f.Add(edited(f, good, "https://login.microsoftonline.com.evil.example", "bundle", "profile", "organizationUrl"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = ReadBundle(data)
		read, err := ReadBundle(mended(t, data))
		if err != nil {
			if problem.From(err).Kind == problem.Internal {
				t.Fatal(err)
			}
			return
		}
		once, err := WriteBundle(read)
		if err != nil {
			t.Fatalf("what was read can't be written: %v", codesOf(err))
		}
		first, err := ReadBundle(once)
		if err != nil {
			t.Fatalf("what was written can't be read: %v", codesOf(err))
		}
		if twice, err := WriteBundle(first); err != nil || !bytes.Equal(once, twice) {
			t.Errorf("redacting again changes it, %v:\n%s\n%s", err, once, twice)
		}
	})
}
