package registration

import (
	"html"
	"net"
	"net/url"
	"strings"
	"unicode"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// Consent is a link to admin consent, or the address at which an administrator ended after
// it, read. Whatever it says is what its sender says: it is shown, and nothing is opened.
type Consent struct {
	Answer bool `json:"answer"` // the address afterwards; else a link that asks
	// Generation is "v2" or "v1"; "" for answers that don't tell.
	Generation  string   `json:"generation,omitempty"`
	Host        string   `json:"host"`             // of the link; of an answer it is the redirect URI's
	Cloud       cloud.ID `json:"cloud,omitempty"`  // whose sign-in host it is; "" when it is none's, or an answer
	Tenant      string   `json:"tenant,omitempty"` // as it stands there: "organizations", a domain, a GUID
	ClientID    string   `json:"clientId,omitempty"`
	Scopes      []string `json:"scopes,omitempty"`
	RedirectURI string   `json:"redirectUri,omitempty"` // of an answer, where it went
	HasState    bool     `json:"hasState"`
	// Granted says that an answer carries no error. admin_consent=True alone says nothing:
	// failures have it too.
	Granted bool `json:"granted"`
	// Problem explains an answer's error.
	Problem *problem.Problem `json:"problem,omitempty"`
	// Doubts are what should be looked at before a link is used.
	Doubts []*problem.Problem `json:"doubts,omitempty"`
}

// longestLink bounds what is read, in bytes.
const longestLink = 16 << 10

var address = pattern.Lazy(`(?i)https?://[^\s"'<>]+|[a-z][a-z0-9+.-]*:[^\s"'<>]*[?#&](?:admin_consent|error)=[^\s"'<>]+`)

// ParseLink reads a link to admin consent of either generation, or the address at which an
// administrator ended after using one, as people paste it: with text around it, in angle
// brackets, with HTML's ampersands, cut into lines by a mail program. Problem: Input
// "consent-link-unknown".
func ParseLink(text string) (Consent, error) {
	unknown := problem.New(problem.Input, "consent-link-unknown")
	if len(text) > longestLink {
		return Consent{}, unknown
	}
	for _, candidate := range candidates(text) {
		u, err := url.Parse(candidate)
		if err != nil {
			continue
		}
		if c, ok := fromAddress(u); ok {
			return c, nil
		}
	}
	return Consent{}, unknown
}

// candidates are the addresses in a text.
func candidates(text string) []string {
	if strings.Contains(text, "&amp;") {
		text = html.UnescapeString(text)
	}
	text = strings.Map(func(r rune) rune {
		if r == '\r' || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	var list []string
	for _, found := range address().FindAllString(joined(text), 20) {
		list = append(list, strings.TrimRight(found, ".,;)]"))
	}
	return list
}

// joined puts the lines together into which a mail program has cut an address: one that
// is no word of a sentence and goes on with parameters.
func joined(text string) string {
	var b strings.Builder
	inside := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		more := !strings.ContainsAny(line, " \t") && !strings.Contains(line, "://") && strings.ContainsAny(line, "&=%")
		if !inside || !more {
			b.WriteByte('\n')
		}
		b.WriteString(line)
		last := line[strings.LastIndexAny(line, " \t")+1:]
		inside = strings.Contains(last, "://") || inside && more
	}
	return b.String()
}

func fromAddress(u *url.URL) (Consent, bool) {
	q := u.Query()
	if f, err := url.ParseQuery(u.Fragment); err == nil && len(q) == 0 {
		q = f
	}
	if c, ok := fromRequest(u, q); ok {
		return c, true
	}
	if q.Has("admin_consent") || q.Has("error") && (q.Has("error_description") || q.Has("state")) {
		return fromAnswer(u, q), true
	}
	return Consent{}, false
}

// fromRequest reads a link that asks.
func fromRequest(u *url.URL, q url.Values) (Consent, bool) {
	tenant, endpoint, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	c := Consent{
		Host: strings.ToLower(u.Host), Tenant: tenant, ClientID: strings.ToLower(q.Get("client_id")),
		Scopes: strings.Fields(q.Get("scope")), RedirectURI: q.Get("redirect_uri"), HasState: q.Has("state"),
	}
	switch strings.ToLower(endpoint) {
	case "v2.0/adminconsent":
		c.Generation = GenerationNew
	case "adminconsent":
		c.Generation = GenerationOld
	case "oauth2/authorize":
		if q.Get("prompt") != "admin_consent" {
			return Consent{}, false
		}
		c.Generation = GenerationOld
	default:
		return Consent{}, false
	}
	for _, known := range cloud.All() {
		if c.Cloud == "" && known.TrustsAuthorityURL(u) {
			c.Cloud = known.ID
		}
	}
	if c.Cloud == "" {
		c.doubt(problem.New(problem.Input, "consent-host").With("host", c.Host))
	}
	if !cloud.IsGUID(c.ClientID) {
		c.doubt(problem.New(problem.Input, "consent-client"))
	}
	if c.Generation == GenerationNew && (strings.EqualFold(tenant, "common") || strings.EqualFold(tenant, "consumers")) {
		c.doubt(problem.New(problem.Input, "consent-tenant-common").With("tenant", strings.ToLower(tenant)))
	}
	if away(c.RedirectURI) {
		c.doubt(problem.New(problem.Input, "consent-redirect").With("redirectUri", c.RedirectURI))
	}
	return c, true
}

func (c *Consent) doubt(p *problem.Problem) {
	p.Warning = true
	c.Doubts = append(c.Doubts, p)
}

// away reports whether an answer leaves the machine unencrypted.
func away(uri string) bool {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "http" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback())
}

// fromAnswer reads the address afterwards. No code and no token that stands in it is kept.
func fromAnswer(u *url.URL, q url.Values) Consent {
	c := Consent{
		Answer: true, Host: strings.ToLower(u.Host), Tenant: q.Get("tenant"),
		Scopes: strings.Fields(q.Get("scope")), HasState: q.Has("state"),
	}
	if len(c.Scopes) > 0 {
		c.Generation = GenerationNew
	}
	plain := *u
	plain.RawQuery, plain.Fragment, plain.RawFragment, plain.User = "", "", "", nil
	c.RedirectURI = plain.String()
	if !q.Has("error") {
		c.Granted = strings.EqualFold(q.Get("admin_consent"), "true")
		return c
	}
	c.Problem = problem.Explain("error=" + q.Get("error") + " " + q.Get("error_description"))[0]
	c.Problem.OAuthError = q.Get("error")
	return c
}
