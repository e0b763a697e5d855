package signin

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net"
	"net/url"
	"sync"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// codeAttempt is an attempt by an authorization code (RFC 6749 section 4.1), however that
// comes back.
type codeAttempt struct {
	attempt
	redirect string // as sent, with the real port
	state    secret.String
	nonce    secret.String
	verifier secret.String

	mu     sync.Mutex
	pasted bool // an address has been taken
	closed bool
}

// prepare makes what nobody must guess.
func (a *codeAttempt) prepare() {
	a.state, a.nonce, a.verifier = a.service.random(), a.service.random(), a.service.random()
}

// authorize makes the address to open. The redirect URI is that of the target, or of the
// listener that answers for it.
func (a *codeAttempt) authorize(ctx context.Context, redirect string) (err error) {
	a.redirect = redirect
	if a.address, err = a.authorizeURL(ctx); err == nil {
		a.service.rememberState(a.state)
	}
	return err
}

// random makes an unguessable value of 256 bits, as RFC 7636 section 7.1 asks of a
// code verifier.
func (s *Service) random() secret.String {
	var b [32]byte
	if _, err := io.ReadFull(s.options.Rand, b[:]); err != nil {
		panic("signin: no randomness: " + err.Error())
	}
	return secret.New(base64.RawURLEncoding.EncodeToString(b[:]))
}

// authorizeURL lets MSAL resolve the tenant's authorization endpoint, checks that
// it is the cloud's own, and adds what MSAL leaves out.
func (a *codeAttempt) authorizeURL(ctx context.Context) (string, error) {
	options := []public.AuthCodeURLOption{public.WithClaims(askAuthTime(a.request.Claims))}
	if a.target.LoginHint != "" {
		options = append(options, public.WithLoginHint(a.target.LoginHint))
	}
	if a.target.DomainHint != "" {
		options = append(options, public.WithDomainHint(a.target.DomainHint))
	}
	text, err := a.client.authCodeURL(ctx, a.target.Tenant, a.redirect, a.authorizeScopes(), options...)
	if err != nil {
		return "", fromMSAL(err)
	}
	u, err := url.Parse(text)
	if err != nil || !trustedPage(a.target.Cloud, u) {
		return "", problem.New(problem.Refused, "metadata-wrong-host").With("host", hostOf(u))
	}
	q := u.Query()
	q.Set("state", a.state.Reveal())
	q.Set("nonce", a.nonce.Reveal())
	challenge := sha256.Sum256([]byte(a.verifier.Reveal()))
	q.Set("code_challenge", base64.RawURLEncoding.EncodeToString(challenge[:]))
	q.Set("code_challenge_method", "S256")
	q.Set("response_mode", a.responseMode())
	q.Set("client_info", "1")
	if prompt := a.prompt(); prompt != "" {
		q.Set("prompt", prompt)
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// prompt is OpenID Connect's parameter: what the person is asked whatever the browser remembers.
// A browser in which one person is signed in goes on as them without a word. So where nobody
// knows yet who signs in, it asks for the account, as MSAL's own AcquireTokenInteractive does.
func (a *codeAttempt) prompt() string {
	switch {
	case a.request.Always:
		return "login"
	case a.target.Cloud.ID != cloud.Custom && a.target.LoginHint == "" && a.target.HomeAccountID == "":
		return "select_account"
	}
	return ""
}

// authorizeScopes are those of the authorize request. MSAL adds the OpenID Connect ones
// to the token request itself.
func (a *codeAttempt) authorizeScopes() []string {
	return append(a.target.scopes(a.request.Resource), "openid", "profile", "offline_access")
}

// responseMode: a posted answer leaves no code in an address, a history or a log
// (RFC 9700 section 4.3.1); a pasted one must be in the address.
func (a *codeAttempt) responseMode() string {
	if a.flow == FlowFormPost {
		return "form_post"
	}
	return "query"
}

// redeem exchanges the code for tokens, under the cache's lock, and checks whose
// they are.
func (a *codeAttempt) redeem(ctx context.Context, answer loopback.Answer) (Session, error) {
	if err := a.client.checkAnswerIssuer(a.target, answer); err != nil {
		return Session{}, err
	}
	if answer.Error != "" {
		return Session{}, Refusal(answer)
	}
	unlock, err := a.service.lock(ctx, a.client.cache)
	if err != nil {
		return Session{}, err
	}
	defer unlock()
	ctx, cancel := context.WithTimeout(ctx, exchangeLimit)
	defer cancel()
	ctx, n := withNotes(ctx)
	options := []public.AcquireByAuthCodeOption{public.WithChallenge(a.verifier.Reveal()), public.WithClaims(askAuthTime(a.target.claimsFor(a.request.Resource, a.request.Claims)))}
	if a.target.Tenant != "" {
		options = append(options, public.WithTenantID(a.target.Tenant))
	}
	result, err := a.client.msal.AcquireTokenByAuthCode(ctx, answer.Code.Reveal(), a.redirect, a.target.scopes(a.request.Resource), options...)
	if err != nil {
		a.client.forgetDeclined(ctx, err, n)
		return Session{}, fromMSAL(err)
	}
	claims, err := a.client.withIssuer(a.target).checkIDToken(result.IDToken.RawToken, a.nonce, a.service.options.Now())
	if err != nil {
		a.client.refuse(ctx, result, n)
		return Session{}, err
	}
	return a.target.sessionOf(result, claims, n, a.service.options.Now()), nil
}

// trustedPage reports whether an authorization endpoint belongs to the cloud. The
// practice tenant's pages are served over http on this machine.
func trustedPage(c cloud.Cloud, u *url.URL) bool {
	if c.ID == cloud.Practice {
		ip := net.ParseIP(u.Hostname())
		return u.Scheme == "http" && ip != nil && ip.IsLoopback()
	}
	return c.TrustsAuthorityURL(u)
}

func hostOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Host
}
