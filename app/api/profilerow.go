package api

import (
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// ProfileRow is a profile in the list.
type ProfileRow struct {
	ID       string `json:"id"`
	Rev      int    `json:"rev"`
	Name     string `json:"name"`
	Label    string `json:"label"`
	Color    string `json:"color"`
	Pinned   bool   `json:"pinned"` // stands first
	Practice bool   `json:"practice"`
	Account  string `json:"account"` // who is signed in, or is to sign in; "" when not known
	Tenant   string `json:"tenant"`  // GUID or domain, "" when not known
	// Organization is the friendly name, "" when none is chosen; URL is its address, the
	// typed one if none is chosen, or "".
	Organization string `json:"organization"`
	URL          string `json:"url"`
	// Status is one of "tested" (WhoAmI answered at LastVerified for the account that it
	// keeps), "sign-in-needed", "incomplete" (no organization yet), "unreadable".
	Status       string `json:"status"`
	LastVerified string `json:"lastVerified"`
	// LastUsed is when a person signed in or a test went well, whichever was later; "" for
	// never.
	LastUsed string `json:"lastUsed"`
	// RedirectTried says that the browser has come back once with this ApplicationID and
	// redirect URI, or that none is needed. A test from a saved session proves neither.
	RedirectTried bool `json:"redirectTried"`
	// Expires is when the application's secret or certificate ends, "" when not known;
	// Expiry is "soon", "expired" or "".
	Expires  string           `json:"expires"`
	Expiry   string           `json:"expiry"`
	Custom   bool             `json:"custom"` // signs in at a custom cloud
	ReadOnly bool             `json:"readOnly"`
	Problem  *problem.Problem `json:"problem"` // why it is unreadable
}

func row(e profile.Entry, now time.Time) ProfileRow {
	p := e.Profile
	r := ProfileRow{
		ID: p.ID, Rev: p.Rev, Name: p.Name, Label: p.Label, Color: p.Color, Pinned: p.Pinned,
		Practice: p.Cloud == cloud.Practice, Custom: p.Cloud == cloud.Custom, Account: p.Username, Tenant: p.Tenant,
		URL: p.OrganizationURL, LastVerified: p.LastVerified, LastUsed: later(p.SignedInAt, p.LastVerified),
		RedirectTried: p.RedirectTried(), ReadOnly: e.ReadOnly, Problem: e.Problem, Status: "tested",
	}
	if r.Account == "" {
		r.Account = p.LoginHint
	}
	if r.Expiry, _ = p.Expiry(now); r.Expiry != "" {
		r.Expires = p.Credential.Expires
	}
	if p.Organization != nil {
		r.Organization, r.URL = p.Organization.FriendlyName, p.Organization.URL
		if r.Tenant == "" {
			r.Tenant = p.Organization.TenantID
		}
	}
	if r.Tenant == "" {
		r.Tenant = p.AccountTenant
	}
	switch {
	case e.Problem != nil:
		r.Name, r.Status = e.File, "unreadable"
	case r.URL == "":
		r.Status = "incomplete"
	case p.HomeAccountID == "" && !p.IsApplication() || p.LastVerified == "":
		r.Status = "sign-in-needed"
	}
	return r
}

// later is the later of two times of a profile, each in RFC 3339 or "".
func later(a, b string) string {
	first, _ := time.Parse(time.RFC3339, a)
	second, _ := time.Parse(time.RFC3339, b)
	if second.After(first) {
		return b
	}
	return a
}
