package directory

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// What was handed out under the lock is worth nothing after it: nobody changes the state with
// a Locked that they kept.
func TestALockedStoreIsGoodUntilItIsUnlocked(t *testing.T) {
	g := newRig(t)
	var kept *Locked
	g.Under(func(l *Locked) {
		kept = l
		if len(l.Policies().Rules) != 0 {
			t.Error("there are rules already")
		}
	})
	defer func() {
		if recover() == nil {
			t.Error("it was read without the lock")
		}
		g.Lock().Unlock() // and the lock is free
	}()
	_ = kept.Policies()
}

func TestThePanicOfOneCallerFreesTheLock(t *testing.T) {
	g := newRig(t)
	func() {
		defer func() { _ = recover() }()
		g.Under(func(*Locked) { panic("a broken page") })
	}()
	if g.State().Rev == 0 {
		t.Error("no state")
	}
}

func TestSameSeedSameUsers(t *testing.T) {
	a, b := newRig(t), newRig(t)
	for i, u := range a.Users() {
		v := b.Users()[i]
		if u.Password == "" || u.Password != v.Password || u.TOTPSecret != v.TOTPSecret || u.UserPrincipalName != v.UserPrincipalName {
			t.Errorf("%+v, %+v", u, v)
		}
	}
	b.seed[0]++
	if b.die(); a.Users()[0].Password == b.Users()[0].Password {
		t.Error("another seed gives the same password")
	}
}

func TestWaitReturnsAtAChange(t *testing.T) {
	g := newRig(t)
	synctest.Test(t, func(t *testing.T) {
		s := g.store(nil)
		rev := s.State().Rev
		if now, err := s.Wait(t.Context(), rev-1); err != nil || now != rev {
			t.Fatalf("%d %v", now, err)
		}
		got := make(chan int)
		go func() {
			now, err := s.Wait(t.Context(), rev)
			if err != nil {
				t.Error(err)
			}
			got <- now
		}()
		synctest.Wait()
		select {
		case <-got:
			t.Fatal("it didn't wait")
		default:
		}
		s.Reset()
		if now := <-got; now != rev+1 {
			t.Errorf("rev %d after %d", now, rev)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := s.Wait(ctx, rev+1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
	})
}
