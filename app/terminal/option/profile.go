// Package option is what the options of commands mean: the fields of a profile, and how to sign in
// this time.
//
// It promises to change only what was given on the command line, and to refuse what doesn't go
// with the profile, or with another option, as a mistake of package usage. It reads no file and
// keeps nothing.
package option

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/recipe"
	"latchkey/app/terminal/usage"
)

// Profile are the fields that create and edit set.
type Profile struct {
	profile      profile.Profile
	cloud        string
	method       string
	responseMode string
	as           string
	onPrem       bool
	newName      string
	hosts        hostFlags
	readFrom     *pflag.FlagSet
}

// Register adds them to a command.
func (f *Profile) Register(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.readFrom = flags
	flags.StringVar(&f.cloud, "cloud", string(cloud.Public), "practice, public, gcc, gcc-high, dod, china or custom")
	flags.BoolVar(&f.profile.Online, "online", true, "CRM Online")
	flags.BoolVar(&f.onPrem, "on-premises", false, "a server of your own")
	flags.BoolVar(&f.profile.TwoFactor, "two-factor", false, "use 2-Factor Authentication; without it: user name and password")
	flags.StringVar(&f.profile.ApplicationID, "application-id", "", "ApplicationID (client ID), a GUID")
	flags.StringVar(&f.profile.RedirectURI, "redirect-uri", "", "redirect URI, exactly as registered")
	flags.StringVar(&f.method, "method", string(profile.Auto), "how to sign in: auto, browser, paste or device-code")
	flags.StringVar(&f.responseMode, "response-mode", formPost, "how the browser brings the answer: form_post or query")
	flags.StringVar(&f.as, "as", "person", "who signs in: person or application")
	flags.BoolVar(&f.profile.SavePassword, "save-password", false, "keep the password sealed, without 2-Factor Authentication")
	flags.StringVar(&f.profile.Tenant, "tenant", "", "tenant ID or domain")
	flags.StringArrayVar(&f.profile.ExtraTenants, "other-tenant", nil, `tenant whose organizations are retrieved too; can be repeated, "" for none`)
	flags.StringVar(&f.profile.OrganizationURL, "url", "", "address of the organization")
	flags.StringVar(&f.profile.LoginHint, "login-hint", "", "e-mail address to sign in with")
	flags.StringVar(&f.profile.DomainHint, "domain-hint", "", "domain of the identity provider to go to")
	flags.StringVar(&f.profile.Label, "label", "", "a short word such as PROD")
	flags.StringVar(&f.profile.Color, "color", "", "color of the label, #rrggbb")
	flags.StringVar(&f.profile.Notes, "notes", "", "notes")
	flags.BoolVar(&f.profile.Pinned, "pinned", false, "show it first in the list")
	flags.StringVar(&f.profile.Recipe, "recipe", "", "recipe of the system that the profile is for")
	f.hosts.register(flags)
	cmd.MarkFlagsMutuallyExclusive("online", "on-premises")
}

// Apply puts the options that were given into a profile. readFile reads one that was named.
func (f *Profile) Apply(p *profile.Profile, readFile func(path string) (string, error)) error {
	from := &f.profile
	set := map[string]func() error{
		"cloud":          value(&p.Cloud, f.Cloud()),
		"online":         value(&p.Online, from.Online),
		"on-premises":    value(&p.Online, !f.onPrem),
		"two-factor":     value(&p.TwoFactor, from.TwoFactor),
		"application-id": value(&p.ApplicationID, from.ApplicationID),
		"redirect-uri":   value(&p.RedirectURI, from.RedirectURI),
		"method":         func() (err error) { p.Method, err = method(f.method); return err },
		"response-mode":  func() (err error) { p.ResponseMode, err = responseMode(f.responseMode); return err },
		"as":             func() (err error) { p.SignInAs, err = signInAs(f.as); return err },
		"save-password":  value(&p.SavePassword, from.SavePassword),
		"tenant":         value(&p.Tenant, from.Tenant),
		"other-tenant":   value(&p.ExtraTenants, from.ExtraTenants),
		"url":            value(&p.OrganizationURL, from.OrganizationURL),
		"login-hint":     value(&p.LoginHint, from.LoginHint),
		"domain-hint":    value(&p.DomainHint, from.DomainHint),
		"label":          value(&p.Label, from.Label),
		"color":          value(&p.Color, from.Color),
		"notes":          value(&p.Notes, from.Notes),
		"pinned":         value(&p.Pinned, from.Pinned),
		"name":           value(&p.Name, f.newName),
	}
	var errs []error
	f.readFrom.Visit(func(flag *pflag.Flag) {
		if do := set[flag.Name]; do != nil {
			errs = append(errs, do())
		}
	})
	if f.Given("recipe") {
		errs = append(errs, f.forRecipe(p))
	}
	return errors.Join(append(errs, f.hosts.apply(f.readFrom, p, readFile))...)
}

// RegisterName adds the name, which create takes as its argument.
func (f *Profile) RegisterName(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.newName, "name", "", "a new name")
}

// Given reports whether an option was given.
func (f *Profile) Given(name string) bool { return f.readFrom.Changed(name) }

// Cloud is the cloud that was named, or the one that is usual.
func (f *Profile) Cloud() cloud.ID { return cloud.ID(f.cloud) }

// ConfirmsHosts says that the person has looked at the hosts of a custom cloud.
func (f *Profile) ConfirmsHosts() bool { return f.hosts.confirm }

// forRecipe makes the profile one for a system, with what the recipe says such
// profiles begin with. What other flags say is there already, and stays.
func (f *Profile) forRecipe(p *profile.Profile) error {
	if f.profile.Recipe == "" {
		p.Recipe = ""
		return nil
	}
	r, err := recipe.Get(f.profile.Recipe)
	if err != nil {
		return err
	}
	r.Begin(p)
	if f.Given("two-factor") {
		p.TwoFactor = f.profile.TwoFactor
	}
	if f.Given("as") {
		p.SignInAs, err = signInAs(f.as)
	}
	return err
}

// value sets a field that any text fits.
func value[T any](field *T, to T) func() error {
	return func() error {
		*field = to
		return nil
	}
}

func signInAs(flag string) (string, error) {
	switch flag {
	case "person":
		return "", nil
	case profile.AsApplication:
		return profile.AsApplication, nil
	}
	return "", usage.New("--as is person or application")
}

// hostFlags describe a custom cloud: a private system for tests.
type hostFlags struct {
	authority     string
	discovery     string
	organizations []string
	caFile        string
	confirm       bool
}

func (f *hostFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.authority, "authority-host", "", "host that signs in, of a custom cloud: name or name:port")
	flags.StringVar(&f.discovery, "discovery-host", "", "host that lists organizations, of a custom cloud")
	flags.StringArrayVar(&f.organizations, "organization-host", nil, "host of organizations, of a custom cloud; may begin with *.; can be repeated")
	flags.StringVar(&f.caFile, "ca-file", "", "PEM file of the certificate authority that a custom cloud's hosts use")
	flags.BoolVar(&f.confirm, "confirm-hosts", false, "you have looked at a custom cloud's hosts and want to sign in there")
}

// apply describes the profile's custom cloud. Hosts that changed have to be confirmed
// again.
func (f *hostFlags) apply(flags *pflag.FlagSet, p *profile.Profile, readFile func(path string) (string, error)) error {
	given := false
	for _, name := range []string{"authority-host", "discovery-host", "organization-host", "ca-file", "confirm-hosts"} {
		given = given || flags.Changed(name)
	}
	if !given {
		return nil
	}
	if p.Cloud != cloud.Custom {
		return usage.New("hosts and --ca-file go with --cloud custom")
	}
	hosts := cloud.Hosts{}
	if p.CustomCloud != nil {
		hosts = *p.CustomCloud
	}
	if flags.Changed("authority-host") {
		hosts.Authority = f.authority
	}
	if flags.Changed("discovery-host") {
		hosts.Discovery = f.discovery
	}
	if flags.Changed("organization-host") {
		hosts.Organizations = f.organizations
	}
	if flags.Changed("ca-file") {
		if hosts.CA = ""; f.caFile != "" {
			var err error
			if hosts.CA, err = readFile(f.caFile); err != nil {
				return err
			}
		}
	}
	if f.confirm {
		hosts.Confirmed = hosts.Fingerprint()
	}
	p.CustomCloud = &hosts
	return nil
}
