package signin

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net"
	"net/url"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

// random makes an unguessable value of 256 bits, as RFC 7636 section 7.1 asks of a
// code verifier.
func (s *Service) random() secret.String {
	var b [32]byte
	if _, err := io.ReadFull(s.Rand, b[:]); err != nil {
		panic("signin: no randomness: " + err.Error())
	}
	return secret.New(base64.RawURLEncoding.EncodeToString(b[:]))
}

// authorizeURL lets MSAL resolve the tenant's authorization endpoint, checks that
// it is the cloud's own, and adds what MSAL leaves out.
func (a *Attempt) authorizeURL(ctx context.Context) (string, error) {
	options := []public.AuthCodeURLOption{}
	if a.target.Tenant != "" {
		options = append(options, public.WithTenantID(a.target.Tenant))
	}
	if a.target.LoginHint != "" {
		options = append(options, public.WithLoginHint(a.target.LoginHint))
	}
	if a.target.DomainHint != "" {
		options = append(options, public.WithDomainHint(a.target.DomainHint))
	}
	if a.request.Claims != "" {
		options = append(options, public.WithClaims(a.request.Claims))
	}
	text, err := a.client.msal.AuthCodeURL(ctx, a.target.ClientID, a.redirect, a.scopes(), options...)
	if err != nil {
		return "", fromMSAL(err)
	}
	u, err := url.Parse(text)
	if err != nil || !trusted(a.target.Cloud, u) {
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
	if a.request.Always {
		q.Set("prompt", "login")
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// scopes are those of the authorize request. MSAL adds the OpenID Connect ones to
// the token request itself.
func (a *Attempt) scopes() []string {
	return append(a.target.scopes(a.request.Resource), "openid", "profile", "offline_access")
}

// responseMode: a posted answer leaves no code in an address, a history or a log
// (RFC 9700 section 4.3.1); a pasted one must be in the address.
func (a *Attempt) responseMode() string {
	if a.rung == RungPost {
		return "form_post"
	}
	return "query"
}

// trusted reports whether an authorization endpoint belongs to the cloud. The
// practice tenant's pages are served over http on this machine.
func trusted(c cloud.Cloud, u *url.URL) bool {
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
