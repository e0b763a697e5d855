package problem

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The known code stands first, however long the log before it.
func TestExplainTellsKnownCodesFirst(t *testing.T) {
	var log strings.Builder
	for i := range 25 {
		fmt.Fprintf(&log, "ERROR AADSTS%d: foo\n", 10000+i)
	}
	log.WriteString("ERROR AADSTS50011: The redirect URI\nERROR AADSTS10000: foo\n")
	got := Explain(log.String())
	if len(got) != explainCodes+1 || got[0].Code != "AADSTS50011" || got[1].Code != "AADSTS10000" {
		t.Fatalf("%q", codesOf(got))
	}
	last := got[len(got)-1]
	if last.Code != moreCodes || last.Args["count"] != "6" || !last.Warning || !strings.Contains(last.Words().What, "6 of them") {
		t.Errorf("%+v %+v", *last, last.Words())
	}
}

func TestExplainMendsCodesThatWereTorn(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"AADSTS500\r\n11: x", []string{"AADSTS50011"}},
		{"AADSTS500\n11: x", []string{"AADSTS50011"}},
		{"AADSTS500\r11: x", []string{"AADSTS50011"}},
		{"AADSTS7000\r\n218: x", []string{"AADSTS7000218"}},
		{"AADSTS7000\n218: x", []string{"AADSTS7000218"}},
		{"> AADSTS7000\r\n> 218: x", []string{"AADSTS7000218"}},
		{"it said AADSTS5001\n1", []string{"AADSTS50011"}},
		{"AADSTS5001\n1", []string{"AADSTS50011"}},
		{"it said AADSTS5001=\r\n1: x", []string{"AADSTS50011"}},
		{"it said AADSTS 50 011 again", []string{"AADSTS50011"}},
		{"it said AADSTS50.011 again", []string{"AADSTS50011"}},
		{"it said AADSTS70 00 218", []string{"AADSTS7000218"}},
		// What is known by itself stays itself.
		{"AADSTS50011\n3 times today", []string{"AADSTS50011"}},
		{"AADSTS50011 3: no", []string{"AADSTS50011"}},
		{"AADSTS50011\n50105", []string{"AADSTS50011", "AADSTS50105"}},
		{"AADSTS50011\n3: No reply address", []string{"AADSTS500113", "AADSTS50011"}},
		{"AADSTS4242\n17: x", []string{"AADSTS4242"}},
	}
	for _, c := range tests {
		got := codesOf(Explain(c.text))
		if !slices.Equal(got, c.want) {
			t.Errorf("Explain(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestExplainSaysHowItReadAMisspeltCode(t *testing.T) {
	for _, text := range []string{
		"AADSTS5OO11", "AADSTS50O11", "AADSTS5001l", "AADSTS5001I", "AADST50011", "AADTS50011", "AADSTSS50011", "AADTSS 50011", "aadst 50011",
		"it said AADSTS5oo11: The redirect", "it said AADST50011, I think",
		"AADSTS 50 011", "50 011", "it said AADSTS 50 011 again", "AADSTS50.011: x",
	} {
		got := Explain(text)
		if len(got) != 1 || got[0].Code != "AADSTS50011" {
			t.Errorf("Explain(%q) = %q", text, codesOf(got))
			continue
		}
		what := got[0].Words().What
		if read := got[0].Args["readFrom"]; read == "" || !strings.Contains(what, `"`+read+`"`) || !strings.Contains(what, "read as AADSTS50011") {
			t.Errorf("Explain(%q) reads %q and says %q", text, read, what)
		}
	}
	for text, want := range map[string]string{
		"AADSTS50011":               "AADSTS50011",
		"AADSTS50011The redirect":   "AADSTS50011", // a page's text without its line breaks
		"AADSTS50011is what":        "AADSTS50011",
		"AADSTS 50011":              "AADSTS50011",
		"AADSTS500\n11":             "AADSTS50011",
		"AADST1234567 never heard":  "nothing-to-explain",
		"the add-in's state 50011":  "nothing-to-explain",
		"LADST50011, AADSTATS50011": "nothing-to-explain",
	} {
		if p := Explain(text)[0]; p.Code != want || p.Args["readFrom"] != "" {
			t.Errorf("Explain(%q) = %s read from %q", text, p.Code, p.Args["readFrom"])
		}
	}
	// The number before the letter is nobody's code.
	if got := Explain("AADSTS424242l"); len(got) != 1 || got[0].Code != "AADSTS4242421" || got[0].Args["readFrom"] == "" {
		t.Errorf("%q %v", codesOf(got), got[0].Args)
	}
}

func TestExplainKnowsTheLabelInOtherLanguages(t *testing.T) {
	for _, label := range []string{
		"Error Code:", "Fehlercode:", "Code d'erreur :", "Code d’erreur\u00a0:", "Código de error:", "Codice errore:", "Codice di errore:",
		"Foutcode:", "Código de erro:", "Kod błędu:", "エラー コード:", "错误代码：", "Код ошибки:",
	} {
		text := "Request Id: 1b2f3a44-0000-4c11-9a44-0123456789ab\r\n" + label + " 53003\r\n2026"
		if got := codesOf(Explain(text)); !slices.Equal(got, []string{"AADSTS53003"}) {
			t.Errorf("%s %q", label, got)
		}
	}
}

func TestExplainKnowsPagesWithoutANumber(t *testing.T) {
	for text, want := range map[string][]string{
		"Need admin approval\nLatchkey":                     {"AADSTS90094"},
		"Approval required":                                 {"AADSTS90095", "AADSTS90094"},
		"You can’t get there from here":                     {"AADSTS53000", "AADSTS53003"},
		"More information required":                         {"AADSTS50072", "AADSTS50079"},
		"Your account has been locked. Contact":             {"AADSTS50053"},
		"Genehmigung des Administrators erforderlich":       {"AADSTS90094"},
		"Sie können von hier nicht darauf zugreifen":        {"AADSTS53000", "AADSTS53003"},
		"More information required\nError Code: 50074":      {"AADSTS50074"},
		"Need admin approval error=access_denied":           {"access-denied"},
		"no approval is required here, there is no trouble": {"nothing-to-explain"},
	} {
		got := Explain(text)
		if !slices.Equal(codesOf(got), want) {
			t.Errorf("Explain(%q) = %q, want %q", text, codesOf(got), want)
		}
		what := got[0].Words().What
		if guessed := got[0].Args["guessedFrom"] != ""; guessed != strings.Contains(what, "names no code") || guessed && kindOf(got[0].Code) != got[0].Kind {
			t.Errorf("Explain(%q) says %q", text, what)
		}
	}
	if you := Explain("hello")[0].Words().You; !strings.Contains(you, "Troubleshooting details") {
		t.Errorf("%q", you)
	}
}
