package profile

import (
	"slices"
	"strings"
	"unicode"

	"latchkey/app/cloud"
)

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

// plainTenants are tenants in one spelling, each once, without empty ones.
func plainTenants(list []string) []string {
	var kept []string
	for _, t := range list {
		t = strings.ToLower(plainGUID(strings.TrimFunc(t, blank)))
		if _, domain, found := strings.Cut(t, "@"); found {
			t = domain // an e-mail address names its domain
		}
		if t != "" && !slices.Contains(kept, t) {
			kept = append(kept, t)
		}
	}
	return kept
}
