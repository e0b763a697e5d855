package entra

import (
	"testing"

	"latchkey/app/practice/entra/directory"
)

// What was handed out under the lock is worth nothing after it: nobody changes the state with
// a Locked that they kept.
func TestALockedStoreIsGoodUntilItIsUnlocked(t *testing.T) {
	g := newRig(t)
	var kept *directory.Locked
	g.Under(func(l *directory.Locked) {
		kept = l
		if len(l.Policies().Rules) != 0 {
			t.Error("there are rules already")
		}
	})
	defer func() {
		if recover() == nil {
			t.Error("it was read without the lock")
		}
		g.Store.Lock().Unlock() // and the lock is free
	}()
	_ = kept.Policies()
}

func TestThePanicOfOneCallerFreesTheLock(t *testing.T) {
	g := newRig(t)
	func() {
		defer func() { _ = recover() }()
		g.Under(func(*directory.Locked) { panic("a broken page") })
	}()
	if g.State().Rev == 0 {
		t.Error("no state")
	}
}
