//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"
)

const (
	redirect  = "http://localhost:1/back"
	verifier  = "0123456789012345678901234567890123456789012"
	challenge = "_RpfHqw8pAZIomzVUE7sjRmHSM543WVdC4o-Kc4_3C0"
)

// practiceInfo is what `latchkey practice --json` prints.
type practiceInfo struct {
	Authority    string `json:"authority"`
	TenantID     string `json:"tenantId"`
	ClientID     string `json:"clientId"`
	ControlURL   string `json:"controlUrl"`
	ControlToken string `json:"controlToken"`
}

// browser is a person's browser and the client behind it: cookies of one sign-in only.
type browser struct {
	client *http.Client
	page   string
	action string
}

// shared keeps connections open, as browsers do.
var shared = &http.Transport{MaxIdleConnsPerHost: 4}

func newBrowser() *browser {
	jar, err := cookiejar.New(nil)
	check(err)
	return &browser{client: &http.Client{Transport: shared, Jar: jar}}
}

var (
	actions = regexp.MustCompile(`<form[^>]*action="([^"]*)"`)
	hidden  = regexp.MustCompile(`<input type="?hidden"? name="([^"]*)" value="([^"]*)"`)
)

func (b *browser) took(r *http.Response, err error) {
	check(err)
	body, err := io.ReadAll(r.Body)
	check(err)
	check(r.Body.Close())
	b.page, b.action = string(body), ""
	if m := actions.FindStringSubmatch(b.page); m != nil {
		u, err := r.Request.URL.Parse(html.UnescapeString(m[1]))
		check(err)
		b.action = u.String()
	}
}

func (b *browser) open(address string) { b.took(b.client.Get(address)) }

// fields are the hidden fields of the page's form.
func (b *browser) fields() url.Values {
	values := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(b.page, -1) {
		values.Set(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return values
}

// send fills in the form of the page.
func (b *browser) send(pairs ...string) {
	values := b.fields()
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	if b.action == "" {
		log.Fatalf("no form on the page:\n%s", b.page)
	}
	b.took(b.client.PostForm(b.action, values))
}

// redeem sends a code to a token endpoint and wants an id_token. It gives the number of tokens
// that are signed.
func redeem(endpoint string, values url.Values) int {
	r, err := http.PostForm(endpoint, values)
	check(err)
	defer r.Body.Close()
	var tokens struct {
		IDToken     string `json:"id_token"`
		AccessToken string `json:"access_token"`
		Error       string `json:"error_description"`
	}
	check(json.NewDecoder(r.Body).Decode(&tokens))
	if tokens.IDToken == "" {
		log.Fatalf("no tokens: %s", tokens.Error)
	}
	signed := 0
	for _, token := range []string{tokens.IDToken, tokens.AccessToken} {
		if strings.Count(token, ".") == 2 {
			signed++
		}
	}
	return signed
}

// practiceClient signs a user with one-time codes in.
type practiceClient struct {
	info           practiceInfo
	name, password string
	secret         string
}

func newPracticeClient(info practiceInfo) *practiceClient {
	c := &practiceClient{info: info}
	var users []struct {
		UserPrincipalName string `json:"userPrincipalName"`
		Password          string `json:"password"`
		TOTPSecret        string `json:"totpSecret"`
	}
	c.control(http.MethodGet, "/users", nil, &users)
	for _, u := range users {
		if strings.HasPrefix(u.UserPrincipalName, "totp@") {
			c.name, c.password, c.secret = u.UserPrincipalName, u.Password, u.TOTPSecret
		}
	}
	return c
}

func (c *practiceClient) control(method, path string, in, out any) {
	body, err := json.Marshal(in)
	check(err)
	r, err := http.NewRequest(method, c.info.ControlURL+path, bytes.NewReader(body))
	check(err)
	r.Header.Set("Authorization", "Bearer "+c.info.ControlToken)
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	check(err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s", path, answer.Status)
	}
	check(json.NewDecoder(answer.Body).Decode(out))
}

func authorizeQuery(info practiceInfo) url.Values {
	return url.Values{
		"client_id": {info.ClientID}, "redirect_uri": {"http://localhost"}, "response_type": {"code"}, "response_mode": {"form_post"},
		"scope": {"openid profile offline_access"}, "state": {"s"}, "nonce": {"n"},
		"code_challenge": {challenge}, "code_challenge_method": {"S256"},
	}
}

// signIn moves the clock by a step first: a one-time code is good once. It gives the number of
// signatures.
func (c *practiceClient) signIn() int {
	const step = 30 * time.Second
	var now struct {
		Time time.Time `json:"time"`
	}
	c.control(http.MethodPost, "/clock", map[string]float64{"advanceSeconds": step.Seconds()}, &now)
	code, err := totp.GenerateCode(c.secret, now.Time)
	check(err)

	b := newBrowser()
	b.open(c.info.Authority + "/oauth2/v2.0/authorize?" + authorizeQuery(c.info).Encode())
	b.send("loginfmt", c.name)
	b.send("passwd", c.password)
	b.send("otc", code)
	b.send("answer", "no") // stay signed in?
	return redeem(c.info.Authority+"/oauth2/v2.0/token", url.Values{
		"client_id": {c.info.ClientID}, "redirect_uri": {"http://localhost"}, "grant_type": {"authorization_code"},
		"code": {b.fields().Get("code")}, "code_verifier": {verifier},
	})
}

// waitForPage asks until a page comes.
func waitForPage(address string) {
	for {
		r, err := http.Get(address)
		if err != nil {
			time.Sleep(200 * time.Microsecond)
			continue
		}
		_, err = io.Copy(io.Discard, r.Body)
		check(err)
		check(r.Body.Close())
		if r.StatusCode != http.StatusOK {
			log.Fatalf("the first page: %s", r.Status)
		}
		return
	}
}

// peerClient signs in to oidc-provider with its own development pages: a name and any
// password, then consent; it has no second factor.
type peerClient struct{ issuer string }

func newPeerClient(issuer string) *peerClient { return &peerClient{issuer} }

func (c *peerClient) signIn() int {
	b := newBrowser()
	b.open(c.issuer + "/auth?" + url.Values{
		"client_id": {"bench"}, "redirect_uri": {redirect}, "response_type": {"code"}, "response_mode": {"form_post"},
		"scope": {"openid offline_access"}, "prompt": {"consent"}, "state": {"s"}, "nonce": {"n"},
		"code_challenge": {challenge}, "code_challenge_method": {"S256"},
	}.Encode())
	b.send("login", "anna", "password", "x")
	b.send() // consent
	return redeem(c.issuer+"/token", url.Values{
		"client_id": {"bench"}, "redirect_uri": {redirect}, "grant_type": {"authorization_code"},
		"code": {b.fields().Get("code")}, "code_verifier": {verifier},
	})
}
