package entra

import "latchkey/app/practice/entra/aadsts"

// What the sign-in log says of requests that no page answers, or only a page of an error.

// wayOf is how rules and the log call the way of a grant_type; "" is none.
func wayOf(grantType string) string {
	switch grantType {
	case "authorization_code":
		return WayBrowser
	case "refresh_token":
		return WayRefresh
	case "password":
		return WayPassword
	case "client_credentials":
		return WayApplication
	case deviceGrant, oldDeviceGrant:
		return WayDeviceCode
	}
	return ""
}

// logTokens notes what came of a request for tokens by a known application; an incident
// without a refusal is success. What only goes on with a sign-in (codes, refresh tokens,
// device codes) is noted when it is refused, and the person is known: its success is in
// the log already, and clients refresh and poll all the time.
func logTokens(l *Locked, segment string, p aadsts.Params, i aadsts.Incident) {
	a, way := l.app(p["client_id"]), wayOf(p["grant_type"])
	if a == nil || way == "" || l.kindOf(segment) == noTenant {
		return
	}
	row := SignIn{User: holder(l, p), Application: a.Name, Tenant: aadsts.TenantOf(segment).Domain, Way: way, Correlation: i.Correlation}
	if way == WayPassword {
		row.Asked = []string{stepPassword}
	}
	goesOn := way != WayPassword && way != WayApplication
	switch {
	case goesOn && (i.Refusal == nil || row.User == ""):
		return
	case i.Refusal != nil:
		row.Code, row.Why = i.Code, i.Why()
	case way == WayPassword:
		row.Why = "the password was right, and nothing asks this person for a second factor"
	case p["client_assertion"] != "":
		row.Why = "the application proved itself with a certificate"
	default:
		row.Why = "the application proved itself with a client secret"
	}
	l.logSignIn(row)
}

// holder is whom a request for tokens is about, if anybody.
func holder(l *Locked, p aadsts.Params) string {
	switch wayOf(p["grant_type"]) {
	case WayPassword:
		return aadsts.Show(aadsts.NormalName(p["username"]))
	case WayBrowser:
		return l.codes.row(hashed(p["code"])).User
	case WayDeviceCode:
		if a := l.devices.row(hashed(p["device_code"])).Account; a != nil {
			return a.User
		}
	case WayRefresh:
		if id, ok := familyOf(l, p["refresh_token"]); ok {
			return l.families.row(id).User
		}
	}
	return ""
}

// logRequest notes that a known application's request for a sign-in was refused before
// anybody was asked anything.
func (s *Issuer) logRequest(segment string, a *App, i aadsts.Incident) {
	if a == nil {
		return
	}
	s.Under(func(l *Locked) {
		l.logSignIn(SignIn{Application: a.Name, Tenant: aadsts.TenantOf(segment).Domain, Way: WayBrowser, Code: i.Code, Why: i.Why(), Correlation: i.Correlation})
	})
}
