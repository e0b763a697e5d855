package token

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// What the sign-in log says of requests that no page answers, or only a page of an error.

// wayOf is the name of a grant_type's way in rules and in the log; "" when it has none.
func wayOf(grantType string) string {
	switch grantType {
	case "authorization_code":
		return directory.WayBrowser
	case "refresh_token":
		return directory.WayRefresh
	case "password":
		return directory.WayPassword
	case "client_credentials":
		return directory.WayApplication
	case deviceGrant, oldDeviceGrant:
		return directory.WayDeviceCode
	}
	return ""
}

// logTokens notes what came of a request for tokens by a known application; an incident
// without a refusal is success. What only continues a sign-in (codes, refresh tokens,
// device codes) is noted when it is refused, and the person is known: its success is in
// the log already, and clients refresh and poll all the time.
func logTokens(l *directory.Locked, r *http.Request, segment string, p aadsts.Params, i aadsts.Incident) {
	a, way := l.App(p["client_id"]), wayOf(p["grant_type"])
	if a == nil || way == "" || l.KindOf(segment) == directory.NoTenant {
		return
	}
	row := directory.SignIn{User: holder(l, p), Application: a.Name, Tenant: aadsts.TenantOf(segment).Domain, Way: way, Correlation: i.Correlation, ApplicationID: a.ApplicationID, Address: AddressOf(r)}
	claims, _ := aadsts.ReadClaims(p["claims"])
	row = l.About(row, l.User(row.User), proofIn(l, p, aadsts.TenantOf(segment)), directory.Access{
		Tenant: aadsts.TenantOf(segment), App: a, Way: way, Resource: resourceOf(l, p), Platform: directory.PlatformOf(r), Claims: claims,
	})
	if way == directory.WayPassword {
		row.Asked = []string{directory.StepPassword}
	}
	goesOn := way != directory.WayPassword && way != directory.WayApplication
	switch {
	case goesOn && (i.Refusal == nil || row.User == ""):
		return
	case i.Refusal != nil:
		row.Code, row.Why = i.Code, i.Why()
	case way == directory.WayPassword:
		row.Why = "the password was right, and nothing asks this person for a second factor"
	case p["client_assertion"] != "":
		row.Why = "the application proved itself with a certificate"
	default:
		row.Why = "the application proved itself with a client secret"
	}
	l.LogSignIn(row)
}

// resourceOf is what a request for tokens names, or else what was granted before.
func resourceOf(l *directory.Locked, p aadsts.Params) string {
	if p["resource"] != "" {
		return p["resource"]
	}
	scope := p["scope"]
	if id, ok := familyOf(l, p["refresh_token"]); ok && scope == "" {
		scope = l.Families.Row(id).Scope
	}
	if scope == "" {
		scope = l.Codes.Row(directory.Hash(p["code"])).Scope
	}
	return directory.ResourceIn(scope)
}

// proofIn is how well whoever a refresh token is of has proved who they are.
func proofIn(l *directory.Locked, p aadsts.Params, t aadsts.Tenant) aadsts.Strength {
	if id, ok := familyOf(l, p["refresh_token"]); ok {
		return strengthIn(l, l.Families.Row(id), t)
	}
	return aadsts.PasswordStrength
}

// holder is whom a request for tokens is about, if anybody.
func holder(l *directory.Locked, p aadsts.Params) string {
	switch wayOf(p["grant_type"]) {
	case directory.WayPassword:
		return aadsts.Show(aadsts.NormalName(p["username"]))
	case directory.WayBrowser:
		return l.Codes.Row(directory.Hash(p["code"])).User
	case directory.WayDeviceCode:
		if a := l.Devices.Row(directory.Hash(p["device_code"])).Account; a != nil {
			return a.User
		}
	case directory.WayRefresh:
		if id, ok := familyOf(l, p["refresh_token"]); ok {
			return l.Families.Row(id).User
		}
	}
	return ""
}

// LogRequest notes that a known application's request for a sign-in was refused before
// anybody was asked anything.
func (s *Issuer) LogRequest(segment string, a *directory.App, i aadsts.Incident) {
	if a == nil {
		return
	}
	s.Under(func(l *directory.Locked) {
		l.LogSignIn(directory.SignIn{Application: a.Name, Tenant: aadsts.TenantOf(segment).Domain, Way: directory.WayBrowser, Code: i.Code, Why: i.Why(), Correlation: i.Correlation, ApplicationID: a.ApplicationID})
	})
}
