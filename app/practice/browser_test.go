package practice

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// browser is a person at a browser: it fills in the sign-in pages and stops at
// the redirect URI.
type browser struct {
	t       *testing.T
	client  *http.Client
	control Control
	// between is called before each form is sent, with the name of its field.
	between func(field string)
}

func newBrowser(t *testing.T, c Control) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	b := &browser{t: t, control: c, between: func(string) {}}
	b.client = &http.Client{Transport: transport, Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	return b
}

// page is a sign-in page, or the address that it sent the browser to.
type page struct {
	at       *url.URL
	status   int
	text     string
	action   string
	fields   url.Values
	elements map[string]string // text by id
	location string
}

func (b *browser) get(address string) page {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, address, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.load(r)
}

func (b *browser) post(p page, fields url.Values) page {
	b.t.Helper()
	action, err := p.at.Parse(p.action)
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, action.String(), strings.NewReader(fields.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", p.at.Scheme+"://"+p.at.Host)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.load(r)
}

func (b *browser) load(r *http.Request) page {
	b.t.Helper()
	response, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	p := page{at: r.URL, status: response.StatusCode, text: string(body), location: response.Header.Get("Location")}
	if p.location != "" && strings.HasPrefix(p.location, r.URL.Scheme+"://"+r.URL.Host+"/") || strings.HasPrefix(p.location, "/") {
		next, err := r.URL.Parse(p.location)
		if err != nil {
			b.t.Fatal(err)
		}
		return b.get(next.String())
	}
	p.read()
	return p
}

// read takes the page's first form apart.
func (p *page) read() {
	p.fields, p.elements = url.Values{}, map[string]string{}
	root, err := html.Parse(strings.NewReader(p.text))
	if err != nil {
		return
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" && n.FirstChild != nil {
			p.elements[id] = strings.TrimSpace(n.FirstChild.Data)
		}
		switch {
		case n.Data == "form" && p.action == "":
			p.action = attribute(n, "action")
			if p.action == "" {
				p.action = p.at.String()
			}
		case n.Data == "input" && attribute(n, "name") != "" && attribute(n, "type") != "submit" && attribute(n, "type") != "checkbox":
			p.fields.Set(attribute(n, "name"), attribute(n, "value"))
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// signIn walks from an authorization address to the redirect URI and returns the
// parameters that it ends on.
func (b *browser) signIn(address, name string) url.Values {
	b.t.Helper()
	user := b.user(name)
	p := b.get(address)
	for range 12 {
		if p.location != "" {
			end, err := url.Parse(p.location)
			if err != nil {
				b.t.Fatal(err)
			}
			return end.Query()
		}
		if p.status != http.StatusOK || p.action == "" {
			b.t.Fatalf("no form at %s: %d %s", p.at.Path, p.status, p.text)
		}
		field := "other"
		switch {
		case p.elements["idRichContext_DisplaySign"] != "":
			field = "number"
			b.between(field)
			b.approve(p.elements["idRichContext_DisplaySign"])
		case p.fields.Has("loginfmt"):
			field = "loginfmt"
			p.fields.Set("loginfmt", user.UserPrincipalName)
			b.between(field)
		case p.fields.Has("passwd"):
			field = "passwd"
			p.fields.Set("passwd", user.Password)
			b.between(field)
		case p.fields.Has("otc"):
			field = "otc"
			b.between(field)
			code, err := b.control.Code(b.t.Context(), user.UserPrincipalName)
			if err != nil {
				b.t.Fatal(err)
			}
			p.fields.Set("otc", code.Code)
		default:
			b.between(field)
		}
		p = b.post(p, p.fields)
	}
	b.t.Fatalf("the sign-in does not end: %s", p.text)
	return nil
}

func (b *browser) user(name string) User {
	b.t.Helper()
	all, err := b.control.Users(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	for _, u := range all {
		if u.UserPrincipalName == name {
			return u
		}
	}
	b.t.Fatalf("no user %s among %d", name, len(all))
	return User{}
}

func (b *browser) approve(number string) {
	b.t.Helper()
	prompts, err := b.control.Prompts(b.t.Context())
	if err != nil || len(prompts) != 1 {
		b.t.Fatalf("%d prompts wait (%v), want 1", len(prompts), err)
	}
	if err := b.control.Approve(b.t.Context(), prompts[0].ID, number); err != nil {
		b.t.Fatal(err)
	}
}

// authorization is one request of a client to the authorization endpoint.
type authorization struct {
	verifier, state string
	query           url.Values
}

const loopbackRedirect = "http://localhost"

func newAuthorization(client, scope string) authorization {
	a := authorization{verifier: rand.Text() + rand.Text(), state: rand.Text()}
	sum := sha256.Sum256([]byte(a.verifier))
	a.query = url.Values{
		"client_id": {client}, "redirect_uri": {loopbackRedirect}, "response_type": {"code"}, "response_mode": {"query"},
		"scope": {scope}, "state": {a.state}, "code_challenge_method": {"S256"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])},
	}
	return a
}

// redemption is the token request for a code.
func (a authorization) redemption(code string) url.Values {
	return url.Values{
		"grant_type": {"authorization_code"}, "client_id": a.query["client_id"], "redirect_uri": {loopbackRedirect},
		"code": {code}, "code_verifier": {a.verifier}, "scope": a.query["scope"],
	}
}

func postForm(ctx context.Context, client *http.Client, address string, form url.Values) (int, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, body, err
}
