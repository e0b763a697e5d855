package api

import (
	"strings"
	"testing"
	"time"

	"latchkey/app/problem"
	"latchkey/app/profile"
)

// only is the only row of the list.
func (h *house) only(t *testing.T) ProfileRow {
	t.Helper()
	rows, err := h.Profiles.List()
	if err != nil || len(rows) != 1 {
		t.Fatalf("%+v, %v", rows, err)
	}
	return rows[0]
}

func TestADeletedProfileComesBackWithItsSessionAndPassword(t *testing.T) {
	h := newHouse(t)
	d, user := h.byPassword(t)
	d.Profile.SavePassword = true
	h.typed(t, d, user.Password)
	d = h.saved(t, d)
	before, session := h.only(t), h.kept(t, d)
	if session == "" {
		t.Fatal("no password is kept")
	}
	if err := h.Profiles.Delete(d.Profile.ID, d.Profile.Rev); err != nil {
		t.Fatal(err)
	}
	if rows, err := h.Profiles.List(); err != nil || len(rows) != 0 {
		t.Errorf("listed %+v, %v", rows, err)
	}
	if err := h.Profiles.Restore(d.Profile.ID); err != nil {
		t.Fatal(err)
	}
	if after := h.only(t); after != before || h.kept(t, d) != session {
		t.Errorf("restored %+v, kept %q", after, h.kept(t, d))
	}
}

func TestADeletionThatNobodyUndidIsFinishedByTheNextList(t *testing.T) {
	h := newHouse(t)
	d, user := h.byPassword(t)
	d.Profile.SavePassword = true
	h.typed(t, d, user.Password)
	d = h.saved(t, d)
	if err := h.Profiles.Delete(d.Profile.ID, d.Profile.Rev); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Profiles.List(); err != nil || h.kept(t, d) == "" {
		t.Fatalf("it can still be undone: kept %q, %v", h.kept(t, d), err)
	}
	later := time.Now().Add(undoLimit + 2*time.Second)
	h.program.Now = func() time.Time { return later }
	if _, err := h.Profiles.List(); err != nil || h.kept(t, d) != "" {
		t.Errorf("kept %q, %v", h.kept(t, d), err)
	}
	if err := h.Profiles.Restore(d.Profile.ID); problem.From(err) == nil || problem.From(err).Kind != problem.NotFound {
		t.Errorf("restored: %v", err)
	}
}

func TestALookChangesNothingElse(t *testing.T) {
	h := newHouse(t)
	d := h.saved(t, h.draft(t))
	before := d.Profile
	if err := h.Profiles.SetLook(before.ID, Look{Name: "Adatum", Color: "#C50F1F", Pinned: true}); err != nil {
		t.Fatal(err)
	}
	d, err := h.Profiles.Get(before.ID)
	after := d.Profile
	if err != nil || after.Name != "Adatum" || after.Color != "#c50f1f" || !after.Pinned || profile.Proven(after) != profile.Proven(before) {
		t.Errorf("%+v, %v", after, err)
	}
	for code, look := range map[string]Look{
		"name-missing":  {Name: " "},
		"name-too-long": {Name: strings.Repeat("x", 1000)},
		"color-invalid": {Name: "Adatum", Color: "url(https://example.com)"},
	} {
		if err := h.Profiles.SetLook(before.ID, look); code1(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	if row := h.only(t); row.Name != "Adatum" || !row.Pinned {
		t.Errorf("%+v", row)
	}
}

func TestATestFromASavedSessionDoesNotTryTheRedirectURI(t *testing.T) {
	h := newHouse(t)
	d := h.saved(t, h.tested(t, "password"))
	if row := h.only(t); row.Status != "tested" || !row.RedirectTried || row.Account != "password@contoso.example" || row.LastUsed == "" {
		t.Errorf("signed in by a browser: %+v", row)
	}
	d.Profile.RedirectURI = "http://localhost:8400/other"
	if op := h.test(t, d); op.Problem != nil || op.Prompt != "saved-session" {
		t.Fatalf("%+v", op)
	}
	h.saved(t, d)
	if row := h.only(t); row.Status != "tested" || row.RedirectTried {
		t.Errorf("tested from the saved session: %+v", row)
	}
}

func TestATypedAddressIsAnOrganization(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Profile.Cloud, d.Profile.Tenant, d.Where = "public", "", "https://contoso.crm4.dynamics.com"
	h.saved(t, d)
	if row := h.only(t); row.Status != "sign-in-needed" || row.URL != "https://contoso.crm4.dynamics.com" {
		t.Errorf("%+v", row)
	}
	if err := h.Profiles.OpenOrganization(h.only(t).ID); err != nil {
		t.Fatal(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.opened) != 1 || h.opened[0] != "https://contoso.crm4.dynamics.com" {
		t.Errorf("opened %v", h.opened)
	}
}

func TestACopyOfAProfileIsInTheListAtOnce(t *testing.T) {
	h := newHouse(t)
	d := h.saved(t, h.draft(t))
	id, err := h.Profiles.Duplicate(d.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := h.Profiles.List()
	if err != nil || len(rows) != 2 || rows[1].ID != id || rows[1].Name != rows[0].Name+" 2" {
		t.Errorf("%+v, %v", rows, err)
	}
}
