package handover

import (
	"context"
	"encoding/json"
	"runtime"
	"slices"
	"time"

	"latchkey/app/connection"
	"latchkey/app/doctor"
	"latchkey/app/logging"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/transfer"
)

// Wish is what the person says about a bundle.
type Wish struct {
	Note string
	// Names keeps e-mail addresses and home directories whole.
	Names bool
	// Online lets the checks ask the profile's hosts.
	Online bool
	// Version is the program's, Door "window", "browser" or "terminal".
	Version, Door string
}

// Bundle is what the helpdesk wants to see of a profile and this computer, and what to
// call it.
func Bundle(ctx context.Context, p *program.Program, of profile.Profile, w Wish) (name string, data []byte, err error) {
	settings := transfer.SettingsOf(of)
	found := append(doctor.Run(ctx, p), doctor.Profile(ctx, p, of, w.Online)...)
	log := logOf(of.ID, logging.Tail(p.Home.State))
	b := transfer.Bundle{
		Made: p.Now().UTC().Format(time.RFC3339), IncludeNames: w.Names, Note: w.Note, Profile: &settings,
		System: transfer.System{
			Latchkey: w.Version, OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version(), Door: w.Door, Keychain: p.Vault.Status(ctx).State,
		},
		Findings: findings(found), Session: session(ctx, p, of), Unanswered: unanswered(log), Log: log,
	}
	for _, one := range p.LastProblems(of.ID) {
		b.Problems = append(b.Problems, transfer.ProblemsOf(one)...)
	}
	data, err = transfer.WriteBundle(b)
	return transfer.BundleName(of.Name), data, err
}

// logOf is a log without the lines that are about other profiles.
func logOf(id string, lines []string) []string {
	return slices.DeleteFunc(lines, func(line string) bool {
		var entry struct {
			Profile string `json:"profile"`
		}
		return json.Unmarshal([]byte(line), &entry) == nil && entry.Profile != "" && entry.Profile != id
	})
}

// unanswered says whether no answer came back from the browser at the last try to sign in.
func unanswered(log []string) bool {
	for _, line := range slices.Backward(log) {
		var entry struct{ Msg, How string }
		if json.Unmarshal([]byte(line), &entry) == nil && entry.Msg == connection.EndedMessage {
			return entry.How == connection.NoAnswer
		}
	}
	return false
}

func findings(found []doctor.Finding) []transfer.Finding {
	list := make([]transfer.Finding, len(found))
	for i, f := range found {
		list[i] = transfer.Finding{ID: f.ID, State: f.State, Detail: f.Detail, Problem: first(f.Problem)}
	}
	return list
}

func first(p *problem.Problem) *transfer.LastProblem {
	if p == nil {
		return nil
	}
	if all := transfer.ProblemsOf(p); len(all) > 0 {
		return &all[0]
	}
	return nil
}

// session is what is known of the profile's session; a vault that can't be read leaves it
// out, which the findings explain.
func session(ctx context.Context, p *program.Program, of profile.Profile) *transfer.SessionFacts {
	resolved, err := profile.Resolve(of)
	if err != nil {
		return nil
	}
	v, err := p.Connection.View(ctx, resolved)
	if err != nil {
		return nil
	}
	facts := &transfer.SessionFacts{
		Account: v.Account.Username, Tenant: v.Account.TenantID, Guest: v.Guest, Since: of.SignedInAt,
		IssuedAt: stamp(v.IssuedAt), ExpiresAt: stamp(v.ExpiresOn), MFA: "not-reported", Prompt: v.Prompt, Storage: "keychain",
		Accounts: len(v.Accounts), Problem: first(v.Problem),
	}
	if v.MFA != nil {
		facts.MFA = map[bool]string{true: "yes", false: "no"}[*v.MFA]
	}
	if p.Vault.InMemory() {
		facts.Storage = "memory"
	}
	return facts
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
