package signin

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// Device is a device code as the person sees it (RFC 8628 section 3.2).
type Device struct {
	UserCode        string
	VerificationURL string // where to type it
	ExpiresAt       time.Time
}

// deviceAttempt waits for the person who types the code elsewhere.
type deviceAttempt struct {
	attempt
	shown   Device
	answers chan loopback.Answer // an empty one when the tokens are here
	cancel  context.CancelFunc
	ended   chan struct{}

	mu      sync.Mutex
	session Session
	err     error
}

// startDevice asks for a device code, and then for its tokens in the background. MSAL
// asks and writes the tokens in one call, so that call runs on an MSAL client of its
// own: it must not hold up others while it waits for the cache's lock.
func (a attempt) startDevice(ctx context.Context) (Attempt, error) {
	library, err := a.client.library(a.target, &http.Client{Transport: polling{a.client.http.Transport}, CheckRedirect: a.client.http.CheckRedirect}, &accessor{cache: a.client.cache})
	if err != nil {
		return nil, err
	}
	options := []public.AcquireByDeviceCodeOption{public.WithClaims(askAuthTime(a.target.claimsFor(a.request.Resource, a.request.Claims)))}
	if a.target.Tenant != "" {
		options = append(options, public.WithTenantID(a.target.Tenant))
	}
	asking, cancelAsking := context.WithTimeout(ctx, exchangeLimit)
	defer cancelAsking()
	code, err := library.AcquireTokenByDeviceCode(asking, a.target.scopes(a.request.Resource), options...)
	if err != nil {
		return nil, deviceProblem(ctx, err)
	}
	page, err := url.Parse(code.Result.VerificationURL)
	if err != nil || !trustedVerification(a.target.Cloud, page) {
		return nil, problem.New(problem.Refused, "metadata-wrong-host").With("host", hostOf(page))
	}
	a.address = code.Result.VerificationURL
	waiting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	d := &deviceAttempt{
		attempt: a, answers: make(chan loopback.Answer, 1), cancel: cancel, ended: make(chan struct{}),
		shown: Device{UserCode: code.Result.UserCode, VerificationURL: code.Result.VerificationURL, ExpiresAt: code.Result.ExpiresOn},
	}
	go d.await(waiting, code)
	return d, nil
}

// await waits until the code has been typed, has expired or is no longer wanted.
func (d *deviceAttempt) await(ctx context.Context, code public.DeviceCode) {
	defer close(d.ended)
	defer d.cancel()
	session, err := d.acquire(ctx, code)
	d.mu.Lock()
	d.session, d.err = session, err
	d.mu.Unlock()
	if err != nil {
		d.Abandon(err)
		return
	}
	d.answers <- loopback.Answer{}
}

// acquire takes the cache's lock when the tokens have come, and checks them; no request of
// ours carried a nonce.
func (d *deviceAttempt) acquire(ctx context.Context, code public.DeviceCode) (Session, error) {
	ctx, n := withNotes(ctx)
	unlock := func() {}
	defer func() { unlock() }()
	n.lock = func() error {
		held, err := d.service.lock(ctx, d.client.cache)
		if err == nil {
			unlock = held
		}
		return err
	}
	result, err := code.AuthenticationResult(ctx)
	if err != nil {
		d.client.forgetDeclined(ctx, err, n)
		return Session{}, deviceProblem(ctx, err)
	}
	claims, err := d.client.withIssuer(d.target).checkIDToken(result.IDToken.RawToken, secret.String{}, d.service.options.Now())
	if err != nil {
		d.client.refuse(ctx, result, n)
		return Session{}, err
	}
	return d.target.sessionOf(result, claims, n, d.service.options.Now()), nil
}

func (d *deviceAttempt) Device() *Device                 { return &d.shown }
func (d *deviceAttempt) Answers() <-chan loopback.Answer { return d.answers }

func (*deviceAttempt) Paste(string) error {
	return problem.New(problem.Input, "paste-not-awaited").At("paste")
}

func (d *deviceAttempt) Finish(context.Context, loopback.Answer) (Session, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.session, d.err
}

// Close ends the wait and returns when it has ended.
func (d *deviceAttempt) Close() {
	d.cancel()
	<-d.ended
}

// deviceProblem names the refusal that is about the device code itself: companies block
// this way in, and another one is open then.
//
// MSAL stops at the code's end by itself, with a deadline of its own.
func deviceProblem(ctx context.Context, err error) error {
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return problem.New(problem.TimedOut, "AADSTS70020")
	}
	p := fromMSAL(err)
	if p.Code == "endpoint-missing" || p.OAuthError == "unsupported_grant_type" {
		return withDetailsOf(problem.New(problem.Refused, "device-code-not-offered"), p)
	}
	if !strings.HasPrefix(p.Code, "AADSTS530") && p.Code != "AADSTS50097" {
		return p
	}
	return withDetailsOf(problem.New(problem.Refused, "device-code-blocked").With("code", p.Code), p)
}

// trustedVerification reports whether a person may be sent to a page to type a code:
// one of the cloud's sign-in hosts, or Microsoft's short addresses for it
// (microsoft.com/devicelogin and its likes in other clouds).
func trustedVerification(c cloud.Cloud, u *url.URL) bool {
	if trustedPage(c, u) {
		return true
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	short := host == "microsoft.com" || host == "login.microsoft.com" || host == "aka.ms"
	return u.Scheme == "https" && u.User == nil && short && c.ID != cloud.Custom && c.ID != cloud.Practice
}

// deviceGrant is the grant's name (RFC 8628 section 3.4, and Entra's document "OAuth 2.0 device
// authorization grant"). MSAL Go sends a short one (apps/internal/oauth/ops/internal/grant),
// which Entra takes as well and other authorities refuse.
const deviceGrant, msalDeviceGrant = "urn:ietf:params:oauth:grant-type:device_code", "device_code"

// withGrantName is a token request that names the grant in full.
func withGrantName(r *http.Request) (*http.Request, error) {
	defer r.Body.Close()
	body, err := io.ReadAll(io.LimitReader(r.Body, answerLimit))
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err == nil && form.Get("grant_type") == msalDeviceGrant {
		form.Set("grant_type", deviceGrant)
		body = []byte(form.Encode())
	}
	full := r.Clone(r.Context())
	full.Body, full.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	full.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return full, nil
}

// polling lets the wait for a device code outlast trouble on the way: RFC 8628 section
// 3.5 asks clients to go on after a connection failed. MSAL would end the sign-in, so it
// is told what the identity provider says when nothing has happened yet.
type polling struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (p polling) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/token") || r.Body == nil {
		return p.next.RoundTrip(r)
	}
	r, err := withGrantName(r)
	if err != nil {
		return nil, err
	}
	response, err := p.next.RoundTrip(r)
	if r.Context().Err() != nil {
		return response, err
	}
	switch {
	case err != nil && isTransient(problem.From(err)):
	case err == nil && response.StatusCode >= 500:
		_ = response.Body.Close()
	default:
		return response, err
	}
	return &http.Response{
		Status: "400 Bad Request", StatusCode: http.StatusBadRequest, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(`{"error":"authorization_pending"}`)),
	}, nil
}

// isTransient reports trouble of the network that may pass, not a refusal of our own.
func isTransient(p *problem.Problem) bool {
	switch p.Code {
	case "network-unreachable", "network-timed-out", "answer-broken-off", "dns", "proxy-unreachable":
		return true
	}
	return false
}
