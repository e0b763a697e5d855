// Package discovery asks Dynamics 365 three things: which organizations a person
// has (Global Discovery), who that person is in one of them (WhoAmI), and which
// tenant an organization belongs to (the challenge that it answers without a token).
//
// It promises to hand a token only to the cloud's discovery host or to an
// organization of that cloud, to read bounded answers, and to fail with a typed
// *problem.Problem, never with a page of HTML. An empty list is no failure.
//
// Sources: Microsoft's pages "Discover the URL for your organization",
// "WhoAmI function" and "Use OAuth authentication with Microsoft Dataverse".
package discovery

import (
	"context"
	"net/http"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

// Client asks one cloud. HTTP should be that cloud's own client ([cloud.Cloud.Client]).
// A Client is safe for concurrent use.
type Client struct {
	HTTP  *http.Client
	Cloud cloud.Cloud
	Now   func() time.Time
}

// WhoAmI is an organization's own answer to "who is this".
type WhoAmI struct {
	UserID         string // GUIDs
	BusinessUnitID string
	OrganizationID string
	Elapsed        time.Duration // from the request to the end of the answer
}

// Challenge is what an organization says about itself to a stranger.
type Challenge struct {
	Tenant        string // GUID or domain; "" when it names no single tenant
	AuthorityHost string // one that the cloud trusts
	Resource      string // the audience for tokens, as the organization spells it
}

const (
	instancesPath = "/api/discovery/v2.0/Instances"
	webAPIPath    = "/api/data/v9.2/"
)

// Instances lists the organizations of the person whom the token belongs to. The
// token's audience is discovery's own ([cloud.Cloud.DiscoveryURL]).
func (c *Client) Instances(ctx context.Context, token secret.String) ([]Instance, error) {
	req, err := c.request(ctx, c.Cloud.DiscoveryURL()+instancesPath, token)
	if err != nil {
		return nil, err
	}
	resp, err := c.do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := c.checkAnswer(resp, "discovery"); err != nil {
		return nil, err
	}
	list, err := Decode(resp.Body)
	if err != nil {
		return nil, networkProblem(ctx, err, req.URL.Hostname())
	}
	return list, nil
}

// WhoAmI asks an organization at its apiURL (https://org.api.crm4.dynamics.com, or
// the plain form). The token is refused to a host that is no organization of the
// client's cloud.
func (c *Client) WhoAmI(ctx context.Context, apiURL string, token secret.String) (WhoAmI, error) {
	base, err := c.organization(apiURL)
	if err != nil {
		return WhoAmI{}, err
	}
	req, err := c.request(ctx, base+webAPIPath+"WhoAmI", token)
	if err != nil {
		return WhoAmI{}, err
	}
	start := c.Now()
	resp, err := c.do(req)
	if err != nil {
		return WhoAmI{}, err
	}
	defer resp.Body.Close()
	if err := c.checkAnswer(resp, "whoami"); err != nil {
		return WhoAmI{}, err
	}
	who, err := decodeWhoAmI(resp.Body)
	if err != nil {
		return WhoAmI{}, networkProblem(ctx, err, req.URL.Hostname())
	}
	who.Elapsed = c.Now().Sub(start)
	return who, nil
}

// Challenge asks an organization, without a token, where its people sign in. Only an
// authority host of the client's cloud is believed.
func (c *Client) Challenge(ctx context.Context, organizationURL string) (Challenge, error) {
	base, err := c.organization(organizationURL)
	if err != nil {
		return Challenge{}, err
	}
	req, err := c.request(ctx, base+webAPIPath, secret.String{})
	if err != nil {
		return Challenge{}, err
	}
	resp, err := c.do(req)
	if err != nil {
		return Challenge{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return c.readChallenge(resp)
	}
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return Challenge{}, c.refusal(resp, "challenge")
	}
	return Challenge{}, problem.New(problem.Organization, "not-an-organization").With("host", req.URL.Hostname())
}

// organization returns the https address of an organization of this cloud, keeping
// the API form of its host.
func (c *Client) organization(address string) (string, error) {
	canonical, err := c.Cloud.Organization(address)
	if err != nil || c.Cloud.ID == cloud.Custom {
		return canonical, err
	}
	host := strings.TrimPrefix(canonical, "https://")
	label, rest, _ := strings.Cut(host, ".")
	if api := label + ".api." + rest; strings.Contains(strings.ToLower(address), "//"+api) {
		host = api
	}
	return "https://" + host, nil
}

// request prepares a GET with the headers that OData 4.0 asks for.
func (c *Client) request(ctx context.Context, address string, token secret.String) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, problem.New(problem.Internal, "internal").Because(err)
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("OData-MaxVersion", "4.0")
	req.Header.Set("OData-Version", "4.0")
	if !token.Empty() {
		req.Header.Set("Authorization", "Bearer "+token.Reveal())
	}
	return req, nil
}

func trimSlash(address string) string { return strings.TrimSuffix(address, "/") }
