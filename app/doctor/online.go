package doctor

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/discovery"
	"latchkey/app/network"
	"latchkey/app/problem"
	"latchkey/app/registration"
	"latchkey/app/signin"
)

// mostSkew is how far this computer's clock may be from a server's: tokens are good for
// five minutes around their time in most programs (RFC 7519 section 4.1.4 leaves it open).
const mostSkew = 5 * time.Minute

// online are the checks that ask hosts.
func (f preflight) online() []check {
	authority, err := f.cloud.Authority("common")
	if err != nil {
		return nil
	}
	checks := []check{{"authority", func(ctx context.Context) (string, error) { return f.reach(ctx, authority) }}}
	if f.cloud.ID != cloud.Practice { // the practice tenant has a way of its own
		checks = append(checks, check{"names", f.names})
	}
	if f.organization() != "" {
		checks = append(checks, check{"organization", f.challenge})
	}
	return append(checks, check{"consent", f.consent})
}

func (f preflight) organization() string {
	if o := f.profile.Organization; o != nil {
		return o.URL
	}
	return f.profile.OrganizationURL
}

// reach asks the authority for its public metadata, and looks at whose certificate
// answers and at the clock.
func (f preflight) reach(ctx context.Context, authority string) (string, error) {
	address := strings.TrimSuffix(authority, "/") + "/v2.0/.well-known/openid-configuration"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	response, err := f.program.Identity.AuthorityClient(f.cloud).Do(request)
	if err != nil {
		return "", err
	}
	response.Body.Close()
	if at, err := http.ParseTime(response.Header.Get("Date")); err == nil && f.cloud.ID != cloud.Practice {
		if skew := f.program.Now().Sub(at).Round(time.Second); skew.Abs() > mostSkew {
			return "", problem.New(problem.Internal, "clock-skew").With("skew", skew.Abs().String()).With("host", request.URL.Host)
		}
	}
	detail := request.URL.Host + " answers"
	if s := response.TLS; s != nil && len(s.PeerCertificates) > 0 {
		issuer := s.PeerCertificates[0].Issuer
		detail += "; its certificate is from " + strings.Join(append(issuer.Organization, issuer.CommonName), ", ") +
			". A name of your own company there means that a proxy reads along"
	}
	return detail, nil
}

// names looks the hosts up. Behind a proxy it is the proxy that does.
func (f preflight) names(ctx context.Context) (string, error) {
	hosts := []string{f.cloud.AuthorityHost, f.cloud.DiscoveryHost}
	if address := f.organization(); address != "" {
		hosts = append(hosts, hostOf(address))
	}
	var direct []string
	for _, host := range hosts {
		route, err := f.program.Network.Describe(ctx, host)
		if err != nil {
			return "", err
		}
		if route.Proxy != "" {
			continue
		}
		name, _, err := net.SplitHostPort(host)
		if err != nil {
			name = host
		}
		// NAME.localhost is this machine; few resolvers know it, and Latchkey needs none there.
		if route.Source != network.ThisMachine {
			if _, err := net.DefaultResolver.LookupHost(ctx, name); err != nil {
				return "", problem.FromNetwork(err).With("host", name)
			}
		}
		direct = append(direct, name)
	}
	if len(direct) == 0 {
		return "the proxy looks names up", nil
	}
	return strings.Join(direct, ", ") + " can be found", nil
}

// challenge asks the organization where its people sign in, and compares.
func (f preflight) challenge(ctx context.Context) (string, error) {
	finder := discovery.Client{HTTP: f.program.Identity.HTTPClient(f.cloud), Cloud: f.cloud, Now: f.program.Now}
	c, err := finder.Challenge(ctx, f.organization())
	if err != nil {
		return "", err
	}
	typed := f.profile.Tenant
	if cloud.IsGUID(typed) && cloud.IsGUID(c.Tenant) && !strings.EqualFold(typed, c.Tenant) {
		w := problem.New(problem.Input, "preflight-other-tenant").With("typed", typed).With("tenant", c.Tenant).At("tenant")
		w.Warning = true
		return "", w
	}
	return "the organization's tenant is " + c.Tenant, nil
}

// consent asks for a token without a person, as the saved session allows: what is refused
// then would be refused in the browser, too.
func (f preflight) consent(ctx context.Context) (string, error) {
	if f.profile.IsApplication() || f.profile.ByPassword() {
		return "told by the sign-in itself", nil
	}
	token, err := f.program.Identity.Token(ctx, signin.TargetOf(f.resolved), f.resource())
	if err == nil {
		return token.Account.Username + " gets a token for " + hostOf(f.resource()) + ": the permissions are granted", nil
	}
	p := problem.From(err)
	switch registration.Verdict(p) {
	case registration.Missing:
		return "", problem.New(problem.Refused, "preflight-consent-missing").Because(p)
	case registration.Declined:
		return "", problem.New(problem.Refused, "preflight-consent-declined").Because(p)
	case registration.Blocked:
		return "", p // its own words say by what
	}
	if p.Kind == problem.SignInNeeded {
		w := problem.New(problem.SignInNeeded, "preflight-consent-unknown")
		w.Warning = true
		return "", w
	}
	return "", p
}
