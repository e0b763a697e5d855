package api

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"latchkey/app/credential"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

func TestAnExchangeByHandFromTheAddressToTheClipboard(t *testing.T) {
	b := newByHand(t)
	plan := b.plan(t)
	if plan.ForeignHost != "www.softwareag.com" || len(plan.Warnings) != 2 || len(plan.Fields) != 6 {
		t.Errorf("plan %+v", plan)
	}
	if err := b.Open(plan.ID); err != nil || len(b.house.opened) != 1 || b.house.opened[0] != plan.AuthorizeURL {
		t.Errorf("opened %v, %v", b.house.opened, err)
	}
	address := b.ends(t, plan)
	if err := b.Code(plan.ID, address); err != nil {
		t.Fatal(err)
	}
	result, err := b.Redeem(plan.ID, b.secret)
	if err != nil {
		t.Fatal(err)
	}
	if result.Account != "password@contoso.example" || result.Tenant == "" || result.ExpiresOn <= time.Now().UTC().Format(time.RFC3339) ||
		!result.RefreshToken || result.Resource != "https://contoso.crm4.practice.localhost" {
		t.Errorf("result %+v", result)
	}
	for _, what := range []string{"access_token", "refresh_token"} {
		if err := b.Copy(plan.ID, what); err != nil {
			t.Errorf("copy %s: %v", what, err)
		}
	}
	if len(b.copied) != 2 || !strings.HasPrefix(b.copied[0], "eyJ") || b.copied[1] == "" {
		t.Fatalf("copied %v", b.copied)
	}
	shown, _ := json.Marshal([]any{plan, result})
	for _, value := range append(b.copied, b.secret) {
		if strings.Contains(string(shown), value) {
			t.Errorf("%.12s... is in %s", value, shown)
		}
	}
	if _, err := b.Redeem(plan.ID, b.secret); codeOf(err) != "exchange-code-missing" {
		t.Errorf("a second time: %v", err)
	}
	if err := b.Copy(plan.ID, "access_token"); err != nil || b.copied[2] != b.copied[0] {
		t.Errorf("the tokens are gone: %v", err)
	}
}

func TestACodeThatIsRefusedIsSpent(t *testing.T) {
	b := newByHand(t)
	plan := b.plan(t)
	if err := b.Code(plan.ID, "1.practice.0123456789abcdefghijklmnop"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"AADSTS9002313", "exchange-code-missing"} {
		if _, err := b.Redeem(plan.ID, b.secret); codeOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestAWrongSecretDoesNotCostTheCode(t *testing.T) {
	b := newByHand(t)
	plan := b.plan(t)
	if err := b.Code(plan.ID, b.ends(t, plan)); err != nil {
		t.Fatal(err)
	}
	for _, try := range []struct{ secret, code string }{
		{"abc8Q~0123456789abcdefghijABCDEFGHIJ0123", "AADSTS7000215"},
		{"", "exchange-secret-wanted"},
		{"0b5e8a5c-42d6-4d6c-9b3e-5d5d1d9b8a11", "secret-id-not-value"},
		{b.secret, ""},
	} {
		if _, err := b.Redeem(plan.ID, try.secret); codeOf(err) != try.code {
			t.Errorf("secret %.8s...: %v, want %s", try.secret, err, try.code)
		}
	}
}

func TestTheSecretThatIsKeptIsUsed(t *testing.T) {
	b := newByHand(t)
	b.draft.Profile.Credential = &profile.Credential{Kind: "secret"}
	plan := b.plan(t)
	if err := b.Code(plan.ID, b.ends(t, plan)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Redeem(plan.ID, ""); codeOf(err) != "credential-missing" {
		t.Errorf("nothing is kept: %v", err)
	}
	b.house.program.Credentials.Hold(owner(b.draft), credential.Credential{Kind: credential.Secret, Value: secret.New(b.secret)})
	if _, err := b.Redeem(plan.ID, ""); err != nil {
		t.Error(err)
	}
}

func TestTheCommandWithTheCodeGoesToTheClipboardOnly(t *testing.T) {
	b := newByHand(t)
	plan := b.plan(t)
	code := "1.practice.0123456789abcdefghijklmnop"
	if err := b.Code(plan.ID, code); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"code", "curl", "powershell"} {
		if err := b.Copy(plan.ID, what); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if len(b.copied) != 3 || b.copied[0] != code || !strings.Contains(b.copied[1], "'code="+code+"'") || !strings.Contains(b.copied[2], "'code="+code+"'") {
		t.Errorf("copied %q", b.copied)
	}
	if strings.Contains(plan.Curl+plan.PowerShell+plan.Postman, code) {
		t.Error("the plan shows the code")
	}
}

func TestWhatIsNotThereIsNotCopied(t *testing.T) {
	b := newByHand(t)
	plan := b.plan(t)
	for _, what := range []string{"access_token", "refresh_token", "code", "client_secret", ""} {
		if err := b.Copy(plan.ID, what); codeOf(err) != "exchange-nothing-to-copy" {
			t.Errorf("%q: %v", what, err)
		}
	}
	b.fails = errors.New("no clipboard")
	if err := b.Copy(plan.ID, "curl"); codeOf(err) != "clipboard-failed" {
		t.Errorf("broken clipboard: %v", err)
	}
}

func TestExchangesByHandAreDropped(t *testing.T) {
	b := newByHand(t)
	now := time.Now()
	b.table.now = func() time.Time { return now }
	first := b.plan(t)
	for range exchangeMost - 1 {
		b.plan(t)
	}
	if err := b.Open(first.ID); err != nil {
		t.Errorf("the eighth drops the first: %v", err)
	}
	last := b.plan(t)
	if err := b.Open(first.ID); codeOf(err) != "exchange-gone" {
		t.Errorf("the ninth keeps the first: %v", err)
	}
	now = now.Add(exchangeAge - time.Second)
	if err := b.Open(last.ID); err != nil {
		t.Errorf("dropped too early: %v", err)
	}
	now = now.Add(time.Second)
	_, exchanged := b.Redeem(last.ID, "")
	for what, err := range map[string]error{"open": b.Open(last.ID), "code": b.Code(last.ID, "x"), "copy": b.Copy(last.ID, "curl"), "exchange": exchanged} {
		if codeOf(err) != "exchange-gone" {
			t.Errorf("%s after half an hour: %v", what, err)
		}
	}
}

func TestADraftThatCannotBeExchangedSaysWhy(t *testing.T) {
	b := newByHand(t)
	b.draft.Profile.ApplicationID, b.draft.Profile.RedirectURI = "", ""
	if _, err := b.Plan(b.draft, ""); codeOf(err) != "form" {
		t.Errorf("nothing typed: %v", err)
	}
	b = newByHand(t)
	if _, err := b.Plan(b.draft, "https://contoso.crm4.dynamics.com"); codeOf(err) != "organization-url-other-cloud" {
		t.Errorf("a real organization: %v", err)
	}
	b.draft.Where = "password@contoso.example"
	if plan, err := b.Plan(b.draft, ""); err != nil || !strings.Contains(plan.TokenURL, "/oauth2/token") || strings.Contains(plan.TokenURL, "organizations") {
		t.Errorf("the tenant of an e-mail address: %+v, %v", plan.TokenURL, err)
	}
}
