package terminal

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/credential"
	"latchkey/app/exchange"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/secret"
	"latchkey/app/terminal/usage"
)

// exchangeFlags of the exchange by hand.
type exchangeFlags struct {
	resource    string
	secretFile  string
	clientID    string
	redirectURI string
	tenant      string
	showTokens  bool
	printOnly   bool
	hasSecret   bool // the profile's own registration has a secret that is kept
}

// exchangePlan is what --print shows as JSON. Variables stand for the secrets.
type exchangePlan struct {
	AuthorizeURL string          `json:"authorizeUrl"`
	TokenURL     string          `json:"tokenUrl"`
	Curl         string          `json:"curl"`
	PowerShell   string          `json:"powershell"`
	Fields       []exchangeField `json:"fields"`
	Postman      json.RawMessage `json:"postman"`
}

type exchangeField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Secret bool   `json:"secret"`
}

// exchangeResult is the result as JSON. The tokens are there with --show-tokens only.
type exchangeResult struct {
	Profile      string `json:"profile"`
	Account      string `json:"account"`
	TenantID     string `json:"tenantId"`
	Resource     string `json:"resource"`
	ExpiresOn    string `json:"expiresOn"`  // RFC 3339, "" when not known
	HasRefresh   bool   `json:"hasRefresh"` // a refresh token came too
	AccessToken  string `json:"accessToken,omitempty"`
	RefreshToken string `json:"refreshToken,omitempty"`
}

// exchangeSecretHint is how this command gets a client secret.
const exchangeSecretHint = "latchkey exchange NAME --secret-file FILE; one that is kept needs no file: latchkey credential set NAME --secret"

func (e *Environment) exchangeCommand() *cobra.Command {
	f := &exchangeFlags{}
	cmd := &cobra.Command{
		Use: "exchange NAME", Short: "Exchange a code for tokens by hand, with curl or Postman", Args: usage.Arguments(cobra.ExactArgs(1)),
		Long: "Exchange a code for tokens by hand, as guides for integration clouds describe it: open an address, sign in,\n" +
			"paste the address where the browser ended. Latchkey shows the request as curl and sends it. It keeps neither\n" +
			"the code nor the tokens.",
		Example: `  latchkey exchange "Contoso Sales" --print
  latchkey exchange "Contoso Sales" --secret-file secret.txt
  latchkey exchange "Contoso Sales" --secret-file secret.txt --show-tokens`,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			e.about.Secret = exchangeSecretHint
			f.hasSecret = f.clientID == "" && p.Credential != nil && p.Credential.Kind == string(credential.Secret)
			return e.exchange(cmd.Context(), f.apply(p), f)
		},
	}
	cmd.Flags().StringVar(&f.resource, "resource", "", "address of the organization that the token is for (default: the profile's)")
	cmd.Flags().StringVar(&f.secretFile, "secret-file", "", "file with the client secret's Value; - reads it from standard input, before the address (default: the profile's, when one is kept)")
	cmd.Flags().StringVar(&f.clientID, "client-id", "", "another ApplicationID than the profile's")
	cmd.Flags().StringVar(&f.redirectURI, "redirect-uri", "", "another redirect URI than the profile's")
	cmd.Flags().StringVar(&f.tenant, "tenant", "", "another tenant than the profile's: a domain or an ID")
	cmd.Flags().BoolVar(&f.showTokens, "show-tokens", false, "print the tokens too")
	cmd.Flags().BoolVar(&f.printOnly, "print", false, "show the address, the command and the fields; send nothing")
	return cmd
}

// apply puts the flags into the profile for this run.
func (f *exchangeFlags) apply(p profile.Profile) profile.Profile {
	if f.clientID != "" {
		p.ApplicationID = f.clientID
	}
	if f.redirectURI != "" {
		p.RedirectURI = f.redirectURI
	}
	if f.tenant != "" {
		p.Tenant = f.tenant
	}
	return p
}

func (e *Environment) exchange(ctx context.Context, p profile.Profile, f *exchangeFlags) error {
	if f.printOnly && (f.showTokens || f.secretFile == "-") {
		return usage.New("--print sends nothing: it goes with neither --show-tokens nor --secret-file -")
	}
	program, err := e.Program()
	if err != nil {
		return err
	}
	resolved, err := profile.Resolve(p)
	if err != nil {
		return err
	}
	plan, err := exchange.Prepare(ctx, program.Identity, resolved, f.resource, f.printOnly)
	if err == nil {
		err = program.CheckConfirmed(ctx, plan.Cloud())
	}
	if err != nil {
		return err
	}
	plan.Public = f.secretFile == "" && !f.hasSecret && !f.printOnly
	for _, w := range plan.Warnings {
		e.warn(w)
	}
	if f.printOnly {
		return e.printPlan(plan)
	}
	clientSecret, next, err := e.clientSecret(ctx, f.secretFile)
	if err == nil && f.secretFile == "" && f.hasSecret {
		clientSecret, err = keptSecret(ctx, program, p, plan)
	}
	if err != nil {
		return err
	}
	code, err := e.askForCode(ctx, plan, next)
	if err != nil {
		return err
	}
	result, err := plan.Redeem(ctx, program.Identity.AuthorityClient(plan.Cloud()), code, clientSecret)
	if err != nil {
		return err
	}
	return e.printExchange(p.Name, result, f.showTokens)
}

// shell is the one that people have here.
func shell() exchange.Shell {
	if runtime.GOOS == "windows" {
		return exchange.PowerShell
	}
	return exchange.Sh
}

// printPlan shows everything that is needed to do it without Latchkey.
func (e *Environment) printPlan(plan exchange.Plan) error {
	view := exchangePlan{
		AuthorizeURL: plan.AuthorizeURL(), TokenURL: plan.TokenURL(), Curl: plan.Curl(exchange.Sh),
		PowerShell: plan.Curl(exchange.PowerShell), Postman: plan.Postman(),
	}
	var rows [][]string
	for _, field := range plan.Form() {
		view.Fields = append(view.Fields, exchangeField(field))
		rows = append(rows, []string{field.Name, field.Value})
	}
	return e.print(view, func() {
		e.note("1. open this address and sign in:")
		e.line("%s", view.AuthorizeURL)
		e.note("2. copy what stands after code= in the address where the browser ends, up to the next &. It works once, for some minutes.")
		e.note("3. put the code and the client secret's Value into the variables CODE and CLIENT_SECRET, and send this")
		e.note("   (an app that is registered as a desktop program has no secret: leave that line out):")
		e.line("%s", plan.Curl(shell()))
		e.note("or, in Postman, POST %s with the body x-www-form-urlencoded (--json gives a collection to import):", plan.TokenURL())
		e.table([]string{"KEY", "VALUE"}, rows)
	})
}

// printExchange tells who and until when, and gives the tokens when they were asked for.
func (e *Environment) printExchange(name string, r exchange.Result, showTokens bool) error {
	view := exchangeResult{
		Profile: name, Account: r.Account, TenantID: r.Tenant, Resource: r.Resource, HasRefresh: !r.RefreshToken.Empty(),
	}
	if !r.ExpiresOn.IsZero() {
		view.ExpiresOn = r.ExpiresOn.UTC().Format(time.RFC3339)
	}
	if showTokens {
		view.AccessToken, view.RefreshToken = r.AccessToken.Reveal(), r.RefreshToken.Reveal()
	}
	return e.print(view, func() {
		e.line("account: %s", inert(orDash(view.Account)))
		e.line("tenant: %s", inert(orDash(view.TenantID)))
		e.line("token for: %s", inert(view.Resource))
		e.line("valid until: %s", orDash(view.ExpiresOn))
		e.line("refresh token: %s", yesNo(view.HasRefresh))
		if !showTokens {
			e.note("Latchkey has kept no token; with --show-tokens it prints them")
			return
		}
		e.line("access_token=%s", inert(view.AccessToken))
		if view.HasRefresh {
			e.line("refresh_token=%s", inert(view.RefreshToken))
		}
	})
}

// askForCode prints the address and reads the one where the browser ended.
func (e *Environment) askForCode(ctx context.Context, plan exchange.Plan, next func() (string, error)) (secret.String, error) {
	e.note("open this address and sign in:")
	err := e.print(map[string]string{"address": plan.AuthorizeURL()}, func() { e.line("%s", plan.AuthorizeURL()) })
	if err != nil {
		return secret.String{}, err
	}
	e.note("this is what will be sent, with the values in place of the variables:")
	e.note("%s", plan.Curl(shell()))
	e.note("paste the address where the browser ended (it may show an error page), and press Enter:")
	limited, cancel := context.WithTimeout(ctx, signInLimit)
	defer cancel()
	code, err := e.readCode(limited, plan, next)
	if err != nil && ctx.Err() == nil && limited.Err() != nil {
		return code, problem.New(problem.TimedOut, "signin-timed-out")
	}
	return code, err
}

// clientSecret reads the secret, when there is one, and leaves standard input to the
// address: the next line of it is the secret for "-", unless a person can type it unseen.
func (e *Environment) clientSecret(ctx context.Context, from string) (value secret.String, next func() (string, error), err error) {
	switch {
	case from == "":
		return value, e.lines(), nil
	case from == "-" && e.canAsk():
		value, err = e.askHidden(ctx, "client secret")
		next = e.lines()
	case from == "-":
		var line string
		next = e.lines()
		line, err = inTime(ctx, next)
		if errors.Is(err, io.EOF) {
			err = nil // that nothing came is told below
		}
		value = secret.New(bare(line))
	default:
		value, err = e.secretFrom(ctx, from, "")
		next = e.lines()
	}
	if err == nil {
		err = e.checkCredential(credential.Check(credential.Credential{Kind: credential.Secret, Value: value}, time.Time{}))
	}
	return value, next, err
}

// keptSecret is the client secret that credential set has sealed, if it may be sent where
// the plan sends it.
func keptSecret(ctx context.Context, p *program.Program, of profile.Profile, plan exchange.Plan) (secret.String, error) {
	found, err := p.Credentials.Get(ctx, of.ID, credential.Secret, credential.For(plan.Cloud(), plan.ClientID, ""))
	return found.Value, err
}

// readCode reads until something pasted fits. An address that came in several lines is
// tried together with those before it; the authority's own refusal ends it.
func (e *Environment) readCode(ctx context.Context, plan exchange.Plan, next func() (string, error)) (secret.String, error) {
	text := ""
	for {
		line, err := inTime(ctx, next)
		if ctx.Err() != nil {
			return secret.String{}, problem.New(problem.Cancelled, "signin-cancelled")
		}
		if err != nil {
			return secret.String{}, problem.New(problem.Cancelled, "paste-ended").Because(err)
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		if strings.ContainsAny(line, "?#") { // another address
			text = ""
		}
		begun := strings.Contains(text, "=") // then a line alone is a piece of it, not a code
		text += strings.TrimSpace(line)
		code, err := plan.Code(text)
		if err != nil && !begun {
			if alone, mended := plan.Code(line); mended == nil {
				return alone, nil
			}
		}
		if err == nil || problem.From(err).Kind != problem.Input {
			return code, err
		}
		e.explain(problem.From(err))
		e.note("paste the address again:")
	}
}
