package practice

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// The bodies about registrations.
type (
	certificateText struct {
		Certificate string `json:"certificate"` // PEM
	}
	secretWanted struct {
		Name    string    `json:"name"`
		Expires time.Time `json:"expires"`
	}
	consentWanted struct {
		Tenant string `json:"tenant"` // domain or id; "" is Contoso
	}
)

func (a controlAPI) appRoutes(on routes) {
	e := a.engine
	on("GET /apps", func(*http.Request) (any, error) { return e.Apps(), nil })
	on("POST /apps", a.addApp)
	on("PUT /apps/{id}", a.putApp)
	on("DELETE /apps/{id}", func(r *http.Request) (any, error) { return done{}, e.RemoveApp(r.PathValue("id")) })
	on("POST /apps/{id}/secrets", a.addSecret)
	on("POST /apps/{id}/certificates", a.addCertificate)
	on("POST /apps/{id}/consent", a.grantConsent)
	on("DELETE /apps/{id}/consent", a.revokeConsent)
	on("GET /consents", func(*http.Request) (any, error) { return e.Consents(), nil })
	on("GET /consent-requests", func(*http.Request) (any, error) { return e.ConsentRequests(), nil })
	on("POST /consent-requests/{id}/approve", func(r *http.Request) (any, error) {
		return done{}, e.DecideConsentRequest(r.PathValue("id"), true)
	})
	on("POST /consent-requests/{id}/deny", func(r *http.Request) (any, error) {
		return done{}, e.DecideConsentRequest(r.PathValue("id"), false)
	})
}

func (a controlAPI) addApp(r *http.Request) (any, error) {
	var in App
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return a.engine.PutApp(in)
}

// putApp takes the ApplicationID from the path; the body may leave it out.
func (a controlAPI) putApp(r *http.Request) (any, error) {
	var in App
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	if id := r.PathValue("id"); in.ApplicationID == "" {
		in.ApplicationID = id
	} else if !strings.EqualFold(in.ApplicationID, id) {
		return nil, problem.New(problem.Input, "practice-app").With("name", in.Name).At("applicationId")
	}
	return a.engine.PutApp(in)
}

func (a controlAPI) addSecret(r *http.Request) (any, error) {
	var in secretWanted
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return a.engine.AddSecret(r.PathValue("id"), in.Name, in.Expires)
}

func (a controlAPI) addCertificate(r *http.Request) (any, error) {
	var in certificateText
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return a.engine.AddCertificate(r.PathValue("id"), in.Certificate)
}

func (a controlAPI) grantConsent(r *http.Request) (any, error) {
	var in consentWanted
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return done{}, a.engine.GrantConsent(r.PathValue("id"), tenantOr(in.Tenant))
}

// revokeConsent takes back what ?user= agreed to; "*", or none, is everybody's.
func (a controlAPI) revokeConsent(r *http.Request) (any, error) {
	user := r.URL.Query().Get("user")
	if user == "" {
		user = "*"
	}
	return done{}, a.engine.RevokeConsent(r.PathValue("id"), user, tenantOr(r.URL.Query().Get("tenant")))
}

func tenantOr(asked string) string {
	if asked == "" {
		return Domain
	}
	return asked
}

// What people and administrators agreed to.
type (
	// Consent is what a person, or everybody, agreed to.
	Consent = directory.Consent
	// ConsentRequest is what a person asks an administrator for.
	ConsentRequest = directory.ConsentRequest
)

func appPath(id string) string { return "/apps/" + url.PathEscape(id) }

// Apps lists the registrations; the first is what a practice profile gets.
func (c Control) Apps(ctx context.Context) (all []App, err error) {
	err = c.call(ctx, http.MethodGet, "/apps", nil, &all)
	return all, err
}

// PutApp adds or replaces a registration; without an ApplicationID it gets a new one.
func (c Control) PutApp(ctx context.Context, a App) (put App, err error) {
	method, path := http.MethodPut, appPath(a.ApplicationID)
	if a.ApplicationID == "" {
		method, path = http.MethodPost, "/apps"
	}
	err = c.call(ctx, method, path, a, &put)
	return put, err
}

// RemoveApp takes a registration away.
func (c Control) RemoveApp(ctx context.Context, applicationID string) error {
	return c.call(ctx, http.MethodDelete, appPath(applicationID), nil, nil)
}

// AddSecret gives a Web registration another client secret; its value is in the answer.
func (c Control) AddSecret(ctx context.Context, applicationID, name string, expires time.Time) (changed App, err error) {
	err = c.call(ctx, http.MethodPost, appPath(applicationID)+"/secrets", secretWanted{name, expires}, &changed)
	return changed, err
}

// AddCertificate registers the public part of a certificate (PEM) for a Web
// registration: it may prove itself with the key from then on.
func (c Control) AddCertificate(ctx context.Context, applicationID, text string) (added AppCertificate, err error) {
	err = c.call(ctx, http.MethodPost, appPath(applicationID)+"/certificates", certificateText{text}, &added)
	return added, err
}

// GrantConsent agrees for everybody in a tenant ("" is Contoso).
func (c Control) GrantConsent(ctx context.Context, applicationID, tenant string) error {
	return c.call(ctx, http.MethodPost, appPath(applicationID)+"/consent", consentWanted{tenant}, nil)
}

// RevokeConsent takes back what a person agreed to, or everybody ("*").
func (c Control) RevokeConsent(ctx context.Context, applicationID, user, tenant string) error {
	q := url.Values{"user": {user}, "tenant": {tenant}}
	return c.call(ctx, http.MethodDelete, appPath(applicationID)+"/consent?"+q.Encode(), nil, nil)
}

// Consents lists who agreed to what.
func (c Control) Consents(ctx context.Context) (all []Consent, err error) {
	err = c.call(ctx, http.MethodGet, "/consents", nil, &all)
	return all, err
}

// ConsentRequests lists what people asked of the administrators.
func (c Control) ConsentRequests(ctx context.Context) (all []ConsentRequest, err error) {
	err = c.call(ctx, http.MethodGet, "/consent-requests", nil, &all)
	return all, err
}

// DecideConsentRequest approves or denies one.
func (c Control) DecideConsentRequest(ctx context.Context, id string, approve bool) error {
	verdict := "/deny"
	if approve {
		verdict = "/approve"
	}
	return c.call(ctx, http.MethodPost, "/consent-requests/"+url.PathEscape(id)+verdict, nil, nil)
}
