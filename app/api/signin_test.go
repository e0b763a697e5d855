package api

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// application is a draft that signs an application in.
func (h *house) application(t *testing.T) (Draft, string) {
	t.Helper()
	app := webRegistration(t, h, guideApplication)
	d := h.draft(t)
	d.Profile.SignInAs, d.Profile.ApplicationID = profile.AsApplication, app.ApplicationID
	d, err := h.Connection.ChooseURL(d, "https://contoso.crm4.practice.localhost")
	if err != nil {
		t.Fatal(err)
	}
	return d, app.Secrets[0].Value
}

func (h *house) test(t *testing.T, d Draft) Operation {
	t.Helper()
	op, err := h.Connection.Test(d)
	if err != nil {
		t.Fatal(err)
	}
	return h.until(t, op, done, failed)
}

func TestAnApplicationsSecretFromTheDraftToTheVault(t *testing.T) {
	h := newHouse(t)
	d, value := h.application(t)
	if op := h.test(t, d); op.Problem == nil || op.Problem.Code != "credential-missing" {
		t.Errorf("without a secret: %+v", op.Problem)
	}
	if _, err := h.Credentials.SetSecret(d, "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8", ""); code1(err) != "secret-id-not-value" {
		t.Errorf("the secret's ID: %v", err)
	}
	if _, err := h.Credentials.SetSecret(d, value, "tomorrow"); codeOf(err) != "expiry-not-a-date" {
		t.Errorf("no date: %v", err)
	}
	d, err := h.Credentials.SetSecret(d, value, "2030-01-31")
	if err != nil || d.Profile.Credential.Expires != "2030-01-31T23:59:59Z" {
		t.Fatalf("%+v, %v", d.Profile.Credential, err)
	}
	op := h.test(t, d)
	if op.WhoAmI == nil || op.Prompt != "application" || !strings.HasPrefix(op.Account, "application ") {
		t.Fatalf("test: %+v, %+v", op, op.Problem)
	}
	saved, err := h.Profiles.Save(d)
	if err != nil || saved.Profile.LastVerified == "" {
		t.Fatalf("saved %+v, %v", saved.Profile, err)
	}
	kept, err := h.Credentials.State(saved)
	if err != nil || len(kept) != 1 || kept[0].Kind != "secret" || !kept[0].Saved || kept[0].Expires == "" {
		t.Errorf("kept %+v, %v", kept, err)
	}
	h.nowhere(t, value)
	// Another secret proves itself, although the first one's token is still cached.
	wrong, err := h.Credentials.SetSecret(saved, "wrong~"+strings.Repeat("x", 34), "")
	if err != nil {
		t.Fatal(err)
	}
	if op := h.test(t, wrong); op.Problem == nil || op.Problem.Code != "AADSTS7000215" {
		t.Errorf("a wrong secret over a cached token: %+v", op.Problem)
	}
	if err := errors.Join(h.Profiles.Delete(saved.Profile.ID, saved.Profile.Rev), h.Profiles.Purge([]string{saved.Profile.ID})); err != nil {
		t.Fatal(err)
	}
	if kept, err := h.Credentials.State(saved); err != nil || len(kept) != 0 {
		t.Errorf("left after the profile: %+v, %v", kept, err)
	}
}

// code1 is the code of a form's only problem.
func code1(err error) string {
	p := problem.From(err)
	if p == nil || len(p.Fields) != 1 {
		return codeOf(err)
	}
	return p.Fields[0].Code
}

// nowhere fails when a secret stands readable in any file of the home.
func (h *house) nowhere(t *testing.T, secret string) {
	t.Helper()
	root := filepath.Dir(h.program.Home.Profiles)
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), secret) {
			t.Errorf("the secret stands in %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAPasswordIsSavedOnlyWhenAsked(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	users, err := h.Practice.Users()
	if err != nil {
		t.Fatal(err)
	}
	var user PracticeUser
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, "password@") {
			user = u
		}
	}
	d.Profile.TwoFactor, d.Profile.LoginHint = false, user.UserPrincipalName
	if d.Where == "" {
		t.Fatal("the tenant should stand beside the user name")
	}
	if err := h.Credentials.SetPassword(d, "abcd efgh ijkl mnop"); code1(err) != "app-password" {
		t.Errorf("an app password: %v", err)
	}
	if err := h.Credentials.SetPassword(d, user.Password); err != nil {
		t.Fatal(err)
	}
	op := h.until(t, h.retrieve(t, d, false), done, failed)
	if op.State != done || op.Prompt != "password" || op.Account != user.UserPrincipalName || op.Organizations != 3 {
		t.Fatalf("%+v, %+v", op, op.Problem)
	}
	saved, err := h.Profiles.Save(d)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := h.Credentials.State(saved); err != nil || len(kept) != 1 || kept[0].Saved {
		t.Errorf("kept %+v, %v", kept, err)
	}
	if saved.Where != d.Where || saved.Profile.LoginHint != user.UserPrincipalName {
		t.Errorf("saved with %q for %q", saved.Profile.LoginHint, saved.Where)
	}
	saved.Profile.SavePassword = true
	if saved, err = h.Profiles.Save(saved); err != nil {
		t.Fatal(err)
	}
	if kept, err := h.Credentials.State(saved); err != nil || len(kept) != 1 || !kept[0].Saved {
		t.Errorf("kept %+v, %v", kept, err)
	}
	h.nowhere(t, user.Password)
	saved.Profile.SavePassword = false
	if saved, err = h.Profiles.Save(saved); err != nil {
		t.Fatal(err)
	}
	if kept, err := h.Credentials.State(saved); err != nil || len(kept) != 1 || kept[0].Saved {
		t.Errorf("after taking it back: %+v, %v", kept, err)
	}
}

func TestSwitchingToAnotherFlow(t *testing.T) {
	h := newHouse(t)
	op := h.until(t, h.retrieve(t, h.draft(t), false), waiting)
	if op.Flow != "post" {
		t.Fatalf("%+v", op)
	}
	if err := h.Connection.SwitchTo(op.ID, "query"); err != nil {
		t.Fatal(err)
	}
	at := func(flow string) Operation {
		t.Helper()
		for {
			if now := h.until(t, op, waiting); now.Flow == flow {
				return now
			}
			<-h.events
		}
	}
	at("query")
	if err := h.Connection.SwitchTo(op.ID, "sideways"); codeOf(err) == "" {
		t.Error("an unknown flow was taken")
	}
	if err := h.Connection.SwitchTo(op.ID, "device-code"); err != nil {
		t.Fatal(err)
	}
	now := at("device-code")
	d := now.DeviceCode
	if now.Flow != "device-code" || d == nil || d.UserCode == "" || d.ExpiresAt == "" || len(d.QR) < 21 || len(d.QR[0]) != len(d.QR) {
		t.Errorf("device code %+v", d)
	}
	if err := h.Connection.Cancel(op.ID); err != nil {
		t.Fatal(err)
	}
	h.until(t, op, cancelled)
}

func TestTheSessionToLookAt(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	if v, err := h.Connection.Session(d); err != nil || v.Problem == nil || v.Problem.Code != "signin-needed" || v.Accounts == nil {
		t.Errorf("nobody: %+v, %v", v, err)
	}
	d = h.tested(t, "push")
	v, err := h.Connection.Session(d)
	if err != nil || v.Account != "push@contoso.example" || v.MFA != "yes" || v.Guest || v.Since == "" || v.ExpiresAt == "" || v.Prompt != "prompted" || v.Storage != "keychain" || v.Problem != nil {
		t.Errorf("view %+v, %v", v, err)
	}
	rows := v.Accounts
	if len(rows) != 1 || !rows[0].Current {
		t.Fatalf("accounts %+v", rows)
	}
	other := h.draft(t)
	other, err = h.Connection.TakeAccount(other, rows[0].HomeAccountID)
	if err != nil || other.Profile.Username != "push@contoso.example" || other.Where != "push@contoso.example" {
		t.Errorf("used %+v, %v", other.Profile, err)
	}
	if data, _ := json.Marshal(v); strings.Contains(string(data), "eyJ") {
		t.Error("the view has a token")
	}
}

func TestACustomCloudIsConfirmedFirst(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	d.Where = ""
	d.Profile.Cloud, d.Profile.CustomCloud = cloud.Custom, &cloud.Hosts{Authority: "https://login.test.example/", Discovery: "disco.test.example", Organizations: []string{"*.crm.test.example"}}
	if _, err := h.Profiles.Save(d); code1(err) != "custom-cloud-not-confirmed" {
		t.Errorf("not confirmed: %v", err)
	}
	confirmed, err := h.Profiles.ConfirmCloud(d)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := h.Profiles.Save(confirmed)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := h.Profiles.List()
	if err != nil || len(rows) != 1 || !rows[0].Custom || rows[0].Practice {
		t.Errorf("rows %+v, %v", rows, err)
	}
	saved.Profile.CustomCloud.Discovery = "disco.elsewhere.example"
	if _, err := h.Profiles.Save(saved); code1(err) != "custom-cloud-not-confirmed" {
		t.Errorf("another host: %v", err)
	}
	d.Profile.CustomCloud.Discovery = "globaldisco.crm.dynamics.com"
	if _, err := h.Profiles.ConfirmCloud(d); codeOf(err) != "custom-cloud-genuine" {
		t.Errorf("a genuine host: %v", err)
	}
}

func TestPracticeKnowsWhetherThePageHasAnswered(t *testing.T) {
	h := newHouse(t)
	d := h.draft(t)
	posted := h.Connection.posted(d.Profile)
	if posted() {
		t.Error("nobody has signed in")
	}
	h.seat(t, "push")
	if op := h.until(t, h.retrieve(t, d, false), done, failed); op.Problem != nil {
		t.Fatal(op.Problem)
	}
	if !posted() {
		t.Error("the answer was posted")
	}
	if h.Connection.posted(profile.Profile{Cloud: cloud.Public}) != nil {
		t.Error("nobody knows that of a real tenant")
	}
}
