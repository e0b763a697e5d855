package profile

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// What a field may hold at most, in characters.
const (
	longestName  = 60
	longestLabel = 20
	longestNotes = 10_000
	longestHint  = 320 // 64 @ 255, RFC 3696 with its erratum
)

// Validate finds everything that is wrong with a profile, and what is worth a
// warning; each problem's Field is the JSON name of the profile's field. It looks at
// the profile as [Normalize] would leave it. ApplicationID and RedirectURI count only
// for CRM Online with two-factor authentication. Whether the name is taken is the
// store's to say.
func Validate(p Profile) []*problem.Problem { return validate(Normalize(p)) }

// validate is Validate for a profile that is normalized.
func validate(p Profile) []*problem.Problem {
	v := &findings{}
	v.at("name", checkName(p.Name)...)
	v.at("label", checkText(p.Label, longestLabel, "label-too-long")...)
	v.at("notes", checkNotes(p.Notes)...)
	v.at("color", checkColor(p.Color)...)
	v.at("cloud", checkCloud(p)...)
	v.at("signInAs", checkSignInAs(p)...)
	switch {
	case p.Online && p.IsApplication():
		v.at("applicationId", checkApplicationID(p)...)
		v.at("tenant", checkApplicationTenant(p)...)
	case p.Online && p.TwoFactor:
		v.at("applicationId", checkApplicationID(p)...)
		v.at("method", checkMethod(p)...)
		if p.Method != DeviceCode || p.RedirectURI != "" {
			v.at("redirectUri", checkRedirect(p.RedirectURI)...)
			v.at("redirectUri", checkFreePort(p)...)
		}
	}
	v.at("extraTenants", checkExtraTenants(p.ExtraTenants)...)
	v.at("domainHint", checkDomainHint(p.DomainHint)...)
	v.at("tenant", checkTenant(p.Tenant)...)
	v.at("loginHint", checkLoginHint(p.LoginHint)...)
	if p.Online {
		v.at("organizationUrl", checkOrganizationURL(p)...)
	}
	return append(v.all, checkKept(p)...)
}

// findings gathers problems and says where they belong.
type findings struct{ all []*problem.Problem }

func (f *findings) at(field string, ps ...*problem.Problem) {
	for _, p := range ps {
		if p.Field == "" {
			p.At(field)
		}
		f.all = append(f.all, p)
	}
}

// one is a list of a single Input problem.
func one(code string) []*problem.Problem {
	return []*problem.Problem{problem.New(problem.Input, code)}
}

func checkName(name string) []*problem.Problem {
	if name == "" {
		return one("name-missing")
	}
	if strings.ContainsFunc(name, func(r rune) bool { return unprintable(r) || invisible(r) }) {
		return one("name-control-characters")
	}
	return checkText(name, longestName, "name-too-long")
}

// unprintable finds controls, direction overrides and broken UTF-8, with which two
// names could look the same.
func unprintable(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff'
}

// invisible finds characters that show nothing, joiners and tags included: names that
// look the same would be two.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point)
}

func checkText(text string, longest int, code string) []*problem.Problem {
	if strings.ContainsFunc(text, unprintable) {
		return one("text-control-characters")
	}
	if utf8.RuneCountInString(text) > longest {
		return tooLong(code, longest)
	}
	return nil
}

func checkNotes(notes string) []*problem.Problem {
	if utf8.RuneCountInString(notes) > longestNotes {
		return tooLong("notes-too-long", longestNotes)
	}
	if strings.ContainsFunc(notes, func(r rune) bool { return unprintable(r) && r != '\n' && r != '\r' && r != '\t' }) {
		return one("text-control-characters")
	}
	return nil
}

// hexColor is what Normalize leaves of a colour.
var hexColor = pattern.Lazy(`^#[0-9a-f]{6}$`)

func checkColor(color string) []*problem.Problem {
	if color == "" || hexColor().MatchString(color) {
		return nil
	}
	return one("color-invalid")
}

// checkCloud says at which of the two fields a cloud is wrong: findings keeps a field
// that is set already.
func checkCloud(p Profile) []*problem.Problem {
	if _, err := CloudOf(p); err != nil {
		return []*problem.Problem{problem.From(err)}
	}
	return nil
}

// checkMethod refuses to wait for a browser that can't come back.
func checkMethod(p Profile) []*problem.Problem {
	switch p.Method {
	case Auto, Paste, DeviceCode:
		return nil
	case Browser:
		if k := ParseRedirect(p.RedirectURI).Kind; k == RedirectLoopback || k == RedirectInvalid {
			return nil
		}
		return one("method-needs-loopback")
	}
	return one("method-unknown")
}

// checkFreePort warns of an address without a port in a custom cloud. Entra lets any port of a
// loopback address through, as RFC 8252 section 7.3 asks; other authorities compare it
// (node-oidc-provider, entra-emulator, entra-local and emulate all do), and their error
// stays in the browser.
func checkFreePort(p Profile) []*problem.Problem {
	r := ParseRedirect(p.RedirectURI)
	if p.Cloud != cloud.Custom || r.Kind != RedirectLoopback || r.URL.Port() != "" {
		return nil
	}
	return []*problem.Problem{warning("redirect-uri-any-port")}
}

func checkTenant(tenant string) []*problem.Problem {
	switch {
	case tenant == "", tenant == "organizations", tenant == "common", cloud.IsTenant(tenant) && tenant != personalTenant:
		return nil
	case tenant == "consumers", tenant == personalTenant: // nobody there has Dataverse
		return one("tenant-personal")
	}
	return one("tenant-invalid")
}

// personalTenant is the tenant of personal accounts, which consumers stands for ("ID token claims
// reference", tid).
const personalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad"

func checkLoginHint(hint string) []*problem.Problem {
	if hint == "" || isLoginHint(hint) {
		return nil
	}
	return one("login-hint-invalid")
}

// isLoginHint accepts a user principal name: something, @, a domain.
func isLoginHint(text string) bool {
	at := strings.LastIndexByte(text, '@')
	return at > 0 && len(text) <= longestHint && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unprintable(r) }) &&
		!strings.ContainsAny(text[:at], `/\:<>"`) && !cloud.IsGUID(text[at+1:]) && isDomainOrUnicode(text[at+1:])
}

func checkOrganizationURL(p Profile) []*problem.Problem {
	if p.OrganizationURL == "" {
		return nil
	}
	c, err := describedCloud(p)
	if err != nil {
		return nil // said at the cloud
	}
	if _, err := c.Organization(p.OrganizationURL); err != nil {
		return []*problem.Problem{problem.From(err)}
	}
	return nil
}

func tooLong(code string, most int) []*problem.Problem {
	return []*problem.Problem{problem.New(problem.Input, code).With("most", strconv.Itoa(most))}
}

// mostExtraTenants bounds how many tenants are retrieved from: each is a token request.
const mostExtraTenants = 20

func checkExtraTenants(list []string) []*problem.Problem {
	if len(list) > mostExtraTenants {
		return tooLong("extra-tenants-too-many", mostExtraTenants)
	}
	for _, t := range list {
		if !cloud.IsTenant(t) {
			return []*problem.Problem{problem.New(problem.Input, "extra-tenant-invalid").With("tenant", t)}
		}
	}
	return nil
}

// checkDomainHint accepts a domain, and Entra's words for personal and work accounts.
func checkDomainHint(hint string) []*problem.Problem {
	if hint == "" || cloud.IsCommonTenant(hint) || cloud.IsTenant(hint) && !cloud.IsGUID(hint) {
		return nil
	}
	return one("domain-hint-invalid")
}

func checkSignInAs(p Profile) []*problem.Problem {
	if p.SignInAs == "" || p.SignInAs == AsApplication {
		return nil
	}
	return one("sign-in-as-unknown")
}

// checkApplicationTenant: no person is there whom a tenant could be found from. An
// organization's address names its tenant.
func checkApplicationTenant(p Profile) []*problem.Problem {
	if cloud.IsTenant(p.Tenant) || p.OrganizationURL != "" || p.Organization != nil || strings.Contains(p.LoginHint, "@") {
		return nil
	}
	return one("application-tenant-missing")
}

func warning(code string) *problem.Problem {
	p := problem.New(problem.Input, code)
	p.Warning = true
	return p
}
