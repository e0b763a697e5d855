package recipe

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

const schemaFile = "../../docs/recipe.schema.json"

func TestThePublishedSchemaIsCurrent(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil || !bytes.Equal(data, Schema()) {
		t.Errorf("docs/recipe.schema.json is not what the types say (%v): latchkey guide schema > docs/recipe.schema.json", err)
	}
}

// sample is a profile that knows everything.
func sample() profile.Profile {
	return profile.Profile{
		Name: "Contoso Sales", Cloud: cloud.Public, ApplicationID: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", RedirectURI: "http://localhost",
		Username: "anna@contoso.example",
		Organization: &profile.Organization{
			FriendlyName: "Contoso Sales", UniqueName: "contoso", URL: "https://contoso.crm4.dynamics.com/", TenantID: "8f3d2c51-6a0e-4b7d-91c8-5e4f7a2b0d36",
		},
	}
}

func publicCloud(t *testing.T) cloud.Cloud {
	t.Helper()
	c, ok := cloud.ByID(cloud.Public)
	if !ok {
		t.Fatal("no public cloud")
	}
	return c
}

func TestEveryRecipeIsThere(t *testing.T) {
	var ids []string
	for _, r := range All() {
		ids = append(ids, r.ID)
	}
	want := "dataverse-client documentscorepack integration-cloud magentrix mfa-rollout resco-mobile-crm resco-salesforce telephoneintegration"
	for _, id := range strings.Fields(want) {
		if r, err := Get(id); err != nil || r.Name == "" || len(r.Walkthroughs) == 0 {
			t.Errorf("%s: %v among %v", id, err, ids)
		}
	}
}

func TestEveryRecipeHasAWalkthroughForEachRole(t *testing.T) {
	for _, r := range All() {
		for _, role := range []string{RoleAdministrator, RoleUser, RoleHelpdesk} {
			w, err := r.Find(role)
			if err != nil || len(w.Steps) < 2 {
				t.Errorf("%s, %s: %v, %d steps", r.ID, role, err, len(w.Steps))
			}
			for _, s := range w.Steps {
				if role == RoleHelpdesk && s.Say == "" {
					t.Errorf("%s, %s: nothing to say in %s", r.ID, role, s.ID)
				}
			}
		}
		if len(r.Unchecked) == 0 {
			t.Errorf("%s says nothing of what could not be tried", r.ID)
		}
	}
}

func TestALikeRecipeIsTheOtherUnderItsOwnName(t *testing.T) {
	r, err := Get("telephoneintegration")
	if err != nil {
		t.Fatal(err)
	}
	filled := r.Fill(ValuesOf(sample()), publicCloud(t))
	if filled.Registration.Name != "TelephoneIntegration Client" || !strings.Contains(filled.Summary, "TelephoneIntegration Client") {
		t.Errorf("registered as %q: %q", filled.Registration.Name, filled.Summary)
	}
	again, _ := Get("documentscorepack")
	if got := again.Fill(Values{}, publicCloud(t)).Registration.Name; got != "DocumentsCorePack Client" {
		t.Errorf("the other is registered as %q", got)
	}
}

func TestFillingInChangesNoRecipe(t *testing.T) {
	r, _ := Get("magentrix")
	before := r.Screens[0].Fields[0].Value
	filled := r.Fill(ValuesOf(sample()), publicCloud(t))
	if filled.Screens[0].Fields[0].Value != sample().ApplicationID || r.Screens[0].Fields[0].Value != before || before != "{applicationId}" {
		t.Errorf("filled %q, the recipe has %q now", filled.Screens[0].Fields[0].Value, r.Screens[0].Fields[0].Value)
	}
}

func TestWhatIsNotKnownIsNamed(t *testing.T) {
	r, _ := Get("magentrix")
	if got := r.Fill(Values{}, publicCloud(t)).Screens[0].Fields[0].Value; got != "the ApplicationID" {
		t.Errorf("without a profile: %q", got)
	}
}

func TestNoTextKeepsAPlace(t *testing.T) {
	for _, r := range All() {
		for _, v := range []Values{{}, ValuesOf(sample())} {
			filled := r.Fill(v, publicCloud(t))
			for _, w := range filled.Walkthroughs {
				page, err := filled.HTML(w, v)
				if err != nil || len(page) > 500<<10 || inBraces().Match(bytes.ReplaceAll(page, []byte("{ "), nil)) {
					t.Errorf("%s, %s: %v, %d bytes, %s", r.ID, w.ID, err, len(page), inBraces().Find(page))
				}
				if text := filled.Markdown(w, v) + filled.Text(w, v) + filled.Brief(); inBraces().MatchString(text) {
					t.Errorf("%s, %s: %s", r.ID, w.ID, inBraces().FindString(text))
				}
			}
		}
	}
}

func TestPagesAreOfTheProfilesCloud(t *testing.T) {
	r, _ := Get("documentscorepack")
	for id, want := range map[cloud.ID]string{
		cloud.Public: "https://entra.microsoft.com", cloud.GCCHigh: "https://entra.microsoft.us", cloud.China: "https://entra.microsoftonline.cn", cloud.Practice: "",
	} {
		c, _ := cloud.ByID(id)
		w, err := r.Fill(ValuesOf(sample()), c).Find(RoleAdministrator)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range w.Steps {
			if s.Link != "" && (!strings.HasPrefix(s.Address, want) || want == "" && s.Address != "") {
				t.Errorf("%s, %s: %q", id, s.ID, s.Address)
			}
		}
	}
}

func TestForeignTextStaysTextOnAPage(t *testing.T) {
	p := sample()
	p.Name, p.Organization.FriendlyName = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`
	v := ValuesOf(p)
	v["company"] = Inert("<b>**Contoso** `x` {tenant}\u202e\n</b>")
	for _, r := range All() {
		filled := r.Fill(v, publicCloud(t))
		for _, w := range filled.Walkthroughs {
			page, err := filled.HTML(w, v)
			if err != nil {
				t.Fatal(err)
			}
			for _, bad := range []string{"<script", "<img", "\u202e", "<b>**"} {
				if bytes.Contains(page, []byte(bad)) {
					t.Errorf("%s, %s: %q stands in the page", r.ID, w.ID, bad)
				}
			}
		}
	}
}

// What is wrong in a recipe file is told with its line.
func TestWrongFilesAreRefusedWithTheirLine(t *testing.T) {
	const good = "name: A\nsummary: B\nsystem: dataverse\ncheckedOn: \"2026-11-22\"\nsources: [x]\nmethods: [y]\nwalkthroughs:\n  - id: a\n    role: user\n    title: T\n    steps:\n      - id: one\n        title: One\n        do: [\"Do {tenant}.\"]\n"
	if _, err := Parse("good.yaml", []byte(good)); err != nil {
		t.Fatalf("what is right: %v", err)
	}
	for name, c := range map[string]struct{ from, to, code, place string }{
		"an unknown key":      {"summary:", "sumary:", "file-key", "good.yaml:2:1"},
		"an unknown role":     {"role: user", "role: usr", "file-value", "good.yaml:9:11"},
		"a step to nowhere":   {"title: One", "title: One\n        otherwise: [{ask: q, yes: {go: two}, no: {text: n}}]", "file-name", "good.yaml:14:40"},
		"an unknown place":    {"{tenant}", "{tenent}", "file-name", "good.yaml:14:14"},
		"an open mark":        {"Do {", "**Do {", "file-value", "good.yaml:14:14"},
		"no walkthroughs":     {good[strings.Index(good, "walkthroughs"):], "", "file-value", "good.yaml:1:1"},
		"an unknown code":     {"methods:", "traps: [{title: t, text: x, code: AADSTS1}]\nmethods:", "file-name", "good.yaml:6:35"},
		"a day that isn't":    {"2026-11-22", "2026-11-32", "file-value", "good.yaml:4:12"},
		"an unknown figure":   {"title: One", "title: One\n        figure: app-registratoin", "file-value", "good.yaml:14:17"},
		"the same step twice": {"do: [", "do: [x]\n      - id: one\n        title: Two\n        do: [", "file-twice", "good.yaml:15:13"},
		"a document's name":   {"walkthroughs:", "documents: [{id: a, title: t, kind: guide, text: [x]}]\nwalkthroughs:", "file-twice", "good.yaml:7:18"},
	} {
		_, err := Parse("good.yaml", []byte(strings.Replace(good, c.from, c.to, 1)))
		p := problem.From(err)
		if len(p.Fields) > 0 {
			p = p.Fields[0]
		}
		if p.Code != c.code || p.Args["place"] != c.place {
			t.Errorf("%s: %s at %s, want %s at %s", name, p.Code, p.Args["place"], c.code, c.place)
		}
	}
}

func TestPaperNamesTheStepToGoTo(t *testing.T) {
	r, err := Get("documentscorepack")
	if err != nil {
		t.Fatal(err)
	}
	w, err := r.Find(RoleHelpdesk)
	if err != nil {
		t.Fatal(err)
	}
	page, err := r.HTML(w, Values{})
	if err != nil || !bytes.Contains(page, []byte(">Go to step 5, Compare the redirect URI.</a>")) {
		t.Errorf("%v: no step is named", err)
	}
}

func TestADocumentHasDatesWhenTheDayIsKnown(t *testing.T) {
	r, err := Get("mfa-rollout")
	if err != nil {
		t.Fatal(err)
	}
	v := Values{"start": "2026-12-01", "company": "Contoso"}
	name, text, err := r.Fill(v, publicCloud(t)).Sheet("plan", FormatHTML, v, time.Time{})
	if err != nil || name != "mfa-rollout-plan.html" || !strings.Contains(text, "Tue 2026-10-20") || strings.Contains(text, "days before") {
		t.Errorf("%s: %v", name, err)
	}
	if _, text, _ = r.Fill(Values{}, publicCloud(t)).Sheet("plan", FormatMarkdown, Values{}, time.Time{}); !strings.Contains(text, "- [ ] 42 days before: ") {
		t.Errorf("without the day: %.300s", text)
	}
}

func TestPaperListsWhatItSpeaksOf(t *testing.T) {
	r, err := Get("mfa-rollout")
	if err != nil {
		t.Fatal(err)
	}
	v := Values{"profile": "Sales", "company": "Contoso", "start": "2031-12-01", "applicationId": "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"}
	filled := r.Fill(v, publicCloud(t))
	w, err := filled.Find("enrol-app")
	if err != nil {
		t.Fatal(err)
	}
	page, err := filled.HTML(w, v)
	if err != nil || !bytes.Contains(page, []byte("Sales")) || !bytes.Contains(page, []byte(">Company<")) || bytes.Contains(page, []byte("5d1f0c62")) {
		t.Errorf("%v: %.900s", err, page)
	}
	if text := filled.Markdown(w, v); !strings.Contains(text, "| Company |") || strings.Contains(text, "5d1f0c62") {
		t.Errorf("%.300s", text)
	}
	// A word of the texts is no name of a value.
	other, err := Get("documentscorepack")
	if err != nil {
		t.Fatal(err)
	}
	call, err := other.Fill(v, publicCloud(t)).Find("phone-call")
	if err != nil || slices.ContainsFunc(call.uses(v), func(n NamedValue) bool { return n.Name == "start" }) {
		t.Errorf("%v: %v", err, call.uses(v))
	}
}
