package directory

import (
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// What a person began ends when they are removed, when their password is another one,
// and when their second factors are.

// signOutEverywhere ends a person's sign-ins, sessions and tokens, and what waits on
// their phone.
func (l *Locked) signOutEverywhere(name string) {
	l.endSignIns(name, "")
	l.endSessions(name)
	l.Prompts.removeIf(func(p PromptRow) bool { return p.User == name })
	l.Messages.removeIf(func(m MessageRow) bool { return m.User == name })
	l.Passes.Remove(name)
	l.Families.removeIf(func(f FamilyRow) bool { return f.User == name })
	l.Trusted.removeIf(func(t TrustedRow) bool { return t.User == name })
}

// Revoke ends a person's sign-ins everywhere, as "Revoke sessions" does: browsers, refresh tokens,
// and the tokens of programs that claim cp1. Others stay good until they end.
func (s *Store) Revoke(name string) error {
	name = aadsts.NormalName(name)
	l := s.Lock()
	defer l.Unlock()
	if l.User(name) == nil {
		return problem.New(problem.NotFound, "practice-no-user").With("user", aadsts.Show(name))
	}
	l.revoke(name, "")
	l.NotifyChange()
	return nil
}

// revoke ends what an older password brought: sign-ins under way but the one that is to
// go on, codes, refresh tokens, and browsers that are signed in.
func (l *Locked) revoke(name, goesOn string) {
	l.endCapableTokens(name)
	l.endSignIns(name, goesOn)
	l.endSessions(name)
	for id, f := range l.Families.rows {
		if f.User == name && !f.Revoked {
			f.Revoked = true
			l.Families.Put(id, f)
		}
	}
}

// endCapableTokens ends the tokens of programs that claim cp1; their refresh tokens get others.
func (l *Locked) endCapableTokens(name string) {
	row := l.Users.Row(name)
	row.Revocations, row.RevokedAt = row.Revocations+1, l.Unix()
	l.Users.Put(name, row)
}

// EndSecondFactors ends sign-ins that wait for a second factor which may not be there any
// more, and the trust in browsers that passed it.
func (l *Locked) EndSecondFactors(name string) {
	for id, f := range l.Flows.rows {
		if f.User == name && f.First && !f.Second {
			l.DropFlow(id)
		}
	}
	l.Trusted.removeIf(func(t TrustedRow) bool { return t.User == name })
}

// SilenceFlow ends what a sign-in has on the person's phone: the request, the call, the code of
// a text. No sign-in of that id is fine.
func (l *Locked) SilenceFlow(id string) {
	l.WithdrawPrompt(l.Flows.rows[id].Prompt)
	l.EndMessage(l.Flows.rows[id].Message)
}

// endSignIns ends sign-ins under way, and codes that were not redeemed.
func (l *Locked) endSignIns(name, goesOn string) {
	for id, f := range l.Flows.rows {
		if f.User == name && id != goesOn {
			l.DropFlow(id)
		}
	}
	l.Codes.removeIf(func(c CodeRow) bool { return c.User == name && !c.Used })
	l.Devices.removeIf(func(d DeviceRow) bool { return d.Account != nil && d.Account.User == name && d.State == DeviceAgreed })
}

// endSessions lets no browser be signed in as that person.
func (l *Locked) endSessions(name string) {
	for key, row := range l.Sessions.rows {
		rest := slices.DeleteFunc(slices.Clone(row.Accounts), func(a Account) bool { return a.User == name })
		if len(rest) != len(row.Accounts) {
			row.Accounts = rest
			l.Sessions.Put(key, row)
		}
	}
}

// removeIf removes the rows that match.
func (t *table[T]) removeIf(match func(T) bool) {
	for key, row := range t.rows {
		if match(row) {
			t.Remove(key)
		}
	}
}
