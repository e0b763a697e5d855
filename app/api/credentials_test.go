package api

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/vault"
)

// lockable is a keychain that can be locked.
type lockable struct {
	keychain
	locked *bool
}

func (k lockable) Get(service, user string) (string, error) {
	if *k.locked {
		return "", vault.ErrLocked
	}
	return keyring.Get(service, user)
}

func (k lockable) Set(service, user, value string) error {
	if *k.locked {
		return vault.ErrLocked
	}
	return keyring.Set(service, user, value)
}

func newLockableHouse(t *testing.T) (*house, *bool) {
	t.Helper()
	locked := false
	return newHouseWith(t, lockable{locked: &locked}), &locked
}

// byPassword is a draft that signs in by user name and a password that is saved.
func (h *house) byPassword(t *testing.T) (Draft, PracticeUser) {
	t.Helper()
	user := h.user(t, "password")
	d := h.draft(t)
	d.Profile.TwoFactor, d.Profile.LoginHint, d.Profile.SavePassword = false, user.UserPrincipalName, true
	d, err := h.Connection.ChooseURL(d, "https://contoso.crm4.practice.localhost")
	if err != nil {
		t.Fatal(err)
	}
	h.typed(t, d, user.Password)
	return d, user
}

func (h *house) typed(t *testing.T, d Draft, password string) {
	t.Helper()
	if err := h.Credentials.SetPassword(d, password); err != nil {
		t.Fatal(err)
	}
}

// kept is what State returns, as "kind saved" or "kind held".
func (h *house) kept(t *testing.T, d Draft) string {
	t.Helper()
	list, err := h.Credentials.State(d)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, c := range list {
		words = append(words, c.Kind+map[bool]string{true: " saved", false: " held"}[c.Saved])
	}
	return strings.Join(words, ", ")
}

func codeOfProblem(p *problem.Problem) string {
	if p == nil {
		return ""
	}
	return p.Code
}

// The profile is saved, the secret waits for the keychain: no second profile of the same
// name, and nothing to type again.
func TestSavingGoesOnWhenTheKeychainIsLocked(t *testing.T) {
	h, locked := newLockableHouse(t)
	d, value := h.application(t)
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	*locked = true
	saved := h.saved(t, d)
	if codeOfProblem(saved.Problem) != "keychain-locked" || saved.Profile.ID == "" || saved.Profile.Rev != 1 {
		t.Fatalf("saved %+v, %v", saved.Profile, saved.Problem)
	}
	if got := h.kept(t, saved); got != "secret held" {
		t.Errorf("kept %q", got)
	}
	if err := h.Credentials.Discard(saved); err != nil || h.kept(t, saved) != "secret held" {
		t.Errorf("closing the dialog lost it: %v", err)
	}
	*locked = false
	saved = h.saved(t, saved)
	if saved.Problem != nil || h.kept(t, saved) != "secret saved" {
		t.Errorf("again: %v, kept %q", saved.Problem, h.kept(t, saved))
	}
	if rows, err := h.Profiles.List(); err != nil || len(rows) != 1 {
		t.Errorf("%d profiles, %v", len(rows), err)
	}
}

// An application whose tenant does not exist can be saved: nothing is asked.
func TestSavingAnApplicationNeedsNoNetwork(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	d.Where = "nowhere.example"
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	if saved := h.saved(t, d); saved.Problem != nil {
		t.Errorf("%v", saved.Problem)
	}
}

func TestAPasswordIsUnsavedWithALockedKeychain(t *testing.T) {
	h, locked := newLockableHouse(t)
	d, _ := h.byPassword(t)
	saved := h.saved(t, d)
	if got := h.kept(t, saved); got != "password saved" {
		t.Fatalf("kept %q", got)
	}
	_ = h.program.Vault.Close() // as in another process, which has no key in memory
	*locked = true
	saved.Profile.SavePassword = false
	if saved = h.saved(t, saved); saved.Problem != nil {
		t.Errorf("%v", saved.Problem)
	}
	if names, err := h.program.Vault.Credentials().Names(t.Context()); err != nil || len(names) != 0 {
		t.Errorf("still sealed: %v, %v", names, err)
	}
}

// A session that an older password brought proves nothing about a new one.
func TestANewPasswordProvesItself(t *testing.T) {
	h := newHouse(t)
	d, user := h.byPassword(t)
	if op := h.test(t, d); op.Problem != nil || op.Prompt != "password" {
		t.Fatalf("%+v, %v", op, op.Problem)
	}
	if op := h.test(t, d); op.Problem != nil || op.Prompt != "saved-session" {
		t.Errorf("proved already: %s, %v", op.Prompt, op.Problem)
	}
	saved := h.saved(t, d)
	h.typed(t, saved, "quite wrong 1")
	for what, op := range map[string]Operation{
		"test":     h.test(t, saved),
		"retrieve": h.until(t, h.retrieve(t, saved, false), done, failed),
	} {
		if codeOfProblem(op.Problem) != "password-wrong" {
			t.Errorf("%s: %s, %v", what, op.Prompt, op.Problem)
		}
	}
	if err := h.Credentials.Discard(saved); err != nil {
		t.Fatal(err)
	}
	if op := h.test(t, saved); op.Problem != nil || op.Account != user.UserPrincipalName {
		t.Errorf("after closing the dialog: %v", op.Problem)
	}
}

func TestClosingADialogDropsWhatWasTyped(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	saved := h.saved(t, d)
	if _, err := h.Credentials.SetSecret(saved, "wrong~"+strings.Repeat("x", 34), ""); err != nil {
		t.Fatal(err)
	}
	if got := h.kept(t, saved); got != "secret held" {
		t.Errorf("kept %q", got)
	}
	if err := h.Credentials.Discard(saved); err != nil {
		t.Fatal(err)
	}
	again, err := h.Profiles.Get(saved.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	if op := h.test(t, again); op.Problem != nil || h.kept(t, again) != "secret saved" {
		t.Errorf("after a cancelled edit: %v, kept %q", op.Problem, h.kept(t, again))
	}
}

// The session of the user name that stood there before is not this one's, nor is the
// sealed password.
func TestAnotherUserNameSignsInByItself(t *testing.T) {
	h := newHouse(t)
	d, _ := h.byPassword(t)
	if op := h.test(t, d); op.Problem != nil {
		t.Fatal(op.Problem)
	}
	saved := h.saved(t, d)
	saved.Profile.LoginHint = "push@contoso.example"
	if op := h.test(t, saved); codeOfProblem(op.Problem) != "credential-for-another" {
		t.Errorf("signed in as %q by %q, %v", op.Account, op.Prompt, op.Problem)
	}
}

// Another ApplicationID is another application: what was sealed is not sent for it.
func TestASealedSecretStaysWithItsApplication(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	saved := h.saved(t, d)
	saved.Profile.ApplicationID = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	if op := h.test(t, saved); codeOfProblem(op.Problem) != "credential-for-another" || op.Problem.Words().Next != problem.EditCredential {
		t.Errorf("%+v", op.Problem)
	}
}

// A slip in the ApplicationID is mended there; the secret need not be entered again.
func TestACorrectedApplicationIDTakesTheTypedSecretAlong(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	right := d.Profile.ApplicationID
	d.Profile.ApplicationID = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8"
	d, err := h.Credentials.SetSecret(d, value, "")
	if err != nil {
		t.Fatal(err)
	}
	if op := h.test(t, d); op.Problem == nil || codeOfProblem(op.Problem) == "credential-for-another" {
		t.Fatalf("the wrong ApplicationID: %+v", op.Problem)
	}
	saving := d
	d.Profile.ApplicationID = right
	if op := h.test(t, d); op.Problem != nil {
		t.Errorf("the right one: %v", op.Problem)
	}

	// Saved without a test in between.
	if saving, err = h.Credentials.SetSecret(saving, value, ""); err != nil {
		t.Fatal(err)
	}
	h.test(t, saving)
	saving.Profile.ApplicationID = right
	if op := h.test(t, h.saved(t, saving)); op.Problem != nil {
		t.Errorf("saved, then tested: %v", op.Problem)
	}
}

func TestAnUnreadableCertificateHidesNothingElse(t *testing.T) {
	h, locked := newLockableHouse(t)
	d, _ := h.byPassword(t)
	saved := h.saved(t, d)
	resolved, err := profile.Resolve(saved.Profile)
	if err != nil {
		t.Fatal(err)
	}
	keeper := h.program.Credentials
	keeper.Hold(saved.Profile.ID, credential.Credential{Kind: credential.Certificate, File: []byte("no certificate")})
	if err := keeper.Keep(t.Context(), saved.Profile.ID, saved.Profile.ID, credential.Certificate, credential.ForProfile(resolved)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"certificate-not-recognised", "keychain-locked"} {
		list, err := h.Credentials.State(saved)
		if err != nil || len(list) != 2 || list[0].Problem != nil || codeOfProblem(list[1].Problem) != want || !list[1].Saved {
			t.Errorf("%s: %+v, %v", want, list, err)
		}
		_ = h.program.Vault.Close()
		*locked = true
	}
}

func TestACertificateThatIsNoneIsRefused(t *testing.T) {
	h := newHouse(t)
	d, _ := h.application(t)
	_, err := h.Credentials.SetCertificate(d, base64.StdEncoding.EncodeToString([]byte("nothing")), "")
	if code1(err) != "certificate-not-recognised" || h.kept(t, d) != "" {
		t.Errorf("%v, kept %q", err, h.kept(t, d))
	}
}

// The profile is gone whatever becomes of what was sealed for it.
func TestADeletedProfileMayLeaveSomething(t *testing.T) {
	h := newHouse(t)
	d, _ := h.byPassword(t)
	saved := h.saved(t, d)
	path := filepath.Join(h.program.Home.Sessions, saved.Profile.ID+".password.credential")
	if err := errors.Join(os.Remove(path), os.MkdirAll(filepath.Join(path, "cannot be removed"), 0o700)); err != nil {
		t.Fatal(err)
	}
	if err := h.Profiles.Delete(saved.Profile.ID, saved.Profile.Rev); err != nil {
		t.Fatal(err)
	}
	err := h.Profiles.Purge([]string{saved.Profile.ID})
	if p := problem.From(err); p == nil || p.Code != "credential-left" || !p.Warning {
		t.Errorf("got %v", err)
	}
	if rows, err := h.Profiles.List(); err != nil || len(rows) != 0 {
		t.Errorf("%d profiles, %v", len(rows), err)
	}
}

func TestTheKeptSecretOfAnotherApplicationIsNotExchanged(t *testing.T) {
	b := newByHand(t)
	if _, err := b.house.Credentials.SetSecret(b.draft, b.secret, ""); err != nil {
		t.Fatal(err)
	}
	b.draft.Profile.Credential = &profile.Credential{Kind: "secret"}
	first := b.plan(t)
	if err := b.Code(first.ID, b.ends(t, first)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Redeem(first.ID, ""); err != nil {
		t.Fatal(err)
	}
	b.draft.Profile.ApplicationID = b.house.draft(t).Profile.ApplicationID
	second, err := b.Plan(b.draft, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Code(second.ID, "1.practice.0123456789abcdefghijklmnop"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Redeem(second.ID, ""); codeOf(err) != "credential-for-another" {
		t.Errorf("got %v", err)
	}
}
