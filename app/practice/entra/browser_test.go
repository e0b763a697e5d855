package entra

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

const (
	front       = "http://127.0.0.1:4711"
	frontTLS    = "https://localhost:4712"
	contosoURL  = "https://contoso.crm4.practice.localhost"
	fabrikamURL = "https://fabrikam.crm.practice.localhost"
	discovery   = "https://" + directory.DiscoveryHost
	verifier    = "a-verifier-that-is-long-enough-for-rfc-7636-0123"
	redirect    = "http://localhost:5001/"
)

// rig is a server that a test controls: its clock stands still, and what it
// journals is kept.
type rig struct {
	testing.TB
	*Server
	keys    []token.SigningKey
	seed    []byte
	now     time.Time
	mu      sync.Mutex
	journal []directory.Record
	sent    []string // every credential that was seen, for the search in the records
}

func newRig(t testing.TB) *rig {
	t.Helper()
	g := &rig{TB: t, keys: testKeys(t), seed: []byte("0123456789abcdef0123456789abcdef"), now: time.Unix(1790000010, 0)}
	g.Server = g.server(nil)
	return g
}

func (g *rig) server(restore []directory.Record) *Server {
	g.Helper()
	s, err := New(Options{
		Seed: g.seed, SigningKeys: g.keys, Now: func() time.Time { return g.now }, Restore: restore,
		Journal: func(r directory.Record) error {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.journal = append(g.journal, r)
			return nil
		},
	})
	if err != nil {
		g.Fatal(err)
	}
	return s
}

// RoundTrip is the back channel: every host of the practice tenant.
func (g *rig) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	bases := directory.DefaultBases(front)
	if r.URL.Host == "localhost:4712" {
		bases.Front = frontTLS
	}
	in := r.Clone(directory.WithBases(r.Context(), bases))
	if in.Body == nil {
		in.Body = http.NoBody
	}
	in.RequestURI, in.Host = r.URL.RequestURI(), r.URL.Host
	switch name, ok := directory.OrganizationOfHost(r.URL.Host); {
	case ok:
		g.ServeOrganization(w, in, name)
	case r.URL.Host == directory.AuthorityHost, r.URL.Host == directory.DiscoveryHost, r.URL.Host == "127.0.0.1:4711", r.URL.Host == "localhost:4712":
		g.ServeHTTP(w, in)
	default:
		return nil, fmt.Errorf("%s is not here", r.URL.Host)
	}
	res := w.Result()
	res.Request = r
	return res, nil
}

// browser is a browser without a screen: cookies, forms, and no redirects followed.
type browser struct {
	*rig
	client *http.Client
	page   string // body
	at     string // path that the page's form posts to
	door   string // "" is front
	status int
	header http.Header
	head   http.Header // sent along with posts
}

func (g *rig) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		g.Fatal(err)
	}
	return &browser{rig: g, head: http.Header{}, client: &http.Client{Transport: g, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}}
}

var actionPattern = regexp.MustCompile(`<form method="post" action="([^"]*)"`)

func (b *browser) do(req *http.Request) *browser {
	b.Helper()
	res, err := b.client.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.Fatal(err)
	}
	b.status, b.header, b.page, b.at = res.StatusCode, res.Header, string(body), ""
	if m := actionPattern.FindStringSubmatch(b.page); m != nil {
		b.at = html.UnescapeString(m[1])
	}
	for _, c := range res.Cookies() {
		if len(c.Value) > 20 {
			b.sent = append(b.sent, c.Value)
		}
	}
	return b
}

func (b *browser) open(path string) *browser {
	b.Helper()
	req, err := http.NewRequest("GET", cmp.Or(b.door, front)+path, nil)
	if err != nil {
		b.Fatal(err)
	}
	return b.do(req)
}

var stepPattern = regexp.MustCompile(`name="step" value="([a-z]*)"`)

// send fills in the page's form: pairs of name and value.
func (b *browser) send(pairs ...string) *browser {
	b.Helper()
	if b.at == "" {
		b.Fatalf("no form on the page:\n%s", b.page)
	}
	form := url.Values{}
	if m := stepPattern.FindStringSubmatch(b.page); m != nil {
		form.Set("step", m[1])
	}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest("POST", cmp.Or(b.door, front)+b.at, strings.NewReader(form.Encode()))
	if err != nil {
		b.Fatal(err)
	}
	req.Header = b.head.Clone()
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(req)
}

func (b *browser) wants(texts ...string) *browser {
	b.Helper()
	for _, text := range texts {
		if !strings.Contains(b.page, text) {
			b.Fatalf("the page lacks %q; status %d, location %q, page:\n%s", text, b.status, b.header.Get("Location"), b.page)
		}
	}
	return b
}

// asks is a good authorization request with some parameters changed; an empty
// value takes one out.
func asks(changes ...string) string {
	q := url.Values{
		"client_id": {directory.DocumentsCorePackID}, "redirect_uri": {redirect}, "response_type": {"code"}, "response_mode": {"query"},
		"scope": {contosoURL + "/user_impersonation openid profile offline_access"}, "state": {"st&<te"}, "nonce": {"n0nce"},
		"code_challenge": {directory.Hash(verifier)}, "code_challenge_method": {"S256"},
	}
	tenant := aadsts.ContosoID
	for i := 0; i < len(changes); i += 2 {
		switch {
		case changes[i] == "tenant":
			tenant = changes[i+1]
		case changes[i+1] == "":
			q.Del(changes[i])
		default:
			q.Set(changes[i], changes[i+1])
		}
	}
	return "/" + tenant + "/oauth2/v2.0/authorize?" + q.Encode()
}

func (g *rig) passwordOf(local string) string {
	for _, u := range g.Users() {
		if u.UserPrincipalName == local+"@"+aadsts.ContosoDomain {
			return u.Password
		}
	}
	g.Fatalf("no user %s", local)
	return ""
}

// login goes as far as the page after the password.
func (b *browser) login(local string) *browser {
	b.Helper()
	b.wants(`id="i0116"`, `name="loginfmt"`).send("loginfmt", local+"@"+aadsts.ContosoDomain)
	return b.wants(`id="i0118"`, `name="passwd"`, `id="idSIButton9"`).send("passwd", b.passwordOf(local))
}

// returned is what came back to the client in a redirect with a query.
func (b *browser) returned() url.Values {
	b.Helper()
	u, err := url.Parse(b.header.Get("Location"))
	if err != nil || b.status != http.StatusFound {
		b.Fatalf("no redirect: %d %v\n%s", b.status, err, b.page)
	}
	return b.checked(u.Query())
}

func (b *browser) checked(q url.Values) url.Values {
	b.Helper()
	if q.Get("state") != "st&<te" {
		b.Fatalf("state came back as %q", q.Get("state"))
	}
	b.sent = append(b.sent, q.Get("code"))
	return q
}

// code signs a user without MFA in and returns the authorization code.
func (g *rig) code(changes ...string) string {
	g.Helper()
	b := g.browser().open(asks(changes...)).login("password")
	q := b.wants("Stay signed in?").send("answer", "no").returned()
	if q.Get("code") == "" {
		g.Fatalf("no code: %v", q)
	}
	return q.Get("code")
}

// tokens calls the token endpoint.
func (g *rig) tokens(pairs ...string) (int, map[string]any) {
	g.Helper()
	form, tenant := url.Values{"client_id": {directory.DocumentsCorePackID}}, aadsts.ContosoID
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "tenant" {
			tenant = pairs[i+1]
			continue
		}
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest("POST", "https://"+directory.AuthorityHost+"/"+tenant+"/oauth2/v2.0/token", strings.NewReader(form.Encode()))
	if err != nil {
		g.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return g.call(req)
}

func (g *rig) call(req *http.Request) (int, map[string]any) {
	g.Helper()
	res, err := g.RoundTrip(req)
	if err != nil {
		g.Fatal(err)
	}
	defer res.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		g.Fatalf("%s: %v", req.URL, err)
	}
	for _, name := range []string{"access_token", "refresh_token", "id_token"} {
		if text, ok := answer[name].(string); ok {
			g.sent = append(g.sent, text)
		}
	}
	return res.StatusCode, answer
}

func (g *rig) redeemed(code string, more ...string) (int, map[string]any) {
	g.Helper()
	return g.tokens(append([]string{
		"grant_type", "authorization_code", "code", code, "redirect_uri", redirect, "code_verifier", verifier, "client_info", "1",
	}, more...)...)
}

func (g *rig) get(address, token string) (int, http.Header, map[string]any) {
	g.Helper()
	req, err := http.NewRequestWithContext(context.Background(), "GET", address, nil)
	if err != nil {
		g.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := g.RoundTrip(req)
	if err != nil {
		g.Fatal(err)
	}
	defer res.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		g.Fatalf("%s: %v", address, err)
	}
	return res.StatusCode, res.Header, answer
}

// refusedWith checks an error answer of the token endpoint.
func (g *rig) refusedWith(status int, answer map[string]any, oauth string, code int) {
	g.Helper()
	codes, _ := answer["error_codes"].([]any)
	if status != http.StatusBadRequest || answer["error"] != oauth || len(codes) != 1 || codes[0] != float64(code) {
		g.Fatalf("answer %d %v, want 400 %s %d", status, answer, oauth, code)
	}
}
