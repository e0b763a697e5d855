package api

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
	"go.uber.org/goleak"

	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/program"
	"latchkey/app/vault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// house is a facade in a home of its own, with a person in front of the browser.
type house struct {
	*API
	program *program.Program
	events  chan struct{}

	mu      sync.Mutex
	person  *rehearsal.Browser // nil: the browser opens and nobody is there
	opened  []string
	walking sync.WaitGroup
}

func newHouse(t *testing.T) *house {
	t.Helper()
	return newHouseWith(t, keychain{})
}

func newHouseWith(t *testing.T, k vault.Keychain) *house {
	t.Helper()
	h := &house{events: make(chan struct{}, 1)}
	home := t.TempDir()
	keyring.MockInit()
	p, err := program.New(program.Options{
		Getenv:   func(name string) string { return map[string]string{"LATCHKEY_HOME": home}[name] },
		OpenURL:  h.open,
		Keychain: k,
	})
	if err != nil {
		t.Fatal(err)
	}
	h.program = p
	h.API = New(p, Door{Name: "test", Version: "1", Emit: func(string, any) {
		select {
		case h.events <- struct{}{}:
		default:
		}
	}})
	t.Cleanup(func() {
		h.Close()
		h.walking.Wait()
		_ = p.Close()
	})
	return h
}

// keychain is go-keyring's own mock.
type keychain struct{}

func (keychain) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (keychain) Set(service, user, value string) error    { return keyring.Set(service, user, value) }
func (keychain) Delete(service, user string) error        { return keyring.Delete(service, user) }

// absent is a machine without a keychain.
type absent struct{}

var errAbsent = errors.New("org.freedesktop.secrets was not provided by any .service files")

func (absent) Get(string, string) (string, error) { return "", errAbsent }
func (absent) Set(string, string, string) error   { return errAbsent }
func (absent) Delete(string, string) error        { return errAbsent }

func (h *house) open(_ context.Context, address string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.opened = append(h.opened, address)
	if person := h.person; person != nil {
		h.walking.Go(func() { _, _ = person.SignIn(context.Background(), address) })
	}
	return nil
}

// seat puts a practice user in front of a new browser.
func (h *house) seat(t *testing.T, name string) {
	t.Helper()
	users, err := h.Practice.Users()
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, name+"@") {
			h.mu.Lock()
			h.person = rehearsal.NewBrowser(rehearsal.Person{
				UserName: u.UserPrincipalName, Password: u.Password,
				Approve: func(_ context.Context, number string) error { return h.approve(t, number) },
			})
			h.mu.Unlock()
			return
		}
	}
	t.Fatalf("no user %s", name)
}

// approve answers the first prompt on the docked phone.
func (h *house) approve(t *testing.T, number string) error {
	phone, err := h.Practice.Phone()
	if err != nil || len(phone.Prompts) == 0 {
		t.Errorf("no prompt on the phone: %v", err)
		return err
	}
	return h.Practice.Approve(phone.Prompts[0].ID, number)
}

// draft is a practice profile as a person types it.
func (h *house) draft(t *testing.T) Draft {
	t.Helper()
	d, err := h.Profiles.Blank(true)
	if err != nil {
		t.Fatal(err)
	}
	state, err := h.Practice.State()
	if err != nil {
		t.Fatal(err)
	}
	d.Profile.TwoFactor, d.Profile.ApplicationID, d.Profile.RedirectURI = true, state.ApplicationID, state.RedirectURI
	return d
}

// until watches an operation, as the front end does, until it is in one of the states.
func (h *house) until(t *testing.T, op Operation, states ...string) Operation {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		now, err := h.Connection.State(op.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range states {
			if now.State == s {
				return now
			}
		}
		select {
		case <-h.events:
		case <-deadline:
			t.Fatalf("operation stayed %+v", now)
		}
	}
}

func (h *house) retrieve(t *testing.T, d Draft, always bool) Operation {
	t.Helper()
	op, err := h.Connection.Retrieve(d, always)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return problem.From(err).Code
}

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
	if err != nil || len(list) != 1 || list[0].Status != "works" || !list[0].Practice {
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

// tested is a draft whose first organization answered WhoAmI for a user.
func (h *house) tested(t *testing.T, name string) Draft {
	t.Helper()
	d := h.draft(t)
	h.seat(t, name)
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%+v, %v", op, err)
	}
	if d, err = h.Connection.Choose(d, op.ID, rows[0].ID); err != nil {
		t.Fatal(err)
	}
	if op, err = h.Connection.Test(d); err != nil {
		t.Fatal(err)
	}
	if op = h.until(t, op, done, failed); op.WhoAmI == nil {
		t.Fatalf("%+v", op)
	}
	return d
}

func TestADraftIsCheckedBeforeAnythingOpens(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		name, field, code string
		edit              func(*Draft)
	}{
		{"no two-factor", "twoFactor", "two-factor-needed", func(d *Draft) { d.Profile.TwoFactor = false }},
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
