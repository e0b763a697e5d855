package profile

import (
	"strings"
	"unicode"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// whereField is the one field of the dialog that stands for tenant, login hint and
// organization URL.
const whereField = "where"

// ClassifyWhere decides what somebody typed into "E-mail, organization address or
// tenant" of a profile: exactly one of the three is returned, or none for empty text. The
// profile says which addresses there are beside those of the known clouds: a custom
// cloud's own. The error is a *problem.Problem of kind Input about the field "where".
func ClassifyWhere(p Profile, text string) (tenant, loginHint, organizationURL string, err error) {
	text = strings.TrimFunc(text, blank)
	text = strings.TrimPrefix(text, "mailto:")
	if text == "" {
		return "", "", "", nil
	}
	if isLoginHint(text) {
		return "", text, "", nil
	}
	if guid := plainGUID(text); cloud.IsGUID(guid) {
		return guid, "", "", nil
	}
	if strings.Contains(text, "@") && !strings.ContainsAny(text, "/:") {
		return "", "", "", problem.New(problem.Input, "login-hint-invalid").At(whereField)
	}
	url, err := addressOf(p, text)
	if err == nil {
		return "", "", url, nil
	}
	wrong := problem.From(err)
	if wrong.Code == "organization-url-unknown" && cloud.IsTenant(text) {
		return strings.ToLower(text), "", "", nil
	}
	if !strings.ContainsAny(text, ".:/@") {
		wrong = problem.New(problem.Input, "where-not-understood")
	}
	return "", "", "", wrong.At(whereField)
}

// addressOf reads an organization's address: a custom cloud's own, else any cloud's.
// Whether the profile's cloud is the right one for it is asked later.
func addressOf(p Profile, text string) (string, error) {
	if p.Cloud == cloud.Custom {
		if c, err := describedCloud(p); err == nil {
			if url, err := c.Organization(text); err == nil {
				return url, nil
			}
		}
	}
	url, _, err := cloud.ParseOrganizationURL(text)
	return url, err
}

// PutWhere puts what stands in the one field into a profile. shown is what the field
// showed when the profile was handed out: while that stands there nothing changes, and
// afterwards it is all that is replaced. What the field did not show stays: a user name
// beside it, the login hint of a profile whose checkbox was just ticked.
func PutWhere(p Profile, shown, text string) (Profile, error) {
	if text == shown {
		return p, nil
	}
	tenant, hint, address, err := ClassifyWhere(p, text)
	if err != nil {
		return p, err
	}
	p = withoutShown(p, shown)
	if tenant != "" {
		p.Tenant = tenant
	}
	if address != "" {
		p.OrganizationURL = address
	}
	if hint != "" && (!p.ByPassword() || p.LoginHint == "") {
		p.LoginHint = hint
	}
	return p, nil
}

// withoutShown takes out what the one field showed. The user name of a sign-in by
// password has a field of its own, which keeps it.
func withoutShown(p Profile, shown string) Profile {
	switch shown {
	case "":
	case p.LoginHint:
		if !p.ByPassword() {
			p.LoginHint = ""
		}
	case p.OrganizationURL:
		p.OrganizationURL = ""
	case p.Tenant:
		p.Tenant = ""
	}
	return p
}

// Where is the inverse of [ClassifyWhere]: what the one field shows for a profile. A
// sign-in by password has a field of its own for the user name.
func Where(p Profile) string {
	switch {
	case p.LoginHint != "" && !p.ByPassword():
		return p.LoginHint
	case p.OrganizationURL != "":
		return p.OrganizationURL
	}
	return p.Tenant
}

// isDomainOrUnicode accepts a DNS name; labels may hold letters of any script, as
// internationalized user names do.
func isDomainOrUnicode(text string) bool {
	ascii := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) {
			return 'x'
		}
		return r
	}, text)
	return cloud.IsTenant(ascii)
}
