package scenario

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/problem"
)

// manyUsers are users of a file, one a line.
func manyUsers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  - userPrincipalName: a%d@contoso.example\n", i)
	}
	return b.String()
}

func TestTheLineOfAnImpossibleEntryIsTold(t *testing.T) {
	const id = "11111111-2222-3333-4444-55555555555"
	for text, want := range map[string]string{
		"extends: contoso\nregistrations:\n  - name: Old\n    applicationId: " + id + "a\n  - applicationId: " + id + "A\n    name: New\n": "lab.yaml:5:20: It is there already: Old, in line 4.",
		"people: 3\nextends: contoso\nusers:\n  - userPrincipalName: user0003@contoso.example\n":                                           "lab.yaml:4:24: It is there already: people makes user0003@contoso.example, in line 1.",
		"extends: contoso\nusers:\n" + manyUsers(2001):                                                                                     "lab.yaml:2003:5: This value doesn't fit users, which takes at most 2000 users, with those that people makes.",
	} {
		_, err := Parse("lab.yaml", []byte(text))
		if p := problem.From(err); p == nil || len(p.Fields) != 1 || p.Fields[0].Words().What != want {
			t.Errorf("%v, want %s", err, want)
			for _, f := range p.Fields {
				t.Error(f.Words().What)
			}
		}
	}
}

func TestTelephoneNumbersThatPeopleWrite(t *testing.T) {
	for text, want := range map[string]bool{
		"+1 425 555 0155": true, "+436601234567": true, "(0316) 680-880 x12": true, "0155": true, "+1.425.555.0155": true,
		"x": false, "<b>1</b>": false, "123": false, "()()-----": false, "+1 425 555 0155; rm": false,
	} {
		if isTelephone(text) != want {
			t.Errorf("%q", text)
		}
	}
}

func TestAFileThatIsTooLongIsNamedWithItsSize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long.yaml")
	if err := os.WriteFile(path, bytes.Repeat([]byte("#"), 2*Limit), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := Find(path)
	p := problem.From(err)
	if p == nil || p.Kind != problem.Input || p.Words().What != path+": A file of this kind has one megabyte at most; this one has 2097152 bytes." {
		t.Errorf("%+v", p)
	}
}
