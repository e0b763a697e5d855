package vault

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"slices"

	"latchkey/app/problem"
)

// Status is how the keychain answers.
type Status struct {
	State string // "ok", "locked", "unavailable", "timed-out" or "memory"
	Err   error  // a *problem.Problem unless State is "ok" or "memory"
}

// Status asks the keychain whether a key could be stored. It never prompts on
// Linux; on macOS the system decides whether a locked keychain prompts.
func (v *Vault) Status(ctx context.Context) Status {
	if v.InMemory() {
		return Status{State: "memory"}
	}
	_, err := bounded(ctx, v, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, v.store.check(ctx)
	})
	return Status{State: stateOf(err), Err: err}
}

// bounded makes one background call to the keychain and waits at most the timeout
// for its turn and its answer. The call goes on in its own goroutine when it can't
// be ended, and keeps the turn, so that there is never more than one; it must
// therefore do nothing but talk to the keychain.
func bounded[T any](ctx context.Context, v *Vault, call func(context.Context) (T, error)) (T, error) {
	var none T
	if err := v.checkAskable(); err != nil {
		return none, err
	}
	limited, cancel := context.WithTimeout(ctx, v.timeout)
	defer cancel()
	select {
	case v.turn <- struct{}{}:
	case <-limited.Done():
		return none, v.ended(ctx)
	}
	if err := v.checkAskable(); err != nil {
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
		return a.value, typed(a.err)
	case <-limited.Done():
		return none, v.ended(ctx)
	}
}

// checkAskable says why the keychain is not to be called now, if so.
func (v *Vault) checkAskable() error {
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

// RoundTrip writes a probe of a key's size to the keychain, reads it back, compares
// and deletes it, and looks whether it has gone.
func (v *Vault) RoundTrip(ctx context.Context) error {
	if v.InMemory() {
		return memoryOnly()
	}
	var random [idSize + keySize]byte
	if _, err := io.ReadFull(v.rand, random[:]); err != nil {
		return err
	}
	user := "probe-" + hex.EncodeToString(random[:idSize])
	value := base64.StdEncoding.EncodeToString(random[idSize:])
	_, err := bounded(ctx, v, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, probe(ctx, v.store, user, value)
	})
	return err
}

// probe does the round trip. The name is new and random, so whatever is there
// afterwards is the probe.
func probe(ctx context.Context, s store, user, value string) error {
	if err := s.set(ctx, service, user, value); err != nil {
		return err
	}
	values, err := s.find(ctx, service, user)
	if errors.Is(err, errNotFound) {
		if err := s.check(ctx); err != nil {
			return err
		}
		return unfaithful(errors.New("the probe was not kept"))
	}
	if err != nil {
		return err
	}
	if err := s.remove(ctx, service, user); err != nil {
		return unfaithful(err)
	}
	if !slices.Equal(values, []string{value}) {
		return unfaithful(errors.New("the probe came back changed"))
	}
	if _, err := s.find(ctx, service, user); !errors.Is(err, errNotFound) {
		return unfaithful(errors.New("the probe was not deleted"))
	}
	return nil
}
