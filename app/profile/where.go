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
// tenant": exactly one of the three is returned, or none for empty text. The error is
// a *problem.Problem of kind Input about the field "where".
func ClassifyWhere(text string) (tenant, loginHint, organizationURL string, err error) {
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
	url, _, err := cloud.ParseOrganizationURL(text)
	if err == nil {
		return "", "", url, nil
	}
	p := problem.From(err)
	if p.Code == "organization-url-unknown" && cloud.IsTenant(text) {
		return strings.ToLower(text), "", "", nil
	}
	if !strings.ContainsAny(text, ".:/@") {
		p = problem.New(problem.Input, "where-not-understood")
	}
	return "", "", "", p.At(whereField)
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
