package doctor

import (
	"context"
	"net/url"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/recipe"
	"latchkey/app/secret"
	"latchkey/app/signin"
	"latchkey/app/signin/loopback"
)

// preflight checks one profile.
type preflight struct {
	program  *program.Program
	resolved profile.Resolved
	profile  profile.Profile
	cloud    cloud.Cloud
}

// Profile makes the checks that concern one profile, in the order in which its sign-in
// would meet them. Only with online are hosts asked.
func Profile(ctx context.Context, p *program.Program, of profile.Profile, online bool) []Finding {
	r, err := profile.Resolve(of)
	f := preflight{p, r, r.Profile(), r.Cloud()}
	checks := []check{{"settings", f.settings}, {"redirect", f.redirect}, {"hosts", f.hosts}, {"tenant", f.tenant}, {"session", f.session}}
	if err != nil { // without a cloud there is nothing to ask
		return run(ctx, checks[:2])
	}
	if r.IsApplication() || r.ByPassword() {
		checks = append(checks, check{"credential", f.credential})
	}
	if online {
		checks = append(checks, f.online()...)
	}
	return run(ctx, checks)
}

// redirect says how the browser comes back, and tries the port where it matters.
func (f preflight) redirect(ctx context.Context) (string, error) {
	r := f.resolved.Redirect()
	switch {
	case !f.profile.TwoFactor:
		return "not used without 2-Factor Authentication", nil
	case r.Kind == profile.RedirectInvalid:
		return "", problem.New(problem.Input, "redirect-uri-malformed").At("redirectUri")
	case r.CodeUnseen() != nil && f.profile.Method != profile.DeviceCode:
		return "", r.CodeUnseen()
	case f.profile.Method == profile.DeviceCode:
		return "not used: you type a device code", nil
	case r.Kind != profile.RedirectLoopback:
		return "the browser ends on an address that you paste into Latchkey", nil
	}
	l, err := loopback.Listen(loopback.Options{Redirect: r.URL, State: secret.New("doctor")})
	if err != nil {
		return "", withRange(ctx, err)
	}
	defer l.Close()
	return "the browser returns automatically, to " + l.RedirectURI(), nil
}

// hosts says whom the sign-in trusts.
func (f preflight) hosts(context.Context) (string, error) {
	detail := "signs in at " + f.cloud.AuthorityHost + ", " + f.cloud.Name
	address := f.profile.OrganizationURL
	if f.profile.Organization != nil {
		address = f.profile.Organization.URL
	}
	if address == "" {
		return detail, nil
	}
	if _, err := f.cloud.Organization(address); err != nil {
		return "", err
	}
	return detail + ", which is right for " + hostOf(address), nil
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// tenant says where the account is looked for. A registration for one tenant refuses
// who doesn't name it (AADSTS50194).
func (f preflight) tenant(context.Context) (string, error) {
	p := f.profile
	switch {
	case p.Tenant != "":
		return "the tenant is said: " + p.Tenant, nil
	case p.AccountTenant != "":
		return "the tenant of the last sign-in: " + p.AccountTenant, nil
	case strings.Contains(p.LoginHint, "@"):
		return "the tenant is found by the e-mail address", nil
	case p.OrganizationURL != "":
		return "the tenant is found by the organization's address", nil
	}
	return "", warning("preflight-no-tenant").At("tenant")
}

// session looks at what is saved; it asks nobody.
func (f preflight) session(ctx context.Context) (string, error) {
	if f.profile.IsApplication() || f.profile.ByPassword() {
		return "no session is kept for this way of signing in", nil
	}
	look, err := f.program.Identity.Look(ctx, signin.TargetOf(f.resolved), f.resource())
	if err != nil {
		return "", err
	}
	if look.Session.Account.Username == "" {
		return "nobody is signed in: the browser will ask", nil
	}
	return look.Session.Account.Username + " is signed in", nil
}

// resource is what a sign-in asks a token for.
func (f preflight) resource() string {
	if o := f.profile.Organization; o != nil {
		return o.URL
	}
	if f.profile.OrganizationURL != "" {
		return f.profile.OrganizationURL
	}
	return f.cloud.DiscoveryURL()
}

// settings are what Save checks, too, and what this way of signing in needs besides.
func (f preflight) settings(context.Context) (string, error) {
	found := f.resolved.Validate()
	if err := problem.Form(found); err != nil {
		return "", err
	}
	if f.profile.ByPassword() {
		if _, err := f.resolved.Check(); err != nil {
			return "", err
		}
		if r, err := recipe.Get(f.profile.Recipe); err == nil && r.AsksPerson() {
			return "", warning("preflight-no-two-factor").With("recipe", r.Name).At("twoFactor")
		}
	}
	for _, p := range found {
		return "", p // a warning
	}
	return "every field is filled in as it has to be", nil
}

// credential says whether what signs in without a person is kept.
func (f preflight) credential(ctx context.Context) (string, error) {
	switch {
	case f.profile.IsApplication() && f.profile.Credential == nil:
		return "", warning("preflight-no-credential").At("credential")
	case f.profile.IsApplication():
		return f.kept(ctx, credential.Kind(f.profile.Credential.Kind), "preflight-no-credential")
	case f.profile.SavePassword:
		return f.kept(ctx, credential.Password, "preflight-no-password")
	}
	return "no password is kept: it is typed for each sign-in", nil
}

// kept reads a credential, and sends it nowhere.
func (f preflight) kept(ctx context.Context, kind credential.Kind, code string) (string, error) {
	_, err := f.program.Credentials.Get(ctx, f.profile.ID, kind, credential.ForProfile(f.resolved))
	if p := problem.From(err); p != nil && p.Code == "credential-missing" {
		return "", warning(code).At("credential")
	}
	return "the " + string(kind) + " is kept", err
}

func warning(code string) *problem.Problem {
	p := problem.New(problem.Input, code)
	p.Warning = true
	return p
}
