package vault

import (
	"context"
	"errors"

	"latchkey/app/problem"
)

// bounded makes one background call to the keychain and waits at most the timeout
// for its turn and its answer. The call goes on in its own goroutine when it can't
// be ended, and keeps the turn, so that there is never more than one; it must
// therefore do nothing but talk to the keychain.
func bounded[T any](ctx context.Context, v *Vault, call func(context.Context) (T, error)) (T, error) {
	var none T
	if err := v.askable(); err != nil {
		return none, err
	}
	limited, cancel := context.WithTimeout(ctx, v.timeout)
	defer cancel()
	select {
	case v.turn <- struct{}{}:
	case <-limited.Done():
		return none, v.ended(ctx)
	}
	if err := v.askable(); err != nil {
		<-v.turn
		return none, err
	}
	type answer struct {
		value T
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		value, err := call(limited)
		<-v.turn
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		if a.err != nil && limited.Err() != nil {
			return none, v.ended(ctx)
		}
		return a.value, settle(a.err)
	case <-limited.Done():
		return none, v.ended(ctx)
	}
}

// settle types an error, and leaves alone those that only this package sees.
func settle(err error) error {
	if errors.Is(err, errKeyMissing) || errors.Is(err, errKeyReplaced) {
		return err
	}
	return typed(err)
}

// askable says why the keychain is not to be called now, if so.
func (v *Vault) askable() error {
	if v.gaveUp.Load() {
		return timedOut(errors.New("an earlier call did not end"))
	}
	if v.unlocking.Load() {
		return locked(errors.New("waiting for the person to unlock it"))
	}
	return nil
}

// ended tells a caller that went away from a keychain that does not answer.
func (v *Vault) ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return stopped(err)
	}
	v.gaveUp.Store(true)
	return timedOut(nil)
}

// stopped is the error for a caller whose context has ended.
func stopped(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return failure(problem.TimedOut, "keychain-timed-out", ErrTimedOut, err)
	}
	return err
}

// Unlock asks the person to unlock the keychain, waits for them as long as ctx
// allows, and returns nil when it is open. Meanwhile background calls answer
// ErrLocked. A dismissed prompt is a Cancelled problem.
func (v *Vault) Unlock(ctx context.Context) error {
	if v.InMemory() {
		return memoryOnly()
	}
	if v.gaveUp.Load() {
		return timedOut(errors.New("an earlier call did not end"))
	}
	if !v.unlocking.CompareAndSwap(false, true) {
		return locked(errors.New("the person is being asked already"))
	}
	select {
	case v.turn <- struct{}{}:
	case <-ctx.Done():
		v.unlocking.Store(false)
		return stopped(ctx.Err())
	}
	answer := make(chan error, 1)
	go func() {
		err := v.store.unlock(ctx)
		v.unlocking.Store(false)
		<-v.turn
		answer <- err
	}()
	select {
	case err := <-answer:
		if ctx.Err() != nil && err != nil {
			return stopped(ctx.Err())
		}
		return typed(err)
	case <-ctx.Done():
		return stopped(ctx.Err())
	}
}
