package directory

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// Apps lists the registrations; the first is what a practice profile gets.
func (s *Store) Apps() []App {
	l := s.Lock()
	defer l.Unlock()
	list := make([]App, len(l.dir().apps))
	for i, known := range l.dir().apps {
		a := known.clone()
		a.Certificates = []AppCertificate{}
		for _, c := range l.CertificatesOf(a.ApplicationID) {
			a.Certificates = append(a.Certificates, shownCertificate(c))
		}
		list[i] = a
	}
	return list
}

// Bounds of a registration.
const (
	mostRedirects   = 32
	longestRedirect = 1024
	mostKeys        = 8
)

// check is the Input problem "practice-app" when a registration can't be one, at the
// field that is wrong.
func (a App) check() error {
	bad := func(field string) error {
		return problem.New(problem.Input, "practice-app").With("name", aadsts.Show(a.Name)).At(field)
	}
	switch {
	case !aadsts.IsGUID(a.ApplicationID):
		return bad("applicationId")
	case strings.TrimSpace(a.Name) == "" || utf8.RuneCountInString(a.Name) > longestText || aadsts.Show(a.Name) != a.Name:
		return bad("name")
	case !slices.Contains([]Platform{PlatformPublic, PlatformWeb, PlatformSPA}, a.Platform):
		return bad("platform")
	case !slices.Contains([]string{"", "user", "admin"}, a.Consent):
		return bad("consent")
	case a.Tenant != "" && !isOtherTenant(a.Tenant):
		return bad("tenant")
	case len(a.RedirectURIs) > mostRedirects:
		return bad("redirectUris")
	case len(a.Keys) > mostKeys || a.Platform != PlatformWeb && len(a.Keys) > 0:
		return bad("keys")
	case len(a.Assigned) > mostPeople:
		return bad("assigned")
	case len(a.IdentifierURIs) > mostRedirects || slices.ContainsFunc(a.IdentifierURIs, func(u string) bool { return !isIdentifier(u) }):
		return bad("identifierUris")
	case len(a.Scopes) > mostRedirects || slices.ContainsFunc(a.Scopes, func(s string) bool { return !isScopeName(s) }):
		return bad("scopes")
	case a.LogoutURL != "" && !isLogoutURL(a.LogoutURL):
		return bad("logoutUrl")
	}
	if field := a.checkClaims(); field != "" {
		return bad(field)
	}
	for _, u := range a.RedirectURIs {
		if u == "" || len(u) > longestRedirect || aadsts.Show(u) != u || !isRedirect(u) {
			return bad("redirectUris")
		}
	}
	for i, k := range a.Keys {
		again := slices.ContainsFunc(a.Keys[:i], func(other AppKey) bool { return other.Name == k.Name })
		if k.Name == "" || again || utf8.RuneCountInString(k.Name) > longestText || aadsts.Show(k.Name) != k.Name {
			return bad("keys")
		}
	}
	return nil
}

// orUsual is a registration with a platform: one that names none is public, and all ways
// are open to it. Contoso, whose most are, is not named.
func (a App) orUsual() App {
	if a.Tenant = strings.ToLower(a.Tenant); a.Tenant == aadsts.ContosoDomain {
		a.Tenant = ""
	}
	if a.Platform == "" {
		a.Platform, a.AllowPublicClientFlows = PlatformPublic, true
	}
	return a
}

// isRedirect refuses what is no address, IPv6 addresses as Entra does, what a browser would run or open as a document
// of its own, and hosts that mean something else in a Content Security Policy.
func isRedirect(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Scheme != "" && !isIPv6(u) && FormSource(text) != "" && !strings.ContainsAny(u.Host, ";,*' ") &&
		!slices.Contains([]string{"javascript", "data", "vbscript", "blob", "file", "about"}, u.Scheme)
}

// PutApp adds or replaces a registration; without an ApplicationID it gets a new one, and
// without a platform it is public.
// Its Secrets and Certificates are not taken: the values follow from Keys, and
// AddCertificate is for the others. Problems: Input "practice-app", Conflict
// "practice-directory-full".
func (s *Store) PutApp(a App) (App, error) {
	a = a.clone().orUsual()
	if a.ApplicationID == "" {
		a.ApplicationID = aadsts.GUID(s.RandomBytes(16))
	}
	a.ApplicationID = strings.ToLower(a.ApplicationID)
	if a.RedirectURIs == nil {
		a.RedirectURIs = []string{}
	}
	if err := a.check(); err != nil {
		return App{}, err
	}
	for i, name := range a.Assigned {
		a.Assigned[i] = aadsts.NormalName(name)
	}
	normalRoles(a.AppRoles)
	l := s.Lock()
	defer l.Unlock()
	return l.putApp(a)
}

// putApp puts a registration that was checked.
func (l *Locked) putApp(a App) (App, error) {
	if l.App(a.ApplicationID) == nil && len(l.dir().apps) >= mostApps {
		return App{}, problem.New(problem.Conflict, "practice-directory-full")
	}
	a.Secrets, a.Certificates = nil, nil
	l.registrations.Put(a.ApplicationID, appRow{App: a})
	full := l.withSecrets(a)
	l.change(func(d *catalog) { d.addApp(full) })
	return full.clone(), nil
}

// secretLife is how long a client secret lives for which no day is named, as the portal
// recommends (Microsoft Entra, "Add credentials": 180 days).
const secretLife = 180 * 24 * time.Hour

// AddSecret gives a Web registration another client secret; its value is in the answer's
// Secrets. Problems: NotFound "practice-no-app", and those of PutApp.
func (s *Store) AddSecret(applicationID, name string, expires time.Time) (App, error) {
	l := s.Lock()
	defer l.Unlock()
	a := l.App(applicationID)
	if a == nil {
		return App{}, problem.New(problem.NotFound, "practice-no-app").With("applicationId", aadsts.Show(applicationID))
	}
	if expires.IsZero() {
		expires = l.Now().Add(secretLife)
	}
	changed := a.clone()
	changed.Keys = append(changed.Keys, AppKey{Name: name, Expires: expires})
	if err := changed.check(); err != nil {
		return App{}, err
	}
	return l.putApp(changed)
}

// RemoveApp takes a registration away, with the sign-ins and tokens that are for it.
// Problem: NotFound "practice-no-app".
func (s *Store) RemoveApp(applicationID string) error {
	id := strings.ToLower(applicationID)
	l := s.Lock()
	defer l.Unlock()
	if l.App(id) == nil {
		return problem.New(problem.NotFound, "practice-no-app").With("applicationId", aadsts.Show(applicationID))
	}
	for flow, q := range l.Requests.rows {
		if q.Client == id {
			l.DropFlow(flow)
		}
	}
	l.Codes.removeIf(func(c CodeRow) bool { return c.Client == id })
	l.Families.removeIf(func(f FamilyRow) bool { return f.Client == id })
	l.Devices.removeIf(func(d DeviceRow) bool { return d.Client == id })
	l.certificates.removeIf(func(c certificateRow) bool { return c.App == id })
	l.forgetConsents(func(_, client string) bool { return client == id })
	l.registrations.Put(id, appRow{App: App{ApplicationID: id}, Removed: true})
	l.change(func(d *catalog) { d.removeApp(id) })
	return nil
}
