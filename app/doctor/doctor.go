// Package doctor checks what a sign-in needs of this machine before anybody is
// asked for a password: the keychain by a real round trip, a loopback port by
// binding one, a browser to open, a clock that is right, and a whole sign-in's back
// channel against the practice tenant. For a profile it also checks what can be known
// before its sign-in: the redirect URI, the tenant, what is saved, and, only when asked
// to, the way to the hosts.
//
// It promises to reach no host but this machine unless it is asked to go online, to send
// nothing then but what a sign-in's first requests do, and to leave nothing behind but the
// record of one more sign-in in the practice tenant.
package doctor

import (
	"context"
	"errors"
	"net/url"
	"os"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/network"
	"latchkey/app/opener"
	"latchkey/app/problem"
	"latchkey/app/program"
	"latchkey/app/secret"
	"latchkey/app/signin/loopback"
)

// The states of a finding.
const (
	OK      = "ok"
	Warning = "warning"
	Failed  = "failed"
)

// Finding is the result of one check.
type Finding struct {
	ID      string           `json:"id"`
	State   string           `json:"state"`
	Detail  string           `json:"detail"` // what was seen; "" when there is a problem
	Problem *problem.Problem `json:"problem,omitempty"`
}

// limit bounds one check.
const limit = 15 * time.Second

// Run makes every check, in the order in which a sign-in needs them.
func Run(ctx context.Context, p *program.Program) []Finding {
	return run(ctx, []check{
		{"keychain", with(p, keychain)},
		{"loopback", with(p, loopbackPort)},
		{"browser", with(p, browser)},
		{"proxy", with(p, proxy)},
		{"clock", with(p, clock)},
		{"practice", with(p, practiceTenant)},
	})
}

// check is one thing to look at; it returns what it has seen.
type check struct {
	id string
	do func(context.Context) (string, error)
}

func with(p *program.Program, do func(context.Context, *program.Program) (string, error)) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) { return do(ctx, p) }
}

func run(ctx context.Context, checks []check) []Finding {
	found := make([]Finding, len(checks))
	for i, c := range checks {
		bounded, cancel := context.WithTimeout(ctx, limit)
		detail, err := c.do(bounded)
		cancel()
		found[i] = finding(c.id, detail, err)
	}
	return found
}

func finding(id, detail string, err error) Finding {
	f := Finding{ID: id, State: OK, Detail: detail}
	if err == nil {
		return f
	}
	f.Problem, f.State = problem.From(err), Failed
	if f.Problem.Warning {
		f.State = Warning
	}
	return f
}

// keychain writes, reads, compares and deletes a probe item.
func keychain(ctx context.Context, p *program.Program) (string, error) {
	if err := p.Vault.RoundTrip(ctx); err != nil {
		return "", problem.From(err)
	}
	return "an item was written, read back and deleted", nil
}

// loopbackPort binds a free port as a sign-in does.
func loopbackPort(context.Context, *program.Program) (string, error) {
	redirect, err := url.Parse("http://localhost")
	if err != nil {
		return "", err
	}
	l, err := loopback.Listen(loopback.Options{Redirect: redirect, State: secret.New("doctor")})
	if err != nil {
		return "", err
	}
	defer l.Close()
	return "the browser can come back to " + l.RedirectURI(), nil
}

// browser finds a program to open an address with; it opens nothing.
func browser(context.Context, *program.Program) (string, error) {
	name, err := opener.Find(os.Getenv)
	if err != nil {
		p := problem.New(problem.Internal, "browser-not-found").Because(err)
		p.Warning = true
		return "", p
	}
	return name + " opens the sign-in page; it was not started", nil
}

// proxy says by which way requests to the identity provider go; it asks nobody.
func proxy(ctx context.Context, p *program.Program) (string, error) {
	c, _ := cloud.ByID(cloud.Public)
	route, err := p.Network.Describe(ctx, c.AuthorityHost)
	if err != nil {
		return "", err
	}
	if route.Warning != nil {
		return "", route.Warning
	}
	if route.Proxy == "" {
		return c.AuthorityHost + " is reached directly, no proxy is set; it was not asked", nil
	}
	return c.AuthorityHost + " is reached through the proxy " + route.Proxy + ", from " + whose(route.Source) + "; it was not asked", nil
}

// whose names the settings that a proxy comes from.
func whose(s network.Source) string {
	if s == network.SystemWide {
		return "the system's settings"
	}
	return "the environment"
}

// clock refuses a year that cannot be: certificates and tokens would look expired.
func clock(_ context.Context, p *program.Program) (string, error) {
	now := p.Now()
	if now.Before(built) {
		return "", problem.New(problem.Internal, "clock-wrong").With("time", now.Format(time.RFC1123))
	}
	return "this computer says " + now.Format(time.RFC1123Z) + "; compare it with your watch", nil
}

// built is a time that every right clock has passed.
var built = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)

// practiceTenant signs a practice user in over the back channel's public metadata
// and the control side, without a browser.
func practiceTenant(ctx context.Context, p *program.Program) (string, error) {
	tenant, err := p.Practice(ctx)
	if err != nil {
		return "", err
	}
	account, err := rehearse(ctx, p, tenant)
	if err != nil {
		return "", err
	}
	if account == "" {
		return "", errors.New("nobody was signed in")
	}
	return "a whole sign-in went through, as " + account, nil
}
