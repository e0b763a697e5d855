package recipe

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// forms are a walkthrough in all forms.
func forms(t *testing.T, r Recipe, w Walkthrough, v Values) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, format := range []string{FormatText, FormatMarkdown, FormatHTML} {
		_, text, err := r.Sheet(w.ID, format, v, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		all[format] = text
	}
	return all
}

var marks = pattern.Lazy("(?m)\\*\\*|`|^[#>|]|<http")

func TestATextHasNoMarks(t *testing.T) {
	for _, r := range All() {
		v := ValuesOf(sample())
		filled := r.Fill(v, publicCloud(t))
		for _, w := range filled.Walkthroughs {
			if text := filled.Text(w, v); marks().MatchString(text) {
				t.Errorf("%s, %s: %q", r.ID, w.ID, marks().FindString(text))
			}
		}
		for _, d := range filled.Documents {
			if text := d.PlainText(v, time.Time{}); marks().MatchString(text) {
				t.Errorf("%s, %s: %q", r.ID, d.ID, marks().FindString(text))
			}
		}
	}
}

func TestATextNamesTheValuesToHaveAtHand(t *testing.T) {
	r, err := Get("documentscorepack")
	if err != nil {
		t.Fatal(err)
	}
	v := ValuesOf(sample())
	filled := r.Fill(v, publicCloud(t))
	w, err := filled.Find(RoleAdministrator)
	if text := filled.Text(w, v); err != nil || !strings.Contains(text, "\nApplicationID: 5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8\n") {
		t.Errorf("%v: %.500s", err, text)
	}
}

func TestQuestionsSayWhenTheyAreAsked(t *testing.T) {
	ask := func(see string, yes, no Answer) Step {
		return Step{ID: "a", Title: "A", Do: []string{"Do."}, See: see, Otherwise: []Question{{"Does it?", yes, no}}}
	}
	for name, c := range map[string]struct {
		step Step
		want string
	}{
		"not seen":        {ask("A tick.", Answer{Text: "Mend it."}, Answer{Go: "a"}), "If you don't see that:"},
		"a fork":          {ask("A list.", Answer{Go: "a"}, Answer{Go: "a"}), "Then answer:"},
		"nothing to see":  {ask("", Answer{Text: "x"}, Answer{Text: "y"}), "Then answer:"},
		"nothing to show": {Step{ID: "a", Title: "A", Do: []string{"Do."}, See: "A tick."}, ""},
	} {
		w := Walkthrough{ID: "w", Role: RoleUser, Title: "W", Steps: []Step{c.step}}
		for form, text := range forms(t, Recipe{Walkthroughs: []Walkthrough{w}}, w, Values{}) {
			said := strings.Contains(text, "If you don") || strings.Contains(text, "Then answer:")
			text = strings.ReplaceAll(text, "&#39;", "'")
			if said != (c.want != "") || !strings.Contains(text, c.want) || c.want != "" && strings.Index(text, c.want) > strings.Index(text, "Does it?") {
				t.Errorf("%s as %s: %s", name, form, text)
			}
		}
	}
}

func TestAPageThatIsOpenIsNotNamedAgain(t *testing.T) {
	step := func(id, address string) Step {
		return Step{ID: id, Title: id, Do: []string{"Do."}, Address: address}
	}
	const one, other = "https://entra.example/one", "https://entra.example/two"
	w := Walkthrough{ID: "w", Role: RoleAdministrator, Title: "W", Steps: []Step{step("a", one), step("b", one), step("c", other), step("d", other), step("e", one)}}
	for form, text := range forms(t, Recipe{Walkthroughs: []Walkthrough{w}}, w, Values{}) {
		times := 1
		if form == FormatHTML {
			times = 2 // where it leads, and its text
		}
		if strings.Count(text, one) != 2*times || strings.Count(text, other) != times {
			t.Errorf("%s: %s", form, text)
		}
	}
}

func TestAnUnknownFormIsRefused(t *testing.T) {
	if p := problem.From(CheckFormat("pdf")); p.Kind != problem.Input || p.Code != "sheet-format" {
		t.Errorf("%v", p)
	}
}

func TestAListNamesTheSystem(t *testing.T) {
	for _, r := range All() {
		if brief := r.Brief(); brief == "" || inBraces().MatchString(brief) {
			t.Errorf("%s: %q", r.ID, brief)
		}
	}
}

func TestAFileIsARecipeLikeAnother(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.yml")
	for like, want := range map[string]string{"magentrix": "", "magentrx": "recipe-not-found"} {
		if err := os.WriteFile(path, []byte("name: Ours\nlike: "+like+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := Load(path)
		if want != "" {
			if p := problem.From(err); p.Code != want || p.Args["name"] != like {
				t.Errorf("like %s: %v", like, p)
			}
			continue
		}
		if err != nil || r.ID != "mine" || r.Name != "Ours" || len(r.Walkthroughs) == 0 {
			t.Errorf("like %s: %v, %s, %s", like, err, r.ID, r.Name)
		}
	}
	if r, err := Load("magentrix"); err != nil || r.ID != "magentrix" {
		t.Errorf("an id: %v", err)
	}
	if _, err := Load("./nowhere.yaml"); problem.From(err).Code != "recipe-not-found" {
		t.Errorf("no file: %v", err)
	}
}
