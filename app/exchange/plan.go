package exchange

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
	"latchkey/app/signin"
)

// Plan is one exchange by hand.
type Plan struct {
	Authority   string // https://HOST/TENANT
	ClientID    string
	RedirectURI string
	Resource    string // address of the organization that the token is for
	// State comes back with the code and ties it to this plan.
	State secret.String
	// Public leaves the client secret out of what is shown: a registration for programs
	// on a desktop has none, and Entra refuses one with AADSTS700025.
	Public bool
	// ForeignHost is the web server that sees the code in its log, or "".
	ForeignHost string
	// Warnings are what to know before it is done; they stop nothing.
	Warnings []*problem.Problem

	cloud cloud.Cloud
	pages string // where the browser signs in; Authority unless Locate found another place
}

// tenantMissing is the code of a plan that would need its tenant.
const tenantMissing = "exchange-tenant-missing"

// New plans the exchange of a profile. resource is the address of an organization of
// the same cloud; "" takes the profile's. The tenant is the one that was typed, else
// the one that holds the organization, else the target's.
//
// The error is a *problem.Problem of kind Input: "form" with one problem for each
// field, or "resource".
func New(r profile.Resolved, target signin.Target, resource string, random io.Reader) (Plan, error) {
	plan := Plan{ClientID: target.ClientID, RedirectURI: target.RedirectURI, cloud: target.Cloud}
	if err := check(r); err != nil {
		return Plan{}, err
	}
	var err error
	if plan.Resource, err = resourceOf(r, resource); err != nil {
		return Plan{}, err
	}
	tenant := tenantOf(r.Profile(), target, plan.Resource)
	if tenant == "" {
		return Plan{}, problem.New(problem.Input, tenantMissing).At("tenant")
	}
	plan.Authority, err = target.Cloud.Authority(tenant)
	if err != nil || strings.EqualFold(tenant, "consumers") { // v1 knows no personal accounts
		return Plan{}, problem.New(problem.Input, "tenant-invalid").Because(err).At("tenant")
	}
	plan.pages = plan.Authority
	if plan.State, err = newState(random); err != nil {
		return Plan{}, err
	}
	plan.warn(r.Redirect(), tenant)
	return plan, nil
}

// check looks at the fields that the exchange uses, whatever way of signing in the
// profile has otherwise.
func check(r profile.Resolved) error {
	if !r.Profile().Online {
		return problem.New(problem.Input, "on-premises-later").At("online")
	}
	var wrong []*problem.Problem
	for _, found := range r.InBrowser().Validate() {
		switch found.Field {
		case "applicationId", "redirectUri", "tenant":
			wrong = append(wrong, found)
		}
	}
	return problem.Form(wrong)
}

// resourceOf is what the token is for: an organization of the cloud and nothing else.
func resourceOf(r profile.Resolved, text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		text, _ = r.Organization()
	}
	address, err := r.Cloud().Organization(text)
	if err != nil {
		return "", problem.From(err).At("resource")
	}
	return address, nil
}

// tenantOf is the tenant to sign in to. A guest's token for an organization comes from
// the tenant that holds it.
func tenantOf(p profile.Profile, target signin.Target, resource string) string {
	o := p.Organization
	switch {
	case p.Tenant != "":
		return p.Tenant
	case o != nil && o.TenantID != "" && strings.EqualFold(strings.TrimRight(o.URL, "/"), resource):
		return o.TenantID
	}
	return target.Tenant
}

// newState makes 256 unguessable bits (RFC 6749 section 10.10).
func newState(random io.Reader) (secret.String, error) {
	var b [32]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return secret.String{}, fmt.Errorf("state of an exchange: %w", err)
	}
	return secret.New(base64.RawURLEncoding.EncodeToString(b[:])), nil
}

// warn gathers what to know before it is done.
func (p *Plan) warn(r profile.Redirect, tenant string) {
	add := func(code, field string, args ...string) {
		w := problem.New(problem.Input, code).At(field)
		for i := 0; i+1 < len(args); i += 2 {
			w.With(args[i], args[i+1])
		}
		w.Warning = true
		p.Warnings = append(p.Warnings, w)
	}
	if r.Kind == profile.RedirectForeign {
		p.ForeignHost = r.Host
		add("exchange-redirect-foreign", "redirectUri", "host", r.Host)
	}
	if r.CodeUnseen() != nil {
		add("exchange-redirect-unseen", "redirectUri", "redirectUri", p.RedirectURI)
	}
	if cloud.IsCommonTenant(tenant) {
		add("exchange-tenant-common", "tenant", "tenant", tenant)
	}
	if p.cloud.ID == cloud.Practice {
		add("exchange-practice", "cloud", "host", p.cloud.AuthorityHost)
	}
}

// Cloud is the cloud that the exchange stays in.
func (p Plan) Cloud() cloud.Cloud { return p.cloud }

// AuthorizeURL is the address to open in a browser. It carries no secret: the state
// protects only against forged answers.
func (p Plan) AuthorizeURL() string {
	return p.pages + "/oauth2/authorize?" + encode([]Field{
		{Name: "response_type", Value: "code"},
		{Name: "prompt", Value: "login"},
		{Name: "redirect_uri", Value: p.RedirectURI},
		{Name: "client_id", Value: p.ClientID},
		{Name: "resource", Value: p.Resource},
		{Name: "state", Value: p.State.Reveal()},
	})
}

// TokenURL is where the code is exchanged.
func (p Plan) TokenURL() string { return p.Authority + "/oauth2/token" }

// encode writes fields in the order in which people compare them with a guide.
func encode(fields []Field) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = f.Name + "=" + url.QueryEscape(f.Value)
	}
	return strings.Join(parts, "&")
}

// Prepare plans the exchange of a profile and finds out what the profile does not say:
// the tenant of its e-mail address or organization, and where the practice tenant's
// pages are. With quiet set it sends nothing to a real authority, and a tenant that is
// not known is a Problem.
func Prepare(ctx context.Context, s *signin.Service, r profile.Resolved, resource string, quiet bool) (Plan, error) {
	target := signin.TargetOf(r)
	plan, err := New(r, target, resource, s.Rand())
	if err != nil && problem.From(err).Code == tenantMissing && !quiet {
		if target, err = s.Locate(ctx, r); err == nil {
			plan, err = New(r, target, resource, s.Rand())
		}
	}
	if err != nil {
		return Plan{}, err
	}
	return plan, plan.Locate(ctx, s.AuthorityClient(plan.cloud))
}

// Locate finds where the browser signs in. The practice tenant's pages are served on
// this machine, as its metadata shows; every real authority serves its own, so
// nothing is sent.
func (p *Plan) Locate(ctx context.Context, client *http.Client) error {
	if p.cloud.ID != cloud.Practice {
		return nil
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.Authority+"/v2.0/.well-known/openid-configuration", nil)
	if err != nil {
		return problem.From(err)
	}
	response, body, err := ask(client, request)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return problem.FromOAuth(body, response.StatusCode).At("tenant")
	}
	var metadata struct {
		Endpoint string `json:"authorization_endpoint"`
	}
	if err := json.Unmarshal(body, &metadata); err != nil {
		return problem.New(problem.Network, "answer-not-json").Because(err)
	}
	pages, found := strings.CutSuffix(metadata.Endpoint, "/oauth2/v2.0/authorize")
	u, err := url.Parse(pages)
	if err != nil || !found || u.Scheme != "http" || u.User != nil || u.Hostname() != "127.0.0.1" {
		return problem.New(problem.Refused, "metadata-wrong-host").With("host", p.cloud.AuthorityHost)
	}
	p.pages = pages
	return nil
}
