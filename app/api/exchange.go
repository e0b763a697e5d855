package api

import (
	"context"
	"time"

	"latchkey/app/credential"
	"latchkey/app/exchange"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/secret"
)

// Exchange is the code exchange done by hand: what to open, copy and send, and the
// exchange itself on request. Codes and tokens stay in Go; the one way to get them is
// the clipboard.
type Exchange struct {
	program *program.Program
	// clipboard puts text on the clipboard.
	clipboard func(text string) error
	table     exchangeTable
}

// newExchange makes the part; copyText nil is the operating system's clipboard.
func newExchange(p *program.Program, copyText func(text string) error) *Exchange {
	if copyText == nil {
		copyText = systemClipboard
	}
	return &Exchange{program: p, clipboard: copyText, table: exchangeTable{now: func() time.Time { return p.Now() }}}
}

// ExchangeField is one row of the form body; of a secret one the value is a variable.
type ExchangeField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Secret bool   `json:"secret"`
}

// ExchangePlan is an exchange to be done by hand. Variables stand for the secrets.
type ExchangePlan struct {
	ID           string          `json:"id"`
	AuthorizeURL string          `json:"authorizeUrl"`
	TokenURL     string          `json:"tokenUrl"`
	Curl         string          `json:"curl"`
	PowerShell   string          `json:"powershell"`
	Fields       []ExchangeField `json:"fields"`
	Postman      string          `json:"postman"`     // a collection to import, as JSON
	ForeignHost  string          `json:"foreignHost"` // who sees the code, or ""
	// Warnings are about the fields "redirectUri", "tenant" and "cloud".
	Warnings []*problem.Problem `json:"warnings"`
}

// ExchangeResult is what an exchange brought, without the tokens.
type ExchangeResult struct {
	Account   string `json:"account"` // "" when no token has it
	Tenant    string `json:"tenant"`
	Resource  string `json:"resource"`
	ExpiresOn string `json:"expiresOn"` // RFC 3339, "" when not known
	// RefreshToken says that one came.
	RefreshToken bool `json:"refreshToken"`
}

// exchangeLimit bounds the look-ups and requests of one call.
const exchangeLimit = time.Minute

// Plan makes the plan of a draft's exchange for an organization; "" is the draft's own.
// It asks the network when the tenant has to be found from an e-mail address or an
// organization's address. A plan is good for half an hour, and only the newest eight are.
func (x *Exchange) Plan(d Draft, resource string) (ExchangePlan, error) {
	p, err := d.profile()
	if err != nil {
		return ExchangePlan{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), exchangeLimit)
	defer cancel()
	resolved, err := profile.Resolve(p)
	if err != nil {
		return ExchangePlan{}, err
	}
	plan, err := exchange.Prepare(ctx, x.program.Identity, resolved, resource, false)
	if err == nil {
		err = x.program.CheckConfirmed(ctx, plan.Cloud())
	}
	if err != nil {
		return ExchangePlan{}, err
	}
	view := ExchangePlan{
		ID: x.table.add(plan, secretOwner(d)), AuthorizeURL: plan.AuthorizeURL(), TokenURL: plan.TokenURL(),
		Curl: plan.Curl(exchange.Sh), PowerShell: plan.Curl(exchange.PowerShell), Postman: string(plan.Postman()),
		ForeignHost: plan.ForeignHost, Warnings: append([]*problem.Problem{}, plan.Warnings...),
	}
	for _, f := range plan.Form() {
		view.Fields = append(view.Fields, ExchangeField(f))
	}
	return view, nil
}

// secretOwner is whose client secret is kept for a draft, or "".
func secretOwner(d Draft) string {
	if c := d.Profile.Credential; c != nil && c.Kind == string(credential.Secret) {
		return owner(d)
	}
	return ""
}

// Open opens the plan's address in the system browser.
func (x *Exchange) Open(id string) error {
	plan, err := x.table.find(id)
	if err != nil {
		return err
	}
	if err := x.program.OpenURL(context.Background(), plan.AuthorizeURL()); err != nil {
		return problem.New(problem.Internal, "browser-not-opened").Because(err)
	}
	return nil
}

// Code takes the address where the browser ended, checks it, and keeps the code in Go.
func (x *Exchange) Code(id, text string) error {
	plan, err := x.table.find(id)
	if err != nil {
		return err
	}
	code, err := plan.Code(text)
	if err != nil {
		return err
	}
	return x.table.keepCode(id, code)
}

// Redeem sends the code, with the client secret when there is one, and keeps the
// tokens until the plan is dropped. An empty secret stands for the one that is kept for
// the draft, if there is one. The code is spent by that, unless the problem is one
// that another client secret or another try can mend.
func (x *Exchange) Redeem(id, clientSecret string) (ExchangeResult, error) {
	plan, err := x.table.find(id)
	if err != nil {
		return ExchangeResult{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), exchangeLimit)
	defer cancel()
	value := secret.New(clientSecret)
	if of := x.table.owner(id); value.Empty() && of != "" {
		kept, err := x.program.Credentials.Get(ctx, of, credential.Secret, credential.For(plan.Cloud(), plan.ClientID, ""))
		if err != nil {
			return ExchangeResult{}, err
		}
		value = kept.Value
	}
	if err := exchange.CheckSecret(value); err != nil {
		return ExchangeResult{}, err
	}
	code := x.table.takeCode(id)
	result, err := plan.Redeem(ctx, x.program.Identity.AuthorityClient(plan.Cloud()), code, value)
	if err != nil {
		if !code.Empty() && problem.From(err).Kind != problem.SignInNeeded {
			x.table.giveBack(id, code)
		}
		return ExchangeResult{}, err
	}
	x.table.keepResult(id, result)
	view := ExchangeResult{Account: result.Account, Tenant: result.Tenant, Resource: result.Resource, RefreshToken: !result.RefreshToken.Empty()}
	if !result.ExpiresOn.IsZero() {
		view.ExpiresOn = result.ExpiresOn.UTC().Format(time.RFC3339)
	}
	return view, nil
}

// Copy puts something on the clipboard: "access_token" or "refresh_token" of the
// exchange, the "code" that was pasted, or the command as "curl" or "powershell" with
// that code in it.
func (x *Exchange) Copy(id, what string) error {
	text, err := x.table.value(id, what)
	if err != nil {
		return err
	}
	if text.Empty() {
		return problem.New(problem.Input, "exchange-nothing-to-copy")
	}
	if err := x.clipboard(text.Reveal()); err != nil {
		return problem.New(problem.Internal, "clipboard-failed").Because(err)
	}
	return nil
}
