package exchange

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// Prepare plans the exchange of a profile and finds out what the profile does not say:
// the tenant of its e-mail address or organization, and where the practice tenant's
// pages are. With quiet set it sends nothing to a real authority, and a tenant that is
// not known is a Problem.
func Prepare(ctx context.Context, s *signin.Service, p profile.Profile, resource string, quiet bool) (Plan, error) {
	target, err := signin.TargetOf(p)
	if err != nil {
		return Plan{}, err
	}
	plan, err := New(p, target, resource, s.Rand)
	if err != nil && problem.From(err).Code == tenantMissing && !quiet {
		if target, err = s.Locate(ctx, p); err == nil {
			plan, err = New(p, target, resource, s.Rand)
		}
	}
	if err != nil {
		return Plan{}, err
	}
	return plan, plan.Locate(ctx, s.AuthorityClient(plan.cloud))
}

// Locate finds where the browser signs in. The practice tenant's pages are served on
// this machine, which its metadata tells; every real authority serves its own, so
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
