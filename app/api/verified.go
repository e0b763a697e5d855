package api

import (
	"sync"
	"time"

	"latchkey/app/connection"
	"latchkey/app/profile"
)

// verifications remembers which drafts answered WhoAmI, and for whom, so that a saved
// profile says so on the program's own word, not on the front end's. Only the last answer
// of a draft counts: a password or secret that was entered since is another one.
type verifications struct {
	mu     sync.Mutex
	proofs map[string]proof // by the owner of the draft
	turns  map[string]int   // how often an owner's proof became void
	all    int              // how often all did
}

// proof is one answer of WhoAmI.
type proof struct {
	connection string
	at         time.Time
	session    connection.Session
}

// begin is called before a test. What it returns takes the answer, which counts unless
// something that it rests on was replaced meanwhile.
func (v *verifications) begin(owner string, p profile.Profile) func(at time.Time, session connection.Session) {
	v.mu.Lock()
	defer v.mu.Unlock()
	turn, all := v.turns[owner], v.all
	return func(at time.Time, session connection.Session) {
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.turns[owner] != turn || v.all != all {
			return
		}
		if v.proofs == nil {
			v.proofs = map[string]proof{}
		}
		v.proofs[owner] = proof{profile.Proven(p), at, session}
	}
}

// apply puts the last answer into a profile that it is about: for its account, or for
// one that has none yet or only another application's.
func (v *verifications) apply(owner string, p profile.Profile) profile.Profile {
	v.mu.Lock()
	defer v.mu.Unlock()
	found, ok := v.proofs[owner]
	if !ok || found.connection != profile.Proven(p) {
		return p
	}
	if p.HomeAccountID != "" && p.HomeAccountID != found.session.Account.HomeAccountID && !p.IsApplication() {
		return p
	}
	return profile.Verified(connection.Adopt(p, found.session, found.at), found.at)
}

// drop forgets an owner's answer: what proved it is being replaced.
func (v *verifications) drop(owner string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.proofs, owner)
	if v.turns == nil {
		v.turns = map[string]int{}
	}
	v.turns[owner]++
}

// forget drops all answers: somebody has signed out.
func (v *verifications) forget() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.proofs = nil
	v.all++
}
