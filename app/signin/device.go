package signin

import (
	"context"
	"errors"
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

// device waits for the person who types the code elsewhere.
type device struct {
	shown  Device
	cancel context.CancelFunc
	ended  chan struct{}

	mu      sync.Mutex
	session Session
	err     error
}

// startDevice asks for a device code, and then for its tokens in the background. MSAL
// asks and writes the tokens in one call, so that call runs on an MSAL client of its
// own: it must not hold up others while it waits for the cache's lock.
func (a *Attempt) startDevice(ctx context.Context) error {
	library, err := a.client.library(a.target, &http.Client{Transport: polling{a.client.http.Transport}, CheckRedirect: a.client.http.CheckRedirect})
	if err != nil {
		return err
	}
	options := []public.AcquireByDeviceCodeOption{}
	if a.target.Tenant != "" {
		options = append(options, public.WithTenantID(a.target.Tenant))
	}
	if a.request.Claims != "" {
		options = append(options, public.WithClaims(a.request.Claims))
	}
	asking, cancelAsking := context.WithTimeout(ctx, exchangeLimit)
	defer cancelAsking()
	code, err := library.AcquireTokenByDeviceCode(asking, a.target.scopes(a.request.Resource), options...)
	if err != nil {
		return fromMSAL(err)
	}
	page, err := url.Parse(code.Result.VerificationURL)
	if err != nil || !trustedVerification(a.target.Cloud, page) {
		return problem.New(problem.Refused, "metadata-wrong-host").With("host", hostOf(page))
	}
	waiting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	a.device = &device{cancel: cancel, ended: make(chan struct{}), shown: Device{
		UserCode: code.Result.UserCode, VerificationURL: code.Result.VerificationURL, ExpiresAt: code.Result.ExpiresOn,
	}}
	a.address = code.Result.VerificationURL
	go a.awaitDevice(waiting, code)
	return nil
}

// awaitDevice waits until the code has been typed, has expired or is no longer wanted.
func (a *Attempt) awaitDevice(ctx context.Context, code public.DeviceCode) {
	d := a.device
	defer close(d.ended)
	defer d.cancel()
	ctx, n := withNotes(ctx)
	unlock := func() {}
	n.lock = func() error {
		held, err := a.service.lock(ctx, a.client)
		if err == nil {
			unlock = held
		}
		return err
	}
	result, err := code.AuthenticationResult(ctx)
	var session Session
	if err != nil {
		err = deviceProblem(ctx, err)
	} else {
		session, err = a.deviceSession(ctx, result, n)
	}
	unlock()
	d.mu.Lock()
	d.session, d.err = session, err
	d.mu.Unlock()
	if err != nil {
		a.Abandon(err)
		return
	}
	a.pasted <- loopback.Answer{}
}

// deviceSession checks the tokens; no request of ours carried a nonce.
func (a *Attempt) deviceSession(ctx context.Context, result public.AuthResult, n *notes) (Session, error) {
	claims, err := a.target.check(result.IDToken.RawToken, secret.String{})
	if err != nil {
		n.lock = nil // it is held
		_ = a.client.msal.RemoveAccount(ctx, result.Account)
		return Session{}, err
	}
	return sessionOf(result, claims, n), nil
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
	if !strings.HasPrefix(p.Code, "AADSTS530") && p.Code != "AADSTS50097" {
		return p
	}
	return about(problem.New(problem.Refused, "device-code-blocked").With("code", p.Code), p)
}

func (d *device) outcome() (Session, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.session, d.err
}

// stop ends the wait and returns when it has ended.
func (d *device) stop() {
	d.cancel()
	<-d.ended
}

// Device is the code to show; nil unless the attempt stands on RungDeviceCode.
func (a *Attempt) Device() *Device {
	if a.device == nil {
		return nil
	}
	return &a.device.shown
}

// trustedVerification reports whether a person may be sent to a page to type a code:
// one of the cloud's sign-in hosts, or Microsoft's short addresses for it
// (microsoft.com/devicelogin and its likes in other clouds).
func trustedVerification(c cloud.Cloud, u *url.URL) bool {
	if trusted(c, u) {
		return true
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	short := host == "microsoft.com" || host == "login.microsoft.com" || host == "aka.ms"
	return u.Scheme == "https" && u.User == nil && short && c.ID != cloud.Custom && c.ID != cloud.Practice
}
