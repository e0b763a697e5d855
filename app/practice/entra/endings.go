package entra

import "slices"

// What a person began ends when they are removed, when their password is another one,
// and when their second factors are.

// signOutEverywhere ends a person's sign-ins, sessions and tokens, and what waits on
// their phone.
func (l *Locked) signOutEverywhere(name string) {
	l.endSignIns(name, "")
	l.endSessions(name)
	l.prompts.removeIf(func(p promptRow) bool { return p.User == name })
	l.messages.removeIf(func(m messageRow) bool { return m.User == name })
	l.passes.remove(name)
	l.families.removeIf(func(f familyRow) bool { return f.User == name })
	l.trusted.removeIf(func(t trustedRow) bool { return t.User == name })
}

// revoke ends what an older password brought: sign-ins under way but the one that is to
// go on, codes, refresh tokens, and browsers that are signed in.
func (l *Locked) revoke(name, goesOn string) {
	l.endSignIns(name, goesOn)
	l.endSessions(name)
	for id, f := range l.families.rows {
		if f.User == name && !f.Revoked {
			f.Revoked = true
			l.families.put(id, f)
		}
	}
}

// endSecondFactors ends sign-ins that wait for a second factor which may not be there any
// more, and the trust in browsers that passed it.
func (l *Locked) endSecondFactors(name string) {
	for id, f := range l.flows.rows {
		if f.User == name && f.First && !f.Second {
			l.dropFlow(id)
		}
	}
	l.trusted.removeIf(func(t trustedRow) bool { return t.User == name })
}

// silence ends what a sign-in has on the person's phone: the request, the call, the code of
// a text. No sign-in of that id is fine.
func (l *Locked) silence(id string) {
	l.withdraw(l.flows.rows[id].Prompt)
	l.endMessage(l.flows.rows[id].Message)
}

// supersede silences earlier sign-ins of the same person to the same program in the same
// browser: whoever begins again has given those up.
func (v *visit) supersede() {
	for id, f := range v.l.flows.rows {
		q := v.l.requests.rows[id]
		if id != v.id && f.User == v.User && q.Browser == v.Browser && q.Client == v.Client {
			v.l.silence(id)
		}
	}
}

// endSignIns ends sign-ins under way, and codes that were not redeemed.
func (l *Locked) endSignIns(name, goesOn string) {
	for id, f := range l.flows.rows {
		if f.User == name && id != goesOn {
			l.dropFlow(id)
		}
	}
	l.codes.removeIf(func(c codeRow) bool { return c.User == name && !c.Used })
	l.devices.removeIf(func(d deviceRow) bool { return d.Account != nil && d.Account.User == name && d.State == deviceAgreed })
}

// endSessions lets no browser be signed in as that person.
func (l *Locked) endSessions(name string) {
	for key, row := range l.sessions.rows {
		rest := slices.DeleteFunc(slices.Clone(row.Accounts), func(a account) bool { return a.User == name })
		if len(rest) != len(row.Accounts) {
			row.Accounts = rest
			l.sessions.put(key, row)
		}
	}
}

// removeIf removes the rows that match.
func (t *table[T]) removeIf(match func(T) bool) {
	for key, row := range t.rows {
		if match(row) {
			t.remove(key)
		}
	}
}
