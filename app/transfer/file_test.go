package transfer

import (
	"testing"
)

func TestNamesOfFiles(t *testing.T) {
	for name, want := range map[string]string{
		"Contoso":                  "contoso.latchkey-setup.json",
		"Contoso Sales (2)":        "contoso-sales-2.latchkey-setup.json",
		"M\u00fcller & S\u00f6hne": "muller-sohne.latchkey-setup.json",
		"../../etc/passwd":         "etc-passwd.latchkey-setup.json",
		"CON":                      "profile.latchkey-setup.json",
		"com1":                     "profile.latchkey-setup.json",
		"\u5317\u4eac":             "profile.latchkey-setup.json",
		"":                         "profile.latchkey-setup.json",
		"\u0301":                   "profile.latchkey-setup.json",
		"Connie":                   "connie.latchkey-setup.json",
	} {
		if got := SetupName(name); got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
	if got := BundleName("Contoso"); got != "contoso.latchkey-bundle.json" {
		t.Error(got)
	}
}
