package entra

import "slices"

// What a person began ends when they are removed, when their password is another one,
// and when their second factors are.

// signOutEverywhere ends a person's sign-ins, sessions and tokens, and what waits on
// their phone. The lock is held.
func (s *Server) signOutEverywhere(name string) {
	s.endSignIns(name, "")
	s.endSessions(name)
	removeIf(s.data.prompts, func(p promptRow) bool { return p.User == name })
	removeIf(s.data.messages, func(m messageRow) bool { return m.User == name })
	s.data.passes.remove(name)
	removeIf(s.data.families, func(f familyRow) bool { return f.User == name })
	removeIf(s.data.trusted, func(t trustedRow) bool { return t.User == name })
}

// revoke ends what an older password brought: sign-ins under way but the one that is to
// go on, codes, refresh tokens, and browsers that are signed in. The lock is held.
func (s *Server) revoke(name, goesOn string) {
	s.endSignIns(name, goesOn)
	s.endSessions(name)
	for id, f := range s.data.families.rows {
		if f.User == name && !f.Revoked {
			f.Revoked = true
			s.data.families.put(id, f)
		}
	}
}

// endSecondFactors ends sign-ins that wait for a second factor which may not be there any
// more, and the trust in browsers that passed it. The lock is held.
func (s *Server) endSecondFactors(name string) {
	for id, f := range s.data.flows.rows {
		if f.User == name && f.First && !f.Second {
			s.dropFlow(id)
		}
	}
	removeIf(s.data.trusted, func(t trustedRow) bool { return t.User == name })
}

// silence ends what a sign-in has on the person's phone: the request, the call, the code of
// a text. No sign-in of that id is fine. The lock is held.
func (s *Server) silence(id string) {
	s.withdraw(s.data.flows.rows[id].Prompt)
	s.endMessage(s.data.flows.rows[id].Message)
}

// supersede silences earlier sign-ins of the same person to the same program in the same
// browser: whoever begins again has given those up.
func (v *visit) supersede() {
	for id, f := range v.s.data.flows.rows {
		q := v.s.data.requests.rows[id]
		if id != v.id && f.User == v.User && q.Browser == v.Browser && q.Client == v.Client {
			v.s.silence(id)
		}
	}
}

// endSignIns ends sign-ins under way, and codes that were not redeemed.
func (s *Server) endSignIns(name, goesOn string) {
	for id, f := range s.data.flows.rows {
		if f.User == name && id != goesOn {
			s.dropFlow(id)
		}
	}
	removeIf(s.data.codes, func(c codeRow) bool { return c.User == name && !c.Used })
	removeIf(s.data.devices, func(d deviceRow) bool { return d.Account != nil && d.Account.User == name && d.State == deviceAgreed })
}

// endSessions lets no browser be signed in as that person.
func (s *Server) endSessions(name string) {
	for key, row := range s.data.sessions.rows {
		rest := slices.DeleteFunc(slices.Clone(row.Accounts), func(a account) bool { return a.User == name })
		if len(rest) != len(row.Accounts) {
			row.Accounts = rest
			s.data.sessions.put(key, row)
		}
	}
}

// removeIf removes the rows that match.
func removeIf[T any](t *table[T], match func(T) bool) {
	for key, row := range t.rows {
		if match(row) {
			t.remove(key)
		}
	}
}
