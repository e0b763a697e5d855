package credential

import "bytes"

// held is a credential in memory. It is never changed, only replaced.
type held struct {
	Credential
	// audience is where it may be sent: decided by its first use, because a person may type
	// a password before the rest of the profile. Nil before that.
	audience *Audience
	signedIn bool // with this very credential
}

// slot is what is held for one owner and kind. See the table in the package's comment.
type slot struct {
	typed  *held // entered since the last save
	forRun *held // kept for this run by a save
}

// current is what counts of a slot, or nil.
func (s slot) current() *held {
	if s.typed != nil {
		return s.typed
	}
	return s.forRun
}

// withCurrent is a slot in which what counts is another.
func (s slot) withCurrent(h *held) slot {
	if s.typed != nil {
		s.typed = h
	} else {
		s.forRun = h
	}
	return s
}

// Hold keeps a credential that was typed in memory. It replaces what was typed before and
// comes before what is sealed, which stays. The first use decides where it may be sent.
func (k *Keeper) Hold(owner string, c Credential) {
	c.File = bytes.Clone(c.File)
	k.mu.Lock()
	defer k.mu.Unlock()
	at := place{owner, c.Kind}
	s := k.held[at]
	s.typed = &held{Credential: c}
	k.held[at] = s
}

// Discard drops what was typed for an owner since the last save, for a dialog that was
// closed without saving. What is sealed stays.
func (k *Keeper) Discard(owner string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, kind := range Kinds() {
		at := place{owner, kind}
		s := k.held[at]
		s.typed = nil
		k.put(at, s)
	}
}

// put replaces a slot; an empty one counts as no slot. The mutex is held.
func (k *Keeper) put(at place, s slot) {
	if s.current() == nil {
		delete(k.held, at)
		return
	}
	k.held[at] = s
}

// Commit makes what is held for a draft the saved profile's, for this run; from and to
// may be the same. Keep seals it.
func (k *Keeper) Commit(from, to string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, kind := range Kinds() {
		now := k.held[place{from, kind}].current()
		if now == nil {
			continue
		}
		delete(k.held, place{from, kind})
		k.held[place{to, kind}] = slot{forRun: now}
	}
}

// holdForRun holds a credential for this run, unless another one is held.
func (k *Keeper) holdForRun(owner string, h held) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at := (place{owner, h.Kind}); k.held[at].current() == nil {
		k.held[at] = slot{forRun: &h}
	}
}

// HasUntested reports that a credential is held that has not signed in yet: a session that
// an older one brought would prove nothing about it.
func (k *Keeper) HasUntested(owner string, kind Kind) bool {
	c := k.holds(owner, kind)
	return c != nil && !c.signedIn
}

// MarkSignedIn records that a held credential has signed in.
func (k *Keeper) MarkSignedIn(owner string, c Credential) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := place{owner, c.Kind}
	if now := k.held[at].current(); now != nil && now.same(c) {
		signedIn := *now
		signedIn.signedIn = true
		k.held[at] = k.held[at].withCurrent(&signedIn)
	}
}

// use returns what is held, bound to an audience from now on.
func (k *Keeper) use(owner string, kind Kind, to Audience) (*held, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := place{owner, kind}
	now := k.held[at].current()
	switch {
	case now == nil:
		return nil, nil
	case now.audience == nil:
		bound := *now
		bound.audience = &to
		now = &bound
		k.held[at] = k.held[at].withCurrent(now)
	case *now.audience != to:
		return nil, forAnother(kind)
	}
	return now, nil
}

// Rebind lets what was typed since the last save go along with a corrected ApplicationID
// or user name, for a person who corrects a slip has no reason to type a password again.
// What has signed in already, what was saved, and another authority are left as they are: Get
// then says so.
func (k *Keeper) Rebind(owner string, kind Kind, to Audience) {
	to = to.of(kind)
	k.mu.Lock()
	defer k.mu.Unlock()
	at := place{owner, kind}
	s := k.held[at]
	if s.typed == nil || s.typed.audience == nil || s.typed.signedIn || s.typed.audience.Authority != to.Authority {
		return
	}
	rebound := *s.typed
	rebound.audience = &to
	s.typed = &rebound
	k.held[at] = s
}

// holds returns what is held in memory, or nil.
func (k *Keeper) holds(owner string, kind Kind) *held {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.held[place{owner, kind}].current()
}

// drop forgets in memory what was seen there, unless it was replaced meanwhile.
func (k *Keeper) drop(owner string, kind Kind, seen *held) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at := (place{owner, kind}); k.held[at].current() == seen {
		delete(k.held, at)
	}
}

// same reports whether two credentials are one and the same.
func (c Credential) same(other Credential) bool {
	return c.Kind == other.Kind && c.Value.Reveal() == other.Value.Reveal() &&
		c.Passphrase.Reveal() == other.Passphrase.Reveal() && bytes.Equal(c.File, other.File)
}
