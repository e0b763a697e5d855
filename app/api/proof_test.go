package api

import (
	"strings"
	"testing"
	"time"

	"latchkey/app/connection"
	"latchkey/app/profile"
)

// user is a practice user by the beginning of the name.
func (h *house) user(t *testing.T, name string) PracticeUser {
	t.Helper()
	users, err := h.Practice.Users()
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, name+"@") {
			return u
		}
	}
	t.Fatalf("no user %s", name)
	return PracticeUser{}
}

// saved stores a draft.
func (h *house) saved(t *testing.T, d Draft) Draft {
	t.Helper()
	d, err := h.Profiles.Save(d)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// status is what Home shows of the only profile.
func (h *house) status(t *testing.T) string {
	t.Helper()
	rows, err := h.Profiles.List()
	if err != nil || len(rows) != 1 {
		t.Fatalf("%+v, %v", rows, err)
	}
	return rows[0].Status
}

func TestAnAccountThatWasNotTestedIsNotSaidToWork(t *testing.T) {
	h := newHouse(t)
	d := h.saved(t, h.tested(t, "password"))
	other := h.draft(t)
	other.Where = "push@contoso.example"
	h.seat(t, "push")
	if op := h.until(t, h.retrieve(t, other, false), done, failed); op.Problem != nil {
		t.Fatal(op.Problem)
	}
	view, err := h.Connection.Session(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, account := range view.Accounts {
		if account.Current {
			continue
		}
		if d, err = h.Connection.TakeAccount(d, account.HomeAccountID); err != nil {
			t.Fatal(err)
		}
	}
	if d = h.saved(t, d); d.Profile.Username != "push@contoso.example" || d.Profile.LastVerified != "" || h.status(t) != "sign-in-needed" {
		t.Errorf("%s: verified %q, %s", d.Profile.Username, d.Profile.LastVerified, h.status(t))
	}
	if op := h.test(t, d); op.Problem != nil {
		t.Fatal(op.Problem)
	}
	if d = h.saved(t, d); d.Profile.LastVerified == "" || h.status(t) != "tested" {
		t.Errorf("tested: verified %q, %s", d.Profile.LastVerified, h.status(t))
	}
}

func TestASecretThatWasNotTestedIsNotSaidToWork(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	if op := h.test(t, d); op.Problem != nil {
		t.Fatal(op.Problem)
	}
	if d = h.saved(t, d); h.status(t) != "tested" {
		t.Fatalf("tested: %s", h.status(t))
	}
	// Tested again, so that an answer is remembered for the saved profile too.
	if op := h.test(t, d); op.Problem != nil {
		t.Fatal(op.Problem)
	}
	if d, err = h.Credentials.SetSecret(d, "wrong~"+strings.Repeat("x", 34), ""); err != nil {
		t.Fatal(err)
	}
	if d = h.saved(t, d); d.Profile.LastVerified != "" || h.status(t) != "sign-in-needed" {
		t.Errorf("another secret: verified %q, %s", d.Profile.LastVerified, h.status(t))
	}
}

func TestAnAnswerThatComesAfterTheSecretWasReplacedProvesNothing(t *testing.T) {
	v := &verifications{}
	p := profile.Profile{ApplicationID: "a"}
	late := v.begin("one", p)
	other := v.begin("two", p)
	v.drop("one")
	now, session := time.Unix(1, 0), connection.Session{}
	late(now, session)
	other(now, session)
	if v.apply("one", p).LastVerified != "" {
		t.Error("the old secret's answer counts")
	}
	if v.apply("two", p).LastVerified == "" {
		t.Error("another draft's answer is gone")
	}
	last := v.begin("two", p)
	v.forget()
	last(now, session)
	if v.apply("two", p).LastVerified != "" {
		t.Error("an answer from before the sign-out counts")
	}
}

func TestTheSamePersonUnderAnotherApplicationStaysSignedIn(t *testing.T) {
	h := newHouse(t)
	tested := h.saved(t, h.tested(t, "password"))
	account := tested.Profile.HomeAccountID
	d := tested
	d.Profile.ApplicationID = webRegistration(t, h, "Multitenant Practice Client").ApplicationID
	h.seat(t, "password")
	if op := h.test(t, d); op.Problem != nil || op.Account != "password@contoso.example" {
		t.Fatalf("%+v, %+v", op, op.Problem)
	}
	if d = h.saved(t, d); d.Profile.HomeAccountID != account || d.Profile.LastVerified == "" || h.status(t) != "tested" {
		t.Errorf("account %q, verified %q, %s", d.Profile.HomeAccountID, d.Profile.LastVerified, h.status(t))
	}
	d.Profile.ApplicationID = tested.Profile.ApplicationID
	if d = h.saved(t, d); d.Profile.HomeAccountID != "" || d.Profile.LastVerified != "" {
		t.Errorf("not tested: account %q, verified %q", d.Profile.HomeAccountID, d.Profile.LastVerified)
	}
}

func TestAnotherPersonUnderAnotherApplicationIsTheOneThatIsKept(t *testing.T) {
	h := newHouse(t)
	d := h.saved(t, h.tested(t, "password"))
	h.seat(t, "push")
	op := h.test(t, d)
	if d = h.saved(t, d); op.Account != "password@contoso.example" || d.Profile.Username != op.Account {
		t.Fatalf("%s tested, %s saved", op.Account, d.Profile.Username)
	}
	d.Profile.ApplicationID = webRegistration(t, h, "Multitenant Practice Client").ApplicationID
	if op = h.test(t, d); op.Account != "push@contoso.example" {
		t.Fatalf("%+v, %+v", op, op.Problem)
	}
	if d = h.saved(t, d); d.Profile.Username != op.Account || h.status(t) != "tested" {
		t.Errorf("%s saved, %s", d.Profile.Username, h.status(t))
	}
}

func TestChoosingUnderAnotherApplicationKeepsTheAccount(t *testing.T) {
	h := newHouse(t)
	d := h.saved(t, h.tested(t, "password"))
	account := d.Profile.HomeAccountID
	d.Profile.ApplicationID = webRegistration(t, h, "Multitenant Practice Client").ApplicationID
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	rows, err := h.Connection.Organizations(op.ID)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%+v, %v", op.Problem, err)
	}
	if d, err = h.Connection.Choose(d, op.ID, rows[0].ID); err != nil {
		t.Fatal(err)
	}
	if d = h.saved(t, d); d.Profile.HomeAccountID != account || d.Profile.LastVerified != "" {
		t.Errorf("account %q, verified %q", d.Profile.HomeAccountID, d.Profile.LastVerified)
	}
}

func TestAnApplicationSignsInToTheTenantThatStandsThere(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	if op := h.test(t, d); op.Problem != nil {
		t.Fatal(op.Problem)
	}
	if d = h.saved(t, d); d.Profile.AccountTenant == "" {
		t.Fatal("the tenant was not remembered")
	}
	d.Where = "nowhere.example"
	if op := h.test(t, d); op.Problem == nil || op.Problem.Code != "AADSTS90002" {
		t.Errorf("another tenant: %+v", op.Problem)
	}
	d.Where = d.Shown
	if op := h.test(t, d); op.Problem != nil {
		t.Errorf("back: %+v", op.Problem)
	}
}

func TestTheSessionOfAnApplication(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	h.test(t, d)
	d = h.saved(t, d)
	h.test(t, d) // saving drops what another secret may have fetched
	v, err := h.Connection.Session(d)
	if err != nil || v.Problem != nil || v.Account != "application "+d.Profile.ApplicationID || v.Prompt != "application" || v.Tenant != d.Profile.AccountTenant || v.Accounts == nil {
		t.Errorf("%+v, %v", v, err)
	}
	cached := func() (there bool) {
		names, err := h.program.Vault.Names(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			there = there || strings.HasSuffix(name, "_application")
		}
		return there
	}
	if !cached() {
		t.Fatal("nothing is cached for the application")
	}
	out, err := h.Profiles.SignOut(d.Profile.ID)
	if err != nil || len(out.Profiles) != 1 || out.Profiles[0] != d.Profile.Name || out.Account != v.Account || cached() {
		t.Errorf("%+v, cached %t, %v", out, cached(), err)
	}
	if h.status(t) != "tested" {
		t.Errorf("its secret still works, and Home says %s", h.status(t))
	}
}
