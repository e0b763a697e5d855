package api

import (
	"strings"
	"testing"

	"latchkey/app/logging"
)

const canary = "eyJhbGciOiJub25lIn0.eyJDQU5BUlkiOjF9.x"

func TestPagesAreThoseOfTheProfilesCloud(t *testing.T) {
	h := newHouse(t)
	for link, want := range map[string]string{
		"entra":                    "https://entra.microsoft.com/",
		"entra:public":             "https://entra.microsoft.com/",
		"entra:gcc":                "https://entra.microsoft.com/",
		"entra:gcc-high":           "https://entra.microsoft.us/",
		"entra:dod":                "https://entra.microsoft.us/",
		"entra:china":              "https://entra.microsoftonline.cn/",
		"entra:practice":           "https://entra.microsoft.com/",
		"entra:custom":             "https://entra.microsoft.com/",
		"azure:gcc-high":           "https://portal.azure.us/",
		"azure:china":              "https://portal.azure.cn/",
		"errorLookup:dod":          "https://login.microsoftonline.us/error",
		"registrationDoc:china":    registrationDoc,
		"entra:mars":               "",
		"https://evil.example":     "",
		"entra:https://evil.examp": "",
		"":                         "",
	} {
		h.opened = nil
		err := h.App.Open(link)
		switch {
		case want == "" && (codeOf(err) != "open-refused" || len(h.opened) != 0):
			t.Errorf("%q: %v, opened %v", link, err, h.opened)
		case want != "" && (err != nil || len(h.opened) != 1 || h.opened[0] != want):
			t.Errorf("%q: %v, opened %v", link, err, h.opened)
		}
	}
}

func TestACrashIsNotedInTheLogWithoutCredentials(t *testing.T) {
	h := newHouse(t)
	report := "TypeError: x is undefined\nAuthorization: Bearer " + canary + "\n" + strings.Repeat("at Screen ", 9000)
	if err := h.App.ReportCrash(report); err != nil {
		t.Fatal(err)
	}
	log := strings.Join(logging.Tail(h.program.Home.State), "\n")
	if !strings.Contains(log, "a screen crashed") || !strings.Contains(log, "x is undefined") {
		t.Errorf("not in the log: %.300s", log)
	}
	if strings.Contains(log, canary) || len(log) > 2*crashRunes {
		t.Errorf("%d bytes, with a token: %v", len(log), strings.Contains(log, canary))
	}
}
