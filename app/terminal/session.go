package terminal

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/terminal/usage"
)

// sessionResult is the result of session as JSON. Times are RFC 3339, "" when not known.
type sessionResult struct {
	Profile   string `json:"profile"`
	Account   string `json:"account"`
	Name      string `json:"name"`
	Tenant    string `json:"tenant"` // GUID
	Guest     bool   `json:"guest"`
	Since     string `json:"since"`     // when the person signed in here
	IssuedAt  string `json:"issuedAt"`  // of the token
	ExpiresAt string `json:"expiresAt"` // of the token
	MFA       string `json:"mfa"`       // yes, no or not-reported
	Prompt    string `json:"prompt"`    // as in signin, of the last sign-in
	Guessed   bool   `json:"promptGuessed"`
	Storage   string `json:"storage"` // keychain or memory
	// Accounts are all that are cached for the profile's ApplicationID.
	Accounts []sessionAccount `json:"accounts"`
	Problem  *problem.Problem `json:"problem"` // why there is no usable token
}

type sessionAccount struct {
	Username string `json:"username"`
	Tenant   string `json:"tenant"` // GUID of its home
	Current  bool   `json:"current"`
}

func (e *Environment) sessionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "session NAME", Short: "Show who is signed in, since when and until when", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey session "Contoso Sales"
  latchkey session "Contoso Sales" --json`,
		Long: "Show what this computer knows of a profile's session; nothing is asked of the network.\nsignin --account picks one of the accounts, signin --prompt always asks again, signout forgets.",
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := e.find(args[0])
			if err != nil {
				return err
			}
			result, err := e.session(cmd.Context(), p)
			if err != nil {
				return err
			}
			return e.print(result, func() { e.printSession(p, result) })
		},
	}
}

func (e *Environment) session(ctx context.Context, p profile.Profile) (sessionResult, error) {
	program, err := e.Program()
	if err != nil {
		return sessionResult{}, err
	}
	resolved, err := profile.Resolve(p)
	if err != nil {
		return sessionResult{}, err
	}
	v, err := program.Connection.View(ctx, resolved)
	if err != nil {
		return sessionResult{}, err
	}
	result := sessionResult{
		Profile: p.Name, Account: v.Account.Username, Name: v.Account.Name, Tenant: v.Account.TenantID, Guest: v.Guest,
		Since: p.SignedInAt, IssuedAt: stamp(v.IssuedAt), ExpiresAt: stamp(v.ExpiresOn), MFA: mfaWord(v.MFA),
		Prompt: v.Prompt, Guessed: v.PromptGuessed, Storage: "keychain", Accounts: []sessionAccount{}, Problem: v.Problem,
	}
	if result.Since == "" {
		result.Since = stamp(v.ProvedAt)
	}
	if program.Vault.InMemory() {
		result.Storage = "memory"
	}
	for _, a := range v.Accounts {
		result.Accounts = append(result.Accounts, sessionAccount{a.Username, a.TenantID, strings.EqualFold(a.HomeAccountID, p.HomeAccountID)})
	}
	if p.IsApplication() { // its tokens are fetched when they are wanted, without a session
		result.Account, result.Prompt, result.Problem = "application "+p.ApplicationID, connection.ByApplication, nil
	}
	return result, nil
}

// mfaWord is whether a second factor was used: only some tokens say so.
func mfaWord(used *bool) string {
	if used == nil {
		return "not-reported"
	}
	return yesNo(*used)
}

// stamp is a time for other programs; "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (e *Environment) printSession(p profile.Profile, s sessionResult) {
	if s.Account == "" {
		for _, a := range s.Accounts {
			e.note("signed in here for the same application: %s (signin --account picks it)", inert(a.Username))
		}
		e.explain(s.Problem)
		return
	}
	tenant := s.Tenant
	if s.Guest {
		tenant += " (as a guest)"
	}
	rows := [][]string{
		{"Signed in as", orDash(s.Account)}, {"Name", s.Name}, {"Tenant", tenant}, {"Since", s.Since},
		{"Token from", s.IssuedAt}, {"Token until", s.ExpiresAt}, {"Kept in", s.Storage},
	}
	if !p.IsApplication() {
		rows = append(rows, []string{"Second factor", strings.ReplaceAll(s.MFA, "-", " ")})
	}
	if s.Prompt != "" {
		rows = append(rows, []string{"Last use", promptWords(s.Prompt, s.Guessed)})
	}
	for _, a := range s.Accounts {
		mark := ""
		if a.Current {
			mark = " (this profile's)"
		}
		rows = append(rows, []string{"Account here", a.Username + mark})
	}
	e.table([]string{"FIELD", "VALUE"}, filled(rows))
	if s.Problem != nil {
		e.explain(s.Problem)
	}
}
