package profile

import (
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

// Normalize takes away what people paste along: blanks around every field, braces
// and upper case of GUIDs, everything but the host of an organization's address, the
// organization of a cloud that the profile is no longer for, and the tenant that was
// found for another domain or address. A value that it does
// not understand stays as it was typed.
func Normalize(p Profile) Profile {
	for _, f := range []*string{&p.Name, &p.Label, &p.Color, &p.ApplicationID, &p.RedirectURI, &p.Tenant, &p.LoginHint, &p.OrganizationURL, &p.DomainHint} {
		*f = strings.TrimFunc(*f, blank)
	}
	p.DomainHint = strings.ToLower(p.DomainHint)
	p.ExtraTenants = plainTenants(p.ExtraTenants)
	p.Name = strings.Join(strings.FieldsFunc(p.Name, unicode.IsSpace), " ")
	p.Color = strings.ToLower(p.Color)
	p.ApplicationID = plainGUID(p.ApplicationID)
	p.Tenant = strings.ToLower(plainGUID(p.Tenant))
	if c, err := describedCloud(p); err == nil && c.ID == cloud.Custom {
		if url, err := c.Organization(p.OrganizationURL); err == nil {
			p.OrganizationURL = url
		}
	} else if url, _, err := cloud.ParseOrganizationURL(p.OrganizationURL); err == nil {
		p.OrganizationURL = url
	}
	if p.Method == "" {
		p.Method = Auto
	}
	return withoutStale(withoutStranger(p))
}

// blank is white space, and the byte order mark that copying from a file brings.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

// plainGUID returns a GUID without braces, parentheses or quotes, in lower case;
// other text as it is.
func plainGUID(text string) string {
	bare := strings.TrimFunc(text, func(r rune) bool { return blank(r) || strings.ContainsRune(`{}()"'`, r) })
	if cloud.IsGUID(bare) {
		return strings.ToLower(bare)
	}
	return text
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
		if k := ParseRedirect(p.RedirectURI).Kind; k == Loopback || k == Invalid {
			return nil
		}
		return one("method-needs-loopback")
	}
	return one("method-unknown")
}

func checkTenant(tenant string) []*problem.Problem {
	switch tenant {
	case "", "organizations", "common", "consumers":
		return nil
	}
	if !cloud.IsTenant(tenant) {
		return one("tenant-invalid")
	}
	return nil
}

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
	return []*problem.Problem{problem.New(problem.Input, code).With("most", itoa(most))}
}
