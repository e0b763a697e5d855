package profile

import (
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// Resolved is a profile as it travels below the doors: in one spelling, its cloud known,
// its redirect URI and addresses read. It is made once, by [Resolve], where a profile
// enters: read from the store, sent by the front end, put together from flags, imported. A
// function that takes one neither normalizes nor parses, and has no error to return for it.
//
// It answers without a check whether somebody could sign in: it is for looking at sessions,
// signing out and the like, which must work with half a profile too. What signs in takes a
// [Checked]. Nobody outside this package can make or change either; a changed Profile is
// resolved anew. The zero value trusts no host.
type Resolved struct {
	profile      Profile
	cloud        cloud.Cloud
	redirect     Redirect
	organization string
	api          string
}

// Checked is a Resolved that a sign-in can begin with: every field that it uses was looked
// at, and nothing but a warning was found. [Check] makes it.
type Checked struct{ Resolved }

// Resolve brings a profile into one spelling (see [Normalize]) and reads what it says. The
// error is a *problem.Problem of kind Input about the cloud, which is unknown, or custom and
// not confirmed; nothing else in a profile is refused here. What could be read comes with
// the error, too, to say what else is wrong; it trusts no host.
func Resolve(p Profile) (Resolved, error) {
	p = Normalize(p)
	c, err := CloudOf(p)
	r := Resolved{profile: p, cloud: c, redirect: ParseRedirect(p.RedirectURI)}
	r.organization = strings.TrimRight(p.OrganizationURL, "/")
	if o := p.Organization; o != nil && o.URL != "" {
		r.organization, r.api = strings.TrimRight(o.URL, "/"), strings.TrimRight(o.APIURL, "/")
	}
	if r.api == "" {
		r.api = r.organization
	}
	return r, err
}

// Check is [Resolve] for a profile that is to sign in. The error is a *problem.Problem
// "form" with everything that [Validate] finds, but for the name, which no sign-in needs,
// and with what this way of signing in needs besides. Warnings stop nothing.
func Check(p Profile) (Checked, error) {
	r, _ := Resolve(p) // a cloud that is wrong is in the form
	return r.Check()
}

// Check is [Check] for a profile that is resolved.
func (r Resolved) Check() (Checked, error) {
	if err := problem.Form(checkSignIn(r.profile)); err != nil {
		return Checked{}, err
	}
	return Checked{r}, nil
}

// Validate is [Validate] for a profile that is resolved.
func (r Resolved) Validate() []*problem.Problem { return validate(r.profile) }

// checkSignIn finds what keeps a normalized profile from signing in.
func checkSignIn(p Profile) []*problem.Problem {
	v := &findings{}
	switch {
	case !p.Online:
		v.at("online", one("on-premises-later")...)
	case p.ByPassword():
		if p.LoginHint == "" {
			v.at("loginHint", one("user-name-missing")...)
		}
		// It goes to the identity provider, so it must not be a secret that was pasted
		// into the wrong field.
		v.at("applicationId", checkApplicationID(p)...)
	}
	for _, found := range validate(p) {
		if found.Field != "name" {
			v.all = append(v.all, found)
		}
	}
	return v.all
}

// Profile is what was resolved. It is the caller's copy, but for what its pointers show.
func (r Resolved) Profile() Profile { return r.profile }

// Cloud is where to sign in. A custom one was confirmed by a person.
func (r Resolved) Cloud() cloud.Cloud { return r.cloud }

// Redirect is the redirect URI, understood; its Kind is Invalid where there is none.
func (r Resolved) Redirect() Redirect { return r.redirect }

// Organization is the address of the organization, chosen or typed, without a slash at its
// end: the resource of its tokens. It is "" when there is none. api is the address of its
// Web API, which is the same one unless discovery has named another.
func (r Resolved) Organization() (address, api string) { return r.organization, r.api }

// Tenant is the tenant's GUID as far as it is known without a network: the typed one, else
// the one that the last sign-in found. It is "" where a domain has to be looked up, or any
// organization will do.
func (r Resolved) Tenant() string {
	switch p := r.profile; {
	case cloud.IsGUID(p.Tenant):
		return p.Tenant
	case p.HomeAccountID != "":
		return p.AccountTenant
	}
	return ""
}

// InBrowser is the profile as if a person signed in with it in a browser, whatever way of
// signing in it has otherwise.
func (r Resolved) InBrowser() Resolved {
	r.profile.TwoFactor, r.profile.Method, r.profile.SignInAs = true, Auto, ""
	return r
}

// Again is the profile for one more try after a sign-in: with the account that has signed
// in, if one has, and with scopes in the spelling that DoubleSlash says. Neither is anything
// that [Check] looks at.
func (c Checked) Again(homeAccountID string, doubleSlash bool) Checked {
	if homeAccountID != "" {
		c.profile.HomeAccountID = homeAccountID
	}
	c.profile.DoubleSlash = doubleSlash
	return c
}

// OfTenant is the profile whose organization is known to belong to a tenant.
func (c Checked) OfTenant(tenant string) Checked {
	known := *c.profile.Organization
	known.TenantID = tenant
	c.profile.Organization = &known
	return c
}

// IsApplication reports whether an application signs in instead of a person.
func (r Resolved) IsApplication() bool { return r.profile.IsApplication() }

// ByPassword reports whether a person signs in by user name and password alone.
func (r Resolved) ByPassword() bool { return r.profile.ByPassword() }
