package loopback

// Deliver takes an answer that came another way than by the browser: the person pasted
// it. It reports false when there was one already. The browser, should it arrive after
// all, is told that this sign-in was used.
func (l *Listener) Deliver(a Answer) bool {
	if !l.taken.CompareAndSwap(false, true) {
		return false
	}
	l.answers <- a
	return true
}

// Port is the port that is really listened on.
func (l *Listener) Port() string { return l.redirect.Port() }
