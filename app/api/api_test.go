package api

import (
	"encoding/json"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

func TestFromNothingToATestedProfile(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	h.seat(t, "push")
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	if op.Problem != nil || op.Organizations != 3 || op.Account != "push@contoso.example" || op.Storage != "keychain" || op.Prompt != "prompted" {
		t.Fatalf("retrieval: %+v, %+v", op, op.Problem)
	}
	for _, s := range op.Steps {
		if want := map[bool]string{true: "skipped", false: "done"}[s.ID == "silent"]; s.State != want {
			t.Errorf("step %s is %s", s.ID, s.State)
		}
	}
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil || len(rows) != 3 {
		t.Fatalf("rows %v, %v", rows, err)
	}
	if d, err = h.Connection.Choose(d, op.ID, rows[0].ID); err != nil {
		t.Fatal(err)
	}
	test, err := h.Connection.Test(d)
	if err != nil {
		t.Fatal(err)
	}
	op = h.until(t, test, done, failed)
	if op.Problem != nil || op.WhoAmI == nil || op.WhoAmI.OrganizationID != rows[0].ID || op.Prompt != "saved-session" {
		t.Fatalf("test: %+v %+v", op, op.Problem)
	}
	d.Profile.LastVerified = "2001-01-01T00:00:00Z" // the front end's word counts for nothing
	saved, err := h.Profiles.Save(d)
	if err != nil {
		t.Fatal(err)
	}
	if saved.Profile.LastVerified < "2026" || saved.Profile.HomeAccountID == "" {
		t.Errorf("saved %+v", saved.Profile)
	}
	list, err := h.Profiles.List()
	if err != nil || len(list) != 1 || list[0].Status != "tested" || !list[0].Practice {
		t.Errorf("home shows %+v, %v", list, err)
	}
	card, err := h.Profiles.FieldCard(saved.Profile.ID)
	if err != nil || card[0].Value != d.Profile.ApplicationID || card[1].Value != "http://localhost" {
		t.Errorf("field card %+v, %v", card, err)
	}
	if h.mu.Lock(); len(h.opened) != 1 {
		t.Errorf("the browser was opened %d times", len(h.opened))
	}
	h.mu.Unlock()
	out, err := h.Profiles.SignOut(saved.Profile.ID)
	if err != nil || len(out.Profiles) != 1 || out.Account != "push@contoso.example" {
		t.Errorf("sign-out: %+v, %v", out, err)
	}
	if list, err = h.Profiles.List(); err != nil || list[0].Status != "sign-in-needed" {
		t.Errorf("after sign-out home shows %+v", list)
	}
}

func TestASavedSessionNeedsNoBrowserAndPromptAgainDoes(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	h.seat(t, "password")
	h.until(t, h.retrieve(t, d, false), done)
	if op := h.until(t, h.retrieve(t, d, false), done, failed); op.Prompt != "saved-session" || op.Steps[1].State != "skipped" {
		t.Errorf("again: %+v", op)
	}
	if op := h.until(t, h.retrieve(t, d, true), done, failed); op.Prompt != "prompted" {
		t.Errorf("prompt again: %+v", op)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.opened) != 2 || !strings.Contains(h.opened[1], "prompt=login") {
		t.Errorf("opened %d times", len(h.opened))
	}
}

func TestARetryKillsTheOldLink(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	first := h.until(t, h.retrieve(t, d, false), waiting)
	address, err := h.Connection.Address(first.ID)
	if err != nil || !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Fatalf("address %q, %v", address, err)
	}
	second := h.until(t, h.retrieve(t, d, false), waiting)
	if old, err := h.Connection.State(first.ID); err != nil || old.State != cancelled {
		t.Errorf("the old one is %+v, %v", old, err)
	}
	if _, err := h.Connection.Address(first.ID); codeOf(err) != "operation-not-waiting" {
		t.Errorf("the old link: %v", err)
	}
	if err := h.Connection.OpenAgain(second.ID); err != nil {
		t.Error(err)
	}
	if err := h.Connection.KeepWaiting(second.ID); err != nil {
		t.Error(err)
	}
	if err := h.Connection.Cancel(second.ID); err != nil {
		t.Error(err)
	}
	if op := h.until(t, second, cancelled, done, failed); op.Problem == nil || op.Problem.Kind != problem.Cancelled {
		t.Errorf("cancelled: %+v", op)
	}
	if _, err := h.Connection.State("nobody"); codeOf(err) != "operation-not-found" {
		t.Errorf("an unknown operation: %v", err)
	}
}

func TestTwoDraftsSignInSideBySide(t *testing.T) {
	h := newHouse(t)
	first := h.until(t, h.retrieve(t, h.draft(t), false), waiting)
	h.until(t, h.retrieve(t, h.draft(t), false), waiting)
	if still, err := h.Connection.State(first.ID); err != nil || still.State != waiting {
		t.Errorf("the first is %+v, %v", still, err)
	}
}

func TestSavingBelievesNothingOfTheFrontEndAboutTheProof(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Profile.LastVerified = "2099-01-01T00:00:00Z"
	saved, err := h.Profiles.Save(d)
	if err != nil || saved.Profile.LastVerified != "" {
		t.Errorf("saved %q, %v", saved.Profile.LastVerified, err)
	}
}

func TestASignedOutProfileIsNotSignedInBySaving(t *testing.T) {
	h := newHouse(t)
	d := h.tested(t, "password")
	saved, err := h.Profiles.Save(d)
	if err != nil || saved.Profile.LastVerified == "" {
		t.Fatalf("saved %+v, %v", saved, err)
	}
	if _, err := h.Profiles.SignOut(saved.Profile.ID); err != nil {
		t.Fatal(err)
	}
	if saved, err = h.Profiles.Get(saved.Profile.ID); err != nil {
		t.Fatal(err)
	}
	saved.Profile.Notes = "edited"
	if saved, err = h.Profiles.Save(saved); err != nil || saved.Profile.HomeAccountID != "" {
		t.Errorf("saved with account %q, %v", saved.Profile.HomeAccountID, err)
	}
}

func TestTheAccountOfThePromptIsTheOneThatIsKept(t *testing.T) {
	h := newHouse(t)
	d := h.tested(t, "password")
	h.seat(t, "push")
	op := h.until(t, h.retrieve(t, d, true), done, failed)
	if op.Notice == nil || op.Notice.Code != "account-differs" {
		t.Errorf("no notice of the other account: %+v", op)
	}
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = h.Connection.Choose(d, op.ID, rows[0].ID); err != nil {
		t.Fatal(err)
	}
	saved, err := h.Profiles.Save(d)
	if err != nil || saved.Profile.Username != "push@contoso.example" || saved.Profile.LastVerified != "" {
		t.Errorf("saved %+v, %v", saved.Profile, err)
	}
}

func TestAnotherEMailIsAnotherPerson(t *testing.T) {
	h := newHouse(t)
	d := h.tested(t, "password")
	d.Where = "push@contoso.example"
	h.seat(t, "push")
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	if op.Account != "push@contoso.example" || op.Prompt != "prompted" {
		t.Errorf("signed in as %s, %s", op.Account, op.Prompt)
	}
}

func TestADraftIsCheckedBeforeAnythingOpens(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		name, field, code string
		edit              func(*Draft)
	}{
		{"no user name", "loginHint", "user-name-missing", func(d *Draft) { d.Profile.TwoFactor = false }},
		{"on-premises", "online", "on-premises-later", func(d *Draft) { d.Profile.Online = false }},
		{"no GUID", "applicationId", "application-id-not-guid", func(d *Draft) { d.Profile.ApplicationID = "abc" }},
		{"spaces", "redirectUri", "", func(d *Draft) { d.Profile.RedirectURI = "http://local host" }},
		{"odd tenant", "where", "", func(d *Draft) { d.Where = "https://user:pw@contoso.crm4.dynamics.com" }},
	} {
		d := h.draft(t)
		c.edit(&d)
		_, err := h.Connection.Retrieve(d, false)
		p := problem.From(err)
		if p == nil || p.Code != "form" || len(p.Fields) != 1 || p.Fields[0].Field != c.field || c.code != "" && p.Fields[0].Code != c.code {
			t.Errorf("%s: %+v", c.name, p)
			continue
		}
		if words := p.Fields[0].Words(); words.Title == "" || words.You == "" {
			t.Errorf("%s has no words: %+v", c.name, words)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.opened) != 0 {
		t.Errorf("opened %v", h.opened)
	}
}

func TestAWrongTenantIsFoundBeforeTheBrowserOpens(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Where = "nobody.example"
	if op := h.until(t, h.retrieve(t, d, false), failed, waiting); op.Problem == nil || op.Problem.Code != "AADSTS90002" {
		t.Errorf("operation %+v, %+v", op, op.Problem)
	}
}

func TestAnOrganizationCanBeTyped(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	h.seat(t, "password")
	if _, err := h.Connection.ChooseURL(d, "https://contoso.crm4.dynamics.com.evil.example"); problem.From(err) == nil || problem.From(err).Field != "organization" {
		t.Errorf("a look-alike: %v", err)
	}
	d, err := h.Connection.ChooseURL(d, "contoso.crm4.practice.localhost/main.aspx")
	if err != nil {
		t.Fatal(err)
	}
	op, err := h.Connection.Test(d)
	if err != nil {
		t.Fatal(err)
	}
	if op = h.until(t, op, done, failed); op.WhoAmI == nil || op.WhoAmI.UserName == "" {
		t.Fatalf("test: %+v, %+v", op, op.Problem)
	}
	saved, err := h.Profiles.Save(d)
	if err != nil || saved.Profile.Username != "password@contoso.example" || saved.Profile.LastVerified == "" {
		t.Errorf("saved %+v, %v", saved.Profile, err)
	}
}

func TestWhoAmIFromAnotherOrganizationIsRefused(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	h.seat(t, "password")
	op := h.until(t, h.retrieve(t, d, false), done)
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = h.Connection.Choose(d, op.ID, rows[0].ID); err != nil {
		t.Fatal(err)
	}
	d.Profile.Organization.ID = rows[1].ID
	if op, err = h.Connection.Test(d); err != nil {
		t.Fatal(err)
	}
	if op = h.until(t, op, done, failed); op.Problem == nil || op.Problem.Code != "organization-mismatch" {
		t.Errorf("test: %+v %+v", op, op.Problem)
	}
	if saved, err := h.Profiles.Save(d); err != nil || saved.Profile.LastVerified != "" {
		t.Errorf("saved as verified: %+v, %v", saved.Profile, err)
	}
}

func TestNothingThatIsReturnedHoldsAToken(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	h.seat(t, "password")
	op := h.until(t, h.retrieve(t, d, false), done)
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal([]any{op, rows, d})
	if err != nil {
		t.Fatal(err)
	}
	for _, shape := range []string{"eyJ", "access_token", "refresh_token", "code_verifier"} {
		if strings.Contains(string(text), shape) {
			t.Errorf("%s is in %s", shape, text)
		}
	}
}

func TestWithoutAKeychainTheSessionIsInMemoryOnly(t *testing.T) {
	h := newHouseWith(t, absent{})
	d := h.draft(t)
	h.seat(t, "password")
	info, err := h.App.Info()
	if err != nil || info.Keychain != "unavailable" || info.KeychainProblem == nil {
		t.Fatalf("info %+v, %v", info, err)
	}
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	if op.Problem != nil || op.Storage != "memory" || op.StorageProblem == nil || op.Organizations != 3 {
		t.Fatalf("retrieval %+v, %+v", op, op.Problem)
	}
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = h.Connection.Choose(d, op.ID, rows[0].ID); err != nil {
		t.Fatal(err)
	}
	if op, err = h.Connection.Test(d); err != nil {
		t.Fatal(err)
	}
	if op = h.until(t, op, done, failed); op.WhoAmI == nil || op.Prompt != "saved-session" {
		t.Errorf("test %+v, %+v", op, op.Problem)
	}
	err = filepath.WalkDir(h.program.Home.Sessions, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".sealed") {
			t.Errorf("a session was written: %s", path)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAProfileForATargetBeginsAsItsRecipeSays(t *testing.T) {
	h := newHouse(t)
	begun := func(practising bool, recipe string) profile.Profile {
		d, err := h.Profiles.Blank(practising, recipe)
		if err != nil {
			t.Fatal(err)
		}
		return d.Profile
	}
	const makers = "a116bf70-75fe-41c2-9f9f-7f3d0faff4bb"
	if p := begun(false, "resco-mobile-crm"); p.ApplicationID != makers || p.Recipe != "resco-mobile-crm" || p.RedirectURI == "" || !p.TwoFactor {
		t.Errorf("the maker's registration is not there: %+v", p)
	}
	if p := begun(true, "resco-mobile-crm"); p.ApplicationID == "" || p.ApplicationID == makers || p.Cloud != cloud.Practice || p.RedirectURI == "" {
		t.Errorf("the maker's registration is not in the practice tenant: %+v", p)
	}
	if p := begun(false, "magentrix"); !p.IsApplication() {
		t.Errorf("a person signs in: %+v", p)
	}
	if _, err := h.Profiles.Blank(false, "resco"); problem.From(err).Code != "recipe-not-found" {
		t.Errorf("an unknown recipe: %v", err)
	}
}

func TestANewProfileAsksForASecondFactor(t *testing.T) {
	h := newHouse(t)
	state, err := h.Practice.State()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		practising              bool
		applicationID, redirect string
	}{{false, "", ""}, {true, state.ApplicationID, state.RedirectURI}} {
		d, err := h.Profiles.Blank(c.practising, "")
		if p := d.Profile; err != nil || !p.TwoFactor || p.ApplicationID != c.applicationID || p.RedirectURI != c.redirect {
			t.Errorf("practising %t: %+v, %v", c.practising, p, err)
		}
	}
}

func TestAProfileWithoutANameGetsItsOrganizations(t *testing.T) {
	h := newHouse(t)
	h.seat(t, "push")
	d := h.draft(t)
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{rows[0].FriendlyName, rows[0].FriendlyName + " 2"} {
		d.Profile.Name = ""
		chosen, err := h.Connection.Choose(d, op.ID, rows[0].ID)
		if err != nil || chosen.Profile.Name != want {
			t.Errorf("named %q, %v, want %q", chosen.Profile.Name, err, want)
		}
		if _, err := h.Profiles.Save(chosen); err != nil {
			t.Fatal(err)
		}
	}
	d.Profile.Name = "Typed"
	if chosen, err := h.Connection.Choose(d, op.ID, rows[0].ID); err != nil || chosen.Profile.Name != "Typed" {
		t.Errorf("a typed name became %q, %v", chosen.Profile.Name, err)
	}
}
