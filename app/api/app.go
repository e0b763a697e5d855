package api

import (
	"context"
	"runtime"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/doctor"
	"latchkey/app/problem"
	"latchkey/app/program"
)

// App is the program around the profiles.
type App struct {
	program    *program.Program
	hub        *hub
	operations *operations
	leaving    leaving
}

// infoLimit bounds the look at the keychain.
const infoLimit = 5 * time.Second

// Info returns the version, the door and the keychain's state.
func (a *App) Info() (AppInfo, error) {
	ctx, cancel := context.WithTimeout(context.Background(), infoLimit)
	defer cancel()
	status := a.program.Vault.Status(ctx)
	return AppInfo{
		Version: a.hub.door.Version, Door: a.hub.door.Name, Platform: runtime.GOOS,
		Keychain: status.State, KeychainProblem: problem.From(status.Err),
	}, nil
}

// Doctor runs all checks of this machine.
func (a *App) Doctor() ([]Check, error) {
	return checked(doctor.Run(context.Background(), a.program)), nil
}

// Preflight checks what can be known before the sign-in of a profile; its hosts are asked
// only when online is set.
func (a *App) Preflight(id string, online bool) ([]Check, error) {
	store, err := a.program.Profiles()
	if err != nil {
		return nil, err
	}
	e, err := store.Get(id)
	if err != nil {
		return nil, err
	}
	return checked(doctor.Profile(context.Background(), a.program, e.Profile, online)), nil
}

func checked(found []doctor.Finding) []Check {
	checks := make([]Check, len(found))
	for i, f := range found {
		checks[i] = Check{ID: f.ID, State: f.State, Detail: f.Detail, Problem: f.Problem}
	}
	return checks
}

// Unlock asks the operating system to unlock the keychain, and waits for the person.
func (a *App) Unlock() (Operation, error) {
	return a.operations.start("unlock", "keychain", nil, func(ctx context.Context, _ *operation) error {
		err := a.program.Vault.Unlock(ctx)
		if ctx.Err() != nil {
			return problem.New(problem.Cancelled, "unlock-cancelled")
		}
		a.hub.changed(TopicApp)
		if err != nil {
			return problem.From(err)
		}
		return nil
	}), nil
}

// KeepInMemory keeps sessions in memory until Latchkey ends, instead of the keychain.
func (a *App) KeepInMemory() error {
	a.program.Vault.UseMemory()
	a.hub.changed(TopicApp)
	return nil
}

// crashRunes is how much of a crash's report is kept: the message and some of its stack.
const crashRunes = 4000

// ReportCrash notes in the log that a screen of the front end crashed, and with what. The
// log takes credentials out of it, as out of everything.
func (a *App) ReportCrash(report string) error {
	runes := []rune(strings.ToValidUTF8(report, ""))
	if len(runes) > crashRunes {
		runes = append(runes[:crashRunes], '…')
	}
	a.program.Log.Error("a screen crashed", "report", string(runes))
	return nil
}

// pageOf are the pages that the front end may open, by key. The cloud says where its own
// ones are: those of the commercial cloud know nobody of another.
var pageOf = map[string]func(cloud.Cloud) string{
	"entra":           func(c cloud.Cloud) string { return c.EntraPortal + "/" },
	"azure":           func(c cloud.Cloud) string { return c.AzurePortal + "/" },
	"errorLookup":     func(c cloud.Cloud) string { return "https://" + c.AuthorityHost + "/error" },
	"securityInfo":    func(cloud.Cloud) string { return "https://mysignins.microsoft.com/security-info" },
	"registrationDoc": func(cloud.Cloud) string { return registrationDoc },
}

const registrationDoc = "https://learn.microsoft.com/power-apps/developer/data-platform/walkthrough-register-app-azure-active-directory"

// page is the address behind a key such as "entra" or "entra:gcc-high"; "" when there is
// none. The practice tenant and custom clouds have no pages of their own: the commercial
// ones are opened, to look around.
func page(link string) string {
	key, id, _ := strings.Cut(link, ":")
	of := cloud.ID(id)
	if of == "" || of == cloud.Practice || of == cloud.Custom {
		of = cloud.Public
	}
	c, known := cloud.ByID(of)
	address, ok := pageOf[key]
	if !ok || !known {
		return ""
	}
	return address(c)
}

// Open opens one of the known pages in the system browser, by its key, and after a colon
// the cloud of the profile: "entra:china".
func (a *App) Open(link string) error {
	address := page(link)
	if address == "" {
		return problem.New(problem.Input, "open-refused").With("link", link)
	}
	if err := a.program.OpenURL(context.Background(), address); err != nil {
		return problem.New(problem.Internal, "browser-not-opened").Because(err)
	}
	return nil
}

// Authority is a certificate authority that a person added, such as the one that signs
// for a company's proxy.
type Authority struct {
	Subject     string `json:"subject"`
	Fingerprint string `json:"fingerprint"` // SHA-256
	Expires     string `json:"expires"`     // RFC 3339
}

// Authorities lists the certificate authorities that were added.
func (a *App) Authorities() ([]Authority, error) {
	added, err := a.program.Authorities().List()
	if err != nil {
		return nil, err
	}
	rows := make([]Authority, 0, len(added))
	for _, one := range added {
		subject := one.Subject
		if subject == "" {
			subject = one.File // it could not be read, and is not used
		}
		rows = append(rows, Authority{Subject: subject, Fingerprint: one.Fingerprint, Expires: one.Expires})
	}
	return rows, nil
}

// AddAuthority believes one more certificate authority, beside the system's. text is a
// certificate in PEM form (RFC 7468).
func (a *App) AddAuthority(text string) ([]Authority, error) {
	if _, err := a.program.Authorities().Add([]byte(text)); err != nil {
		return nil, err
	}
	return a.Authorities()
}

// RemoveAuthority takes one of the added authorities back.
func (a *App) RemoveAuthority(fingerprint string) ([]Authority, error) {
	if _, err := a.program.Authorities().Remove(fingerprint); err != nil {
		return nil, err
	}
	return a.Authorities()
}
