package terminal

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/secret"
	"latchkey/app/terminal/usage"
)

func (e *Environment) credentialCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "credential", Short: "Keep, show and forget a password, client secret or certificate",
		Long: "Keep what a profile proves itself with, sealed: the password of a sign-in without 2-Factor\nAuthentication, an application's client secret or certificate. It is never an argument, because\nother programs can read those: Latchkey asks for it, or reads it from a file or standard input.",
		Example: `  latchkey credential set "Contoso Service" --secret --expires 2027-11-30
  latchkey credential set "Contoso Service" --certificate contoso.pfx
  latchkey credential set "Contoso Sales" --password --from -
  latchkey credential show "Contoso Service"
  latchkey credential forget "Contoso Service"`,
		Args: usage.Arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(e.credentialSet(), e.credentialShow(), e.credentialForget())
	return cmd
}

// credentialFlags say what to keep, and where it comes from.
type credentialFlags struct {
	password       bool
	secret         bool
	certificate    string
	from           string
	expires        string
	passphraseFrom string
}

func (e *Environment) credentialSet() *cobra.Command {
	f := &credentialFlags{}
	cmd := &cobra.Command{
		Use: "set NAME (--password | --secret | --certificate FILE)", Short: "Keep a password, client secret or certificate", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey credential set "Contoso Service" --secret --expires 2027-11-30
  latchkey credential set "Contoso Service" --certificate contoso.pfx --passphrase-from passphrase.txt
  latchkey credential set "Contoso Sales" --password --from -`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			return e.setCredential(cmd.Context(), f, p)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.password, "password", false, "the account's password, for CRM Online without 2-Factor Authentication")
	flags.BoolVar(&f.secret, "secret", false, "the Value of an application's client secret")
	flags.StringVar(&f.certificate, "certificate", "", "PFX or PEM file with an application's certificate and private key")
	flags.StringVar(&f.from, "from", "", "file with the password or secret, or - for standard input (default: Latchkey asks)")
	flags.StringVar(&f.expires, "expires", "", "when the secret ends, as YYYY-MM-DD")
	flags.StringVar(&f.passphraseFrom, "passphrase-from", "", "file with the certificate's passphrase, or - for standard input (default: Latchkey asks)")
	return cmd
}

func (f *credentialFlags) check() error {
	kinds := 0
	for _, given := range []bool{f.password, f.secret, f.certificate != ""} {
		if given {
			kinds++
		}
	}
	switch {
	case kinds != 1:
		return usage.New("give one of --password, --secret and --certificate FILE")
	case f.from != "" && f.certificate != "":
		return usage.New("--certificate has the file itself; --from goes with --password and --secret")
	case f.expires != "" && !f.secret:
		return usage.New("--expires goes with --secret; a certificate contains its own date")
	case f.passphraseFrom != "" && f.certificate == "":
		return usage.New("--passphrase-from goes with --certificate")
	}
	return nil
}

// setCredential takes a credential that can work, and keeps it sealed.
func (e *Environment) setCredential(ctx context.Context, f *credentialFlags, p profile.Profile) error {
	program, err := e.Program()
	if err != nil {
		return err
	}
	expires, err := expiry(f.expires, program.Now())
	if err != nil {
		return err
	}
	c, err := e.readCredential(ctx, f, program.Now())
	if err != nil {
		return err
	}
	if err := e.checkCredential(credential.Check(c, program.Now())); err != nil {
		return err
	}
	resolved, err := profile.Resolve(p)
	if err != nil {
		return err
	}
	program.Credentials.Hold(p.ID, c)
	if err := program.Credentials.Keep(ctx, p.ID, p.ID, c.Kind, credential.ForProfile(resolved)); err != nil {
		return err
	}
	info, err := program.Credentials.Info(ctx, p.ID, c.Kind)
	if err != nil {
		return err
	}
	if info.Expires == "" {
		info.Expires = expires
	}
	if p, err = e.update(p.ID, func(p *profile.Profile) { describe(p, info) }); err != nil {
		return err
	}
	if p.IsApplication() {
		e.dropTokens(ctx, program, p)
	}
	return e.print(info, func() { e.printCredential(p, info) })
}

// describe puts into a profile what may be known of its credential.
func describe(p *profile.Profile, info credential.Info) {
	p.LastVerified = ""
	if info.Kind == credential.Password {
		p.SavePassword = true
		return
	}
	p.Credential = &profile.Credential{Kind: string(info.Kind), Expires: info.Expires, Subject: info.Subject, Thumbprint: info.Thumbprint}
}

// readCredential reads what was named, and asks for a passphrase when the file wants one.
func (e *Environment) readCredential(ctx context.Context, f *credentialFlags, now time.Time) (credential.Credential, error) {
	if f.certificate == "" {
		kind, what := credential.Secret, "client secret"
		if f.password {
			kind, what = credential.Password, "password"
		}
		value, err := e.secretFrom(ctx, f.from, what)
		return credential.Credential{Kind: kind, Value: value}, err
	}
	file, err := readFile(f.certificate)
	c := credential.Credential{Kind: credential.Certificate, File: []byte(file)}
	if err != nil {
		return c, err
	}
	if f.passphraseFrom == "" {
		_, wrong := credential.Parse(c, now)
		if p := problem.From(wrong); p == nil || p.Code != "passphrase-missing" || !e.canAsk() {
			return c, nil
		}
	}
	c.Passphrase, err = e.passphrase(ctx, f.passphraseFrom)
	return c, err
}

func (e *Environment) passphrase(ctx context.Context, from string) (secret.String, error) {
	return e.secretFrom(ctx, from, "passphrase of the certificate")
}

// expiry is the end of a day as RFC 3339. One that is over is a slip, in the year mostly.
func expiry(day string, now time.Time) (string, error) {
	if day == "" {
		return "", nil
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", problem.New(problem.Input, "expiry-not-a-date").At("expires")
	}
	end := at.Add(24*time.Hour - time.Second)
	if end.Before(now) {
		return "", problem.New(problem.Input, "expiry-past").With("day", day).At("expires")
	}
	return stamp(end), nil
}

// dropTokens drops what an application fetched with an older credential, so that the
// next token proves the new one.
func (e *Environment) dropTokens(ctx context.Context, program *program.Program, p profile.Profile) {
	resolved, err := profile.Resolve(p)
	if err == nil {
		err = program.Connection.ForgetApplication(ctx, resolved)
	}
	if err != nil {
		e.warn(problem.From(err))
		e.note("older tokens may still be used; latchkey signin %s --prompt always proves what was kept", e.nameOrNAME())
	}
}

// printCredential says what was kept, and what is still in the way of using it.
func (e *Environment) printCredential(p profile.Profile, info credential.Info) {
	e.note("kept the %s of %q", info.Kind, inert(p.Name))
	switch {
	case !info.Saved:
		e.note("note: it is in memory only, and gone when Latchkey ends")
	case info.Kind == credential.Password && !p.ByPassword():
		e.note("note: the profile does not sign in by password: latchkey profile edit %s --two-factor=false", e.nameOrNAME())
	case info.Kind != credential.Password && !p.IsApplication():
		e.note("note: the profile signs in as a person: latchkey profile edit %s --as application", e.nameOrNAME())
	}
}
