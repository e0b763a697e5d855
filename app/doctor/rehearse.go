package doctor

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/connection"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/signin"
	"latchkey/app/vault"
)

// rehearse signs a practice user without a second step in, the whole way: metadata,
// pages, our listener, the exchange, discovery and WhoAmI. The session is kept in
// memory and gone afterwards.
func rehearse(ctx context.Context, p *program.Program, tenant *practice.Tenant) (string, error) {
	person, err := somebody(ctx, tenant)
	if err != nil {
		return "", err
	}
	apps, err := tenant.Control().Apps(ctx)
	if err != nil {
		return "", err
	}
	identity := signin.New(signin.Options{
		Vault:     vault.New(vault.Options{MemoryOnly: true, Now: p.Now, Rand: rand.Reader}),
		Transport: func(context.Context, cloud.Cloud) (http.RoundTripper, error) { return tenant.Transport(), nil },
		OpenURL:   func(_ context.Context, address string) error { go walk(ctx, person, address); return nil },
		Now:       p.Now, Rand: rand.Reader, Log: p.Log,
	})
	defer identity.Close()
	service := &connection.Service{Identity: identity, Now: p.Now}
	trial := profile.Profile{
		Name: "doctor", Cloud: cloud.Practice, Online: true, TwoFactor: true, Method: profile.Browser,
		ApplicationID: apps[0].ApplicationID, RedirectURI: "http://localhost", Tenant: practice.TenantID,
	}
	checked, err := profile.Check(trial)
	if err != nil {
		return "", err
	}
	session, found, err := service.Retrieve(ctx, checked, options())
	if err != nil {
		return "", err
	}
	if len(found.Instances) == 0 {
		return "", problem.New(problem.Organization, "discovery-empty")
	}
	trial = connection.Choose(connection.Adopt(trial, session, p.Now()), found.Instances[0])
	if checked, err = profile.Check(trial); err != nil {
		return "", err
	}
	if _, _, err = service.Test(ctx, checked, options()); err != nil {
		return "", err
	}
	return session.Account.Username, nil
}

// somebody is the practice user who needs no phone.
func somebody(ctx context.Context, tenant *practice.Tenant) (rehearsal.Person, error) {
	users, err := tenant.Control().Users(ctx)
	if err != nil {
		return rehearsal.Person{}, err
	}
	for _, u := range users {
		if len(u.Methods) == 0 && strings.HasPrefix(u.UserPrincipalName, "password@") {
			return rehearsal.Person{UserName: u.UserPrincipalName, Password: u.Password}, nil
		}
	}
	return rehearsal.Person{}, errors.New("the practice tenant has no user without a second step")
}

// walk plays the browser. When it fails nobody answers, and the check's own limit
// ends the wait.
func walk(ctx context.Context, person rehearsal.Person, address string) {
	_, _ = rehearsal.NewBrowser(person).SignIn(ctx, address)
}

func options() connection.Options {
	return connection.Options{Watch: nobody{}, Wait: connection.Wait{Limit: limit - 3*time.Second}}
}

// nobody watches nothing.
type nobody struct{}

func (nobody) Step(connection.Step, connection.StepState) {}
func (nobody) Waiting(signin.Attempt)                     {}
func (nobody) BrowserNotOpened(*problem.Problem)          {}
func (nobody) Overdue()                                   {}
func (nobody) InsecureFormSuspected()                     {}
func (nobody) HTTPSForced()                               {}
func (nobody) Guest(string)                               {}
