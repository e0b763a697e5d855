package transfer

import (
	"net/url"
	"slices"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

// What a host is for.
const (
	ForSignIn           = "sign-in"           // people type their password there
	ForDiscovery        = "discovery"         // lists the organizations
	ForOrganization     = "organization"      // tokens and data go there
	ForRedirect         = "redirect"          // the browser ends there after a sign-in
	ForIdentityProvider = "identity-provider" // the sign-in page may lead there
)

// Host is one that a setup file leads to. It is written in ASCII, so that it can't look like
// another one: letters of other scripts are Punycode (RFC 3492).
type Host struct {
	Host    string `json:"host"`
	Purpose string `json:"purpose"`
	// Trusted marks a host of a cloud that Latchkey knows, and this computer's own. A person
	// still looks at all of them: an organization can be anybody's.
	Trusted bool `json:"trusted"`
	// Refused marks a host that isn't the named cloud's, or looks like one that it isn't: the
	// file is not used.
	Refused bool `json:"refused"`
}

// hosts gathers the hosts of one file.
type hosts struct {
	cloud  cloud.Cloud
	all    []Host
	key    string // where the first refused one stands
	reason error
}

// hostsOf lists the hosts of settings, each purpose's once. Its problems: those of a cloud
// that isn't known, and "setup-foreign-host", which names all that were refused; the list is
// good then, too.
func hostsOf(s Settings) ([]Host, error) {
	h := &hosts{}
	var err error
	if s.Cloud == string(cloud.Custom) {
		err = h.custom(s.CustomCloud)
	} else {
		err = h.named(s)
	}
	if err != nil {
		return h.all, err
	}
	if h.cloud.AuthorityHost != "" {
		h.authority(s.Authority)
		h.organization("profile.organizationUrl", s.OrganizationURL)
		if o := s.Organization; o != nil {
			h.organization("profile.organization.url", o.URL)
			h.organization("profile.organization.apiUrl", o.APIURL)
		}
	}
	h.redirect(s.RedirectURI)
	h.provider(s.DomainHint)
	return h.all, h.foreign(s)
}

func (h *hosts) named(s Settings) error {
	if s.CustomCloud != nil {
		return problem.Form([]*problem.Problem{wrongValue(setupKind(), "profile.customCloud", "nothing: the cloud is "+s.Cloud)})
	}
	c, err := profile.CloudOf(profile.Profile{Cloud: cloud.ID(s.Cloud)})
	if err != nil {
		return err
	}
	h.cloud = c
	h.trust(c.AuthorityHost, ForSignIn)
	h.trust(c.DiscoveryHost, ForDiscovery)
	return nil
}

// custom lists the hosts of a custom cloud. None is trusted, and none may look like a real
// cloud's: it is where people would type their password.
func (h *hosts) custom(c *CustomCloud) error {
	if c == nil {
		return problem.New(problem.Input, "custom-cloud-host-missing").At("customCloud")
	}
	in := func(host, purpose, key string) {
		switch {
		case misplaced(host):
			h.refuseWritten(host, purpose, key, nil)
		case resembles(host):
			h.refuse(host, purpose, key, nil)
		default:
			h.add(Host{Host: ascii(host), Purpose: purpose})
		}
	}
	in(c.Authority, ForSignIn, "profile.customCloud.authority")
	in(c.Discovery, ForDiscovery, "profile.customCloud.discovery")
	for _, o := range c.Organizations {
		in(o, ForOrganization, "profile.customCloud.organizations")
	}
	if h.key != "" {
		return nil
	}
	described, err := Settings{CustomCloud: c}.profile().CustomCloud.Cloud()
	if p := problem.From(err); p != nil && p.Args["host"] != "" {
		h.blame(c, err)
		return nil
	}
	h.cloud = described
	return err
}

// blame refuses the hosts of a custom cloud that can't be its, each as it is written: a
// pattern such as *.com is wrong because it takes in a real cloud's.
func (h *hosts) blame(c *CustomCloud, why error) {
	one := func(host, purpose, key string, hosts cloud.Hosts) {
		if _, err := hosts.Cloud(); err != nil && problem.From(err).Args["host"] != "" {
			h.refuseWritten(host, purpose, key, err)
		}
	}
	// A host that is right stands where another one is looked at.
	const right = "host.example"
	one(c.Authority, ForSignIn, "profile.customCloud.authority", cloud.Hosts{Authority: c.Authority, Discovery: right, Organizations: []string{right}})
	one(c.Discovery, ForDiscovery, "profile.customCloud.discovery", cloud.Hosts{Authority: right, Discovery: c.Discovery, Organizations: []string{right}})
	for _, o := range c.Organizations {
		one(o, ForOrganization, "profile.customCloud.organizations", cloud.Hosts{Authority: right, Discovery: right, Organizations: []string{o}})
	}
	if h.key == "" {
		h.refuse(problem.From(why).Args["host"], ForSignIn, "profile.customCloud", why)
	}
}

// authority holds what the file says against the cloud; it is not used otherwise.
func (h *hosts) authority(host string) {
	switch {
	case misplaced(host): // whatever it leads to, it is made to be taken for something else
		h.refuseWritten(host, ForSignIn, "profile.authority", nil)
	case host != "" && !h.cloud.TrustsAuthority(host):
		h.refuse(host, ForSignIn, "profile.authority", nil)
	}
}

func (h *hosts) organization(key, address string) {
	if address == "" {
		return
	}
	canonical, err := h.cloud.Organization(address)
	if err != nil {
		h.refuse(address, ForOrganization, key, err)
		return
	}
	h.add(Host{Host: hostIn(canonical), Purpose: ForOrganization, Trusted: h.cloud.ID != cloud.Custom})
}

// redirect lists where the browser ends, unless that is in a program.
func (h *hosts) redirect(uri string) {
	r := profile.ParseRedirect(uri)
	if r.URL == nil || r.URL.Scheme != "http" && r.URL.Scheme != "https" {
		return
	}
	if r.Kind == profile.RedirectForeign && resembles(r.URL.Hostname()) {
		h.refuse(r.Host, ForRedirect, "profile.redirectUri", nil)
		return
	}
	h.add(Host{Host: ascii(r.Host), Purpose: ForRedirect, Trusted: r.Kind != profile.RedirectForeign})
}

func (h *hosts) provider(domain string) {
	switch {
	case domain == "" || cloud.IsCommonTenant(domain):
	case resembles(domain):
		h.refuse(domain, ForIdentityProvider, "profile.domainHint", nil)
	default:
		h.add(Host{Host: ascii(domain), Purpose: ForIdentityProvider})
	}
}

func (h *hosts) trust(host, purpose string) { h.add(Host{Host: host, Purpose: purpose, Trusted: true}) }

func (h *hosts) add(one Host) {
	if !slices.Contains(h.all, one) {
		h.all = append(h.all, one)
	}
}

// refuse refuses where a text leads, refuseWritten the text itself.
func (h *hosts) refuse(text, purpose, key string, why error) {
	h.refuseNamed(ascii(hostIn(text)), purpose, key, why)
}

func (h *hosts) refuseWritten(text, purpose, key string, why error) {
	h.refuseNamed(written(text), purpose, key, why)
}

func (h *hosts) refuseNamed(name, purpose, key string, why error) {
	refused := Host{Host: name, Purpose: purpose, Refused: true}
	h.all = slices.DeleteFunc(h.all, func(one Host) bool { return one.Host == refused.Host && !one.Trusted })
	h.add(refused)
	if h.key == "" {
		h.key, h.reason = key, why
	}
}

// foreign is the problem of all hosts that were refused.
func (h *hosts) foreign(s Settings) error {
	var names []string
	for _, one := range h.all {
		if one.Refused && !slices.Contains(names, one.Host) {
			names = append(names, one.Host)
		}
	}
	if len(names) == 0 {
		return nil
	}
	p := problem.New(problem.Input, "setup-foreign-host").With("host", strings.Join(names, ", ")).With("key", h.key).Because(h.reason)
	if c, ok := cloud.ByID(cloud.ID(s.Cloud)); ok {
		p.With("cloud", c.Name)
	}
	return p
}

// hostIn is the host that an address leads to, without what stands before an @; text that is
// no address stays.
func hostIn(text string) string {
	address := strings.ReplaceAll(strings.TrimSpace(text), `\`, "/") // as browsers read it
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return text
	}
	return strings.ToLower(u.Host)
}

// misplaced reports what is more than a name and a port, such as a path or a user.
func misplaced(host string) bool { return strings.ContainsAny(host, `/\@?#% `) }
