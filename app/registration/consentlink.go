package registration

import (
	"cmp"
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

// address is one with its scheme, and one that a browser shows without.
var address = pattern.Lazy(`(?i)https?://[^\s"'<>]+|` + plainHost + `[^\s"'<>]*[?#&](?:admin_consent|error|client_id)=[^\s"'<>]+|[a-z][a-z0-9+.-]*:[^\s"'<>]*[?#&](?:admin_consent|error)=[^\s"'<>]+`)

// plainHost is a host without a scheme in front, up to what follows it.
const plainHost = `(?:localhost|127\.0\.0\.1|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?[/?#]`

var schemeless = pattern.Lazy(`(?i)^` + plainHost)

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
		list = append(list, withScheme(strings.TrimRight(found, ".,;)]")))
	}
	return list
}

// withScheme is an address with the scheme that browsers leave out.
func withScheme(address string) string {
	if !schemeless().MatchString(address) {
		return address
	}
	if u, err := url.Parse("http://" + address); err == nil && !away(u.String()) {
		return u.String()
	}
	return "https://" + address
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
	if f, err := url.ParseQuery(u.Fragment); err == nil {
		for name, values := range f {
			q[name] = append(q[name], values...)
		}
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
	if !answersGoTo(u) {
		c.doubt(problem.New(problem.Input, "consent-foreign-answer").With("host", cmp.Or(c.Host, u.Scheme+":")))
	}
	switch name := doubled(q); {
	case q.Has("error"):
		c.Problem = refusal(q.Get("error"), q.Get("error_description"))
	case name != "":
		c.Problem = problem.New(problem.Refused, "consent-doubled").With("name", name)
	default:
		c.Granted = strings.EqualFold(q.Get("admin_consent"), "true")
	}
	return c
}

// refusal is the problem of an answer to an administrator's consent, with the words for
// them: it is no sign-in, and "ask your administrator" helps no administrator.
func refusal(code, description string) *problem.Problem {
	p := problem.Explain("error=" + code + " " + description)[0]
	p.OAuthError = code
	better := ""
	switch {
	case Verdict(p) == Declined:
		better = "consent-declined"
	case p.Code == "AADSTS90094" || p.Code == "AADSTS90095":
		better = "consent-not-admin"
	default:
		return p
	}
	said := *p
	said.Kind, said.Code, said.Args = problem.Refused, better, nil
	if strings.HasPrefix(p.Code, "AADSTS") {
		said.With("code", p.Code)
	}
	return &said
}

// doubled is a parameter that an answer has several times with different values, or "".
func doubled(q url.Values) string {
	for _, name := range []string{"admin_consent", "tenant", "scope", "state"} {
		for _, value := range q[name] {
			if !strings.EqualFold(value, q.Get(name)) {
				return name
			}
		}
	}
	return ""
}
