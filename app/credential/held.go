package credential

import "bytes"

// held is a credential in memory.
type held struct {
	Credential
	// bound is where it may be sent: decided by its first use, because a person may type
	// a password before the rest of the profile. Nil before that.
	bound *Audience
	// proved says that it has signed in.
	proved bool
	// settled says that a save has left it in memory, for this run. What is typed
	// afterwards lies over it until the next save.
	settled bool
	under   *held
}

// Hold keeps a credential in memory for this run. It replaces what was held and
// comes before what is sealed, which stays. The first use decides where it may be sent.
func (k *Keeper) Hold(owner string, c Credential) {
	c.File = bytes.Clone(c.File)
	k.mu.Lock()
	defer k.mu.Unlock()
	next, at := &held{Credential: c}, place{owner, c.Kind}
	if old := k.held[at]; old != nil {
		if next.under = old.under; old.settled {
			next.under = old
		}
	}
	k.held[at] = next
}

// Discard drops what was held for an owner since the last save, for a dialog that was
// closed without saving. What is sealed stays.
func (k *Keeper) Discard(owner string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, kind := range Kinds() {
		at := place{owner, kind}
		switch now := k.held[at]; {
		case now == nil || now.settled:
		case now.under != nil:
			k.held[at] = now.under
		default:
			delete(k.held, at)
		}
	}
}

// Settle makes what is held for a draft the saved profile's, for this run; from and to
// may be the same. Keep seals it.
func (k *Keeper) Settle(from, to string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, kind := range Kinds() {
		now := k.held[place{from, kind}]
		if now == nil {
			continue
		}
		delete(k.held, place{from, kind})
		moved := *now
		moved.settled, moved.under = true, nil
		k.held[place{to, kind}] = &moved
	}
}

// settle holds a credential for this run, unless another one is held.
func (k *Keeper) settle(owner string, h held) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at := (place{owner, h.Kind}); k.held[at] == nil {
		h.settled = true
		k.held[at] = &h
	}
}

// Unproved reports that a credential is held that has not signed in yet: a session that
// an older one brought would prove nothing about it.
func (k *Keeper) Unproved(owner string, kind Kind) bool {
	c := k.holds(owner, kind)
	return c != nil && !c.proved
}

// Proved records that a held credential has signed in.
func (k *Keeper) Proved(owner string, c Credential) {
	k.change(owner, c, func(h *held) { h.proved = true })
}

// change replaces a held credential, if it is still that one, by a changed copy.
func (k *Keeper) change(owner string, c Credential, edit func(*held)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := place{owner, c.Kind}
	if now := k.held[at]; now != nil && now.same(c) {
		changed := *now
		edit(&changed)
		k.held[at] = &changed
	}
}

// use returns what is held, bound to an audience from now on.
func (k *Keeper) use(owner string, kind Kind, to Audience) (*held, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := place{owner, kind}
	now := k.held[at]
	switch {
	case now == nil:
		return nil, nil
	case now.bound == nil:
		bound := *now
		bound.bound = &to
		now = &bound
		k.held[at] = now
	case *now.bound != to:
		return nil, forAnother(kind)
	}
	return now, nil
}

// Follow lets what was typed since the last save go along with a corrected ApplicationID
// or user name, for a person who corrects a slip has no reason to type a password again.
// What has signed in already, what was saved, and another authority are left as they are: Get
// then says so.
func (k *Keeper) Follow(owner string, kind Kind, to Audience) {
	to = to.of(kind)
	k.mu.Lock()
	defer k.mu.Unlock()
	at := place{owner, kind}
	now := k.held[at]
	if now == nil || now.bound == nil || now.proved || now.settled || now.bound.Authority != to.Authority {
		return
	}
	followed := *now
	followed.bound = &to
	k.held[at] = &followed
}

// holds returns what is held in memory, or nil. It is never changed.
func (k *Keeper) holds(owner string, kind Kind) *held {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.held[place{owner, kind}]
}

// drop forgets in memory what was seen there, unless it was replaced meanwhile.
func (k *Keeper) drop(owner string, kind Kind, seen *held) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held[place{owner, kind}] == seen {
		delete(k.held, place{owner, kind})
	}
}

// same reports whether two credentials are one and the same.
func (c Credential) same(other Credential) bool {
	return c.Kind == other.Kind && c.Value.Reveal() == other.Value.Reveal() &&
		c.Passphrase.Reveal() == other.Passphrase.Reveal() && bytes.Equal(c.File, other.File)
}
