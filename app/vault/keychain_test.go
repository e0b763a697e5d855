package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestManyWritersMakeOneKey(t *testing.T) {
	dir, k := t.TempDir(), newFake()
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			v := open(dir, k) // as a process of its own
			if err := v.Write(t.Context(), fmt.Sprintf("s%d", i), []byte{byte(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if _, sets, items := k.count(); sets != 1 || len(items) != 1 {
		t.Errorf("%d keys were made, %d kept", sets, len(items))
	}
	for i := range 16 {
		if got, err := open(dir, k).Read(t.Context(), fmt.Sprintf("s%d", i)); err != nil || !bytes.Equal(got, []byte{byte(i)}) {
			t.Errorf("s%d: %v, %v", i, got, err)
		}
	}
}

func TestALateKeychainIsNotAskedTwiceAndIsBackWhenItAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		k.block = make(chan struct{})
		v := open(dir, k)
		before, _, _ := k.count()
		start := time.Now()
		_, err := v.Read(t.Context(), "a")
		want(t, err, ErrTimedOut, "keychain-timed-out")
		if took := time.Since(start); took != defaultTimeout {
			t.Errorf("took %v", took)
		}
		_, err = v.Read(t.Context(), "a")
		want(t, err, ErrTimedOut, "keychain-timed-out")
		want(t, v.Write(t.Context(), "a", nil), ErrTimedOut, "keychain-timed-out")
		want(t, v.RoundTrip(t.Context()), ErrTimedOut, "keychain-timed-out")
		if s := v.Status(t.Context()); s.State != "timed-out" {
			t.Errorf("status %+v", s)
		}
		if took := time.Since(start); took != defaultTimeout {
			t.Errorf("later calls waited: %v", took)
		}
		if calls, _, _ := k.count(); calls != before+1 {
			t.Errorf("%d calls", calls-before)
		}
		close(k.block) // the person has answered the keychain's window
		synctest.Wait()
		if s := v.Status(t.Context()); s.State != "ok" {
			t.Errorf("after the answer: status %+v", s)
		}
		if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
			t.Errorf("after the answer: %q, %v", got, err)
		}
		if err := v.RoundTrip(t.Context()); err != nil {
			t.Errorf("after the answer: %v", err)
		}
	})
}

func TestUnlockWaitsForALateAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		k.block = make(chan struct{})
		v := open(dir, k)
		if s := v.Status(t.Context()); s.State != "timed-out" {
			t.Fatalf("status %+v", s)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- v.Unlock(ctx) }()
		synctest.Wait()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		go func() { done <- v.Unlock(t.Context()) }()
		time.Sleep(time.Hour) // of the bubble
		close(k.block)
		if err := <-done; err != nil {
			t.Errorf("after the answer: %v", err)
		}
		if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
			t.Errorf("then %q, %v", got, err)
		}
	})
}

// A call that ends in the very moment in which its caller stops waiting is not late.
func TestACallThatHasEndedIsNotLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		v := open(dir, k)
		want(t, v.stopWaiting(t.Context()), ErrTimedOut, "keychain-timed-out")
		if s := v.Status(t.Context()); s.State != "ok" {
			t.Errorf("status %+v", s)
		}
	})
}

func TestClosingEndsACallThatIsLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := open(t.TempDir(), newFake())
		v.store = endless{v.store}
		if s := v.Status(t.Context()); s.State != "timed-out" {
			t.Fatalf("status %+v", s)
		}
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		synctest.Wait() // the bubble fails when the call's goroutine stays
	})
}

// endless is a keychain that never answers, and can be ended.
type endless struct{ store }

func (endless) check(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestACallerThatLeavesIsNotATimeOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		k.block = make(chan struct{})
		v := open(dir, k)
		ctx, cancel := context.WithCancel(t.Context())
		left := make(chan error)
		go func() {
			_, err := v.Read(ctx, "a")
			left <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		close(k.block)
		if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
			t.Errorf("then %q, %v", got, err)
		}
	})
}

func TestUnlockWaitsForThePersonAndCanBeCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, k := sealed(t)
		k.block = make(chan struct{})
		v := open(dir, k)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- v.Unlock(ctx) }()
		time.Sleep(time.Hour) // of the bubble: far longer than any time-out
		_, err := v.Read(t.Context(), "a")
		want(t, err, ErrLocked, "keychain-locked")
		want(t, v.Unlock(t.Context()), ErrLocked, "keychain-locked")
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		close(k.block)
		synctest.Wait()
		if err := v.Unlock(t.Context()); err != nil {
			t.Errorf("second try: %v", err)
		}
		if got, err := v.Read(t.Context(), "a"); err != nil || string(got) != plaintext {
			t.Errorf("then %q, %v", got, err)
		}
	})
}

func TestLockExcludesAnotherProcess(t *testing.T) {
	dir, k := sealed(t)
	unlock, err := open(dir, k).Lock(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	other := open(dir, k)
	_, err = other.Lock(ctx, "a")
	want(t, err, ErrBusy, "session-busy")
	if again, err := other.Lock(t.Context(), "b"); err != nil {
		t.Errorf("another session's lock: %v", err)
	} else {
		again()
	}
	if _, err := other.Read(t.Context(), "a"); err != nil {
		t.Errorf("reading waits for the session's lock: %v", err)
	}
	unlock()
	again, err := other.Lock(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	again()
}
