package practice

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"latchkey/app/practice/entra/directory"
)

// channel says which part of the tenant a request is for.
type channel string

// The channels.
const (
	pages        channel = "pages"        // what a browser may see
	identity     channel = "identity"     // the authority: metadata, tokens, pages
	discovery    channel = "discovery"    // the discovery service
	organization channel = "organization" // one organization's Web API
	control      channel = "control"      // the control interface
)

// organizationPlace stands for the unique name in route.Organizations.
const organizationPlace = "{organization}"

// route is where a request goes and under which addresses its caller knows the
// tenant. It is decided by the process that received the request and travels to
// the leader with it.
type route struct {
	Channel      channel `json:"channel"`
	Organization string  `json:"organization,omitempty"` // unique name
	Front        string  `json:"front,omitempty"`        // base of the pages
	Authority    string  `json:"authority,omitempty"`
	Discovery    string  `json:"discovery,omitempty"`
	// Organizations is the pattern of an organization's address, with
	// organizationPlace; "" means the hosts of the in-process back channel.
	Organizations string `json:"organizations,omitempty"`
	// OtherOrganizations is the pattern of the addresses that tokens may be for as well.
	OtherOrganizations string `json:"otherOrganizations,omitempty"`
}

// to returns the route with another channel.
func (r route) to(c channel) route {
	r.Channel = c
	return r
}

// context hands the addresses to the engine.
func (r route) context(ctx context.Context) context.Context {
	b := directory.DefaultBases(r.Front)
	b.Authority, b.Discovery = r.Authority, r.Discovery
	named := func(addresses string) func(uniqueName string) string {
		return func(uniqueName string) string { return strings.ReplaceAll(addresses, organizationPlace, uniqueName) }
	}
	if r.Organizations != "" {
		b.Organization = named(r.Organizations)
	}
	if r.OtherOrganizations != "" {
		b.OtherOrganization = named(r.OtherOrganizations)
	}
	return directory.WithBases(ctx, b)
}

// encode and decodeRoute are the form in which a route travels.
func (r route) encode() (string, error) {
	data, err := json.Marshal(r)
	return string(data), err
}

func decodeRoute(text string) (r route, err error) {
	if err = json.Unmarshal([]byte(text), &r); err != nil {
		return route{}, fmt.Errorf("route: %w", err)
	}
	return r, nil
}
