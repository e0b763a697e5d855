package api

import "sync"

// leaving is whether the window may close: not while its page has something unsaved, until the
// person has agreed.
type leaving struct {
	mu      sync.Mutex
	unsaved bool
	asked   bool // and the page has not answered yet
	agreed  bool
}

// SetUnsaved says whether the page has something that closing the window would lose. It also says that
// the page is well and has heard [TopicLeave].
func (a *App) SetUnsaved(unsaved bool) error {
	l := &a.leaving
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unsaved, l.asked = unsaved, false
	return nil
}

// Leave closes the window: the person agreed to lose what is unsaved.
func (a *App) Leave() error {
	a.leaving.mu.Lock()
	a.leaving.agreed = true
	a.leaving.mu.Unlock()
	if a.hub.door.Close != nil {
		a.hub.door.Close()
	}
	return nil
}

// MayClose reports whether the window may close now. If something is unsaved, the page asks the person,
// and closes the window itself. A page that has crashed does not answer; the second try closes the window
// all the same.
func (a *API) MayClose() bool {
	l := &a.App.leaving
	l.mu.Lock()
	may := l.agreed || !l.unsaved || l.asked
	l.asked = true
	l.mu.Unlock()
	if !may {
		a.hub.changed(TopicLeave)
	}
	return may
}
