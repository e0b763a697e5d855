package api

import (
	"context"
	"strings"
	"testing"

	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/profile"
)

// The redirect URI of the integration cloud's guide, and its practice registration.
const (
	guideRedirect    = "https://www.softwareag.com/corporate/default.html"
	guideApplication = "Integration Cloud"
)

// byHand is an exchange by hand with a person in front of the browser.
type byHand struct {
	*Exchange
	house  *house
	draft  Draft
	secret string // of the registration
	copied []string
	fails  error // of the clipboard
}

func newByHand(t *testing.T) *byHand {
	t.Helper()
	h := newHouse(t)
	b := &byHand{house: h}
	b.Exchange = newExchange(h.program, func(text string) error {
		b.copied = append(b.copied, text)
		return b.fails
	})
	app := webRegistration(t, h, guideApplication)
	b.secret = app.Secrets[0].Value
	d := h.draft(t)
	d.Profile.ApplicationID, d.Profile.RedirectURI = app.ApplicationID, guideRedirect
	d.Where = practice.Domain
	d.Profile.Organization = &profile.Organization{URL: "https://contoso.crm4.practice.localhost"}
	b.draft = d
	return b
}

func webRegistration(t *testing.T, h *house, name string) practice.App {
	t.Helper()
	tenant, err := h.program.Practice(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	apps, err := tenant.Control().Apps(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range apps {
		if a.Name == name {
			return a
		}
	}
	t.Fatalf("no registration %s", name)
	return practice.App{}
}

func (b *byHand) plan(t *testing.T) ExchangePlan {
	t.Helper()
	plan, err := b.Plan(b.draft, "")
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// ends is the address where the browser ends once the person has signed in.
func (b *byHand) ends(t *testing.T, plan ExchangePlan) string {
	t.Helper()
	users, err := b.house.Practice.Users()
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, "password@") {
			person := rehearsal.NewBrowser(rehearsal.Person{UserName: u.UserPrincipalName, Password: u.Password})
			end, err := person.SignIn(context.Background(), plan.AuthorizeURL)
			if err != nil {
				t.Fatal(err)
			}
			return end.Address.String()
		}
	}
	t.Fatal("no user password@")
	return ""
}
