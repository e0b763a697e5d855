package exchange

import (
	"fmt"
	"strings"
	"testing"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

// entraCode has the shape of Entra's.
const entraCode = "0.AXoA_x-Yz12345.AgABAAIAAAD--DLA3VO7QrddgJg7WevrAgDs_wUA9P8"

func awaiting(state string) Plan { return Plan{State: secret.New(state)} }

func TestTheCodeIsFoundInWhateverIsPasted(t *testing.T) {
	p := awaiting("S1")
	query := "code=" + entraCode + "&state=S1&session_state=abc"
	for name, text := range map[string]string{
		"whole address":       "http://localhost/?" + query,
		"page of someone":     "https://www.softwareag.com/corporate/default.html?" + query + "#top",
		"fragment":            "http://localhost/#" + query,
		"only the fragment":   "#" + query,
		"only the query":      "?" + query,
		"fields of a form":    query,
		"private scheme":      "app://58145B91-0C36-4500-8554-080854F2AC97/?" + query,
		"URN":                 "urn:ietf:wg:oauth:2.0:oob?" + query,
		"bare code":           entraCode,
		"code with its name":  "code=" + entraCode,
		"in quotes":           ` "http://localhost/?` + query + `" `,
		"from a page":         "http://localhost/?" + strings.ReplaceAll(query, "&", "&amp;"),
		"broken over lines":   "http://localhost/?" + query[:30] + "\r\n  " + query[30:],
		"bare, over lines":    entraCode[:30] + "\n" + entraCode[30:] + "\n",
		"with its byte order": "\ufeff" + "http://localhost/?" + query,
	} {
		code, err := p.Code(text)
		if err != nil || code.Reveal() != entraCode {
			t.Errorf("%s: %q, %v", name, code.Reveal(), err)
		}
	}
}

func TestWhatIsNotTheAnswerIsNamed(t *testing.T) {
	p := awaiting("S1")
	for text, want := range map[string]string{
		"":                    "paste-empty",
		" \n ":                "paste-empty",
		"http://localhost/":   "paste-no-code",
		"I see an error page": "paste-no-code",
		"code=":               "paste-no-code",
		"short":               "paste-no-code",
		tenantID:              "paste-no-code",
		"The page says that it cannot be displayed in this browser 2":   "paste-no-code",
		"contoso-production-sales.crm4.dynamics.com/main.aspx?id=1":     "paste-no-code",
		"0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11 is the id, sent at 10:20": "paste-no-code",
		"https://contoso.crm4.dynamics.com/main.aspx?id=1":              "paste-no-code",
		"http://localhost/?code=%zz&state=S1":                           "paste-no-code",
		"http://localhost/?state=S1":                                    "paste-no-code",
		"http://localhost/?code=a&code=b&state=S1":                      "paste-no-code",
		"http://localhost/?code=a&error=b&state=S1":                     "paste-no-code",
		"http://localhost/?code=" + entraCode:                           "paste-state-mismatch", // cut, or another's
		"http://localhost/?code=" + entraCode + "&state=S2":             "paste-state-mismatch",
		"http://localhost/?code=" + entraCode + "&state=S1&state=S1":    "paste-state-mismatch",
		"http://localhost/?code=" + entraCode + "&state=":               "paste-state-mismatch",
		"http://localhost/?error=access_denied&state=S2":                "paste-state-mismatch",
		strings.Repeat("a&", 1<<18):                                     "paste-no-code",
	} {
		code, err := p.Code(text)
		if got := problem.From(err); got == nil || got.Code != want || got.Kind != problem.Input || got.Field != "paste" || !code.Empty() {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
}

func TestAStrangersAddressIsRefusedWithoutAState(t *testing.T) {
	if _, err := (Plan{}).Code("http://localhost/?code=" + entraCode + "&state="); problem.From(err).Code != "paste-state-mismatch" {
		t.Errorf("got %v", err)
	}
}

func TestAnErrorInTheAddressIsExplained(t *testing.T) {
	text := "http://localhost/?error=invalid_client&error_description=AADSTS650052%3A+The+app+needs+access+to+a+service.%0D%0A" +
		"Correlation+ID%3A+0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11&state=S1"
	_, err := awaiting("S1").Code(text)
	p := problem.From(err)
	if p.Code != "AADSTS650052" || p.Kind != problem.Refused || p.CorrelationID != "0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11" {
		t.Errorf("got %+v", p)
	}
}

func TestNoProblemRepeatsWhatWasPasted(t *testing.T) {
	for _, text := range []string{"http://localhost/?code=" + entraCode + "&state=S2", "x y " + entraCode, "http://localhost/?code=" + entraCode} {
		_, err := awaiting("S1").Code(text)
		if p := problem.From(err); strings.Contains(fmt.Sprintf("%+v %s", *p, err), entraCode) {
			t.Errorf("%q is in %+v", entraCode, p)
		}
	}
}

func FuzzCode(f *testing.F) {
	f.Add("http://localhost/?code=" + entraCode + "&state=S1")
	f.Add("code=%zz")
	f.Add("#?#?=&;")
	f.Fuzz(func(t *testing.T, text string) {
		code, err := awaiting("S1").Code(text)
		if (err == nil) == code.Empty() {
			t.Errorf("%q: code %q, %v", text, code.Reveal(), err)
		}
	})
}
