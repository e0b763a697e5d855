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

// Status asks the keychain whether a key could be stored. gnome-keyring never prompts for
// it; other keychains decide by themselves whether a locked one does.
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
// for its turn and its answer. The call itself goes on until the keychain answers or
// Close ends it, and keeps the turn, so that there is never more than one: a keychain that
// shows its own window, as macOS's and KeePassXC do, answers when the person has. Until
// then further calls fail at once. The call must do nothing but talk to the keychain.
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
		return none, v.stopWaiting(ctx)
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
	open := v.beginCall()
	go func() {
		value, err := call(open)
		v.endCall()
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		return a.value, typed(a.err)
	case <-limited.Done():
		return none, v.stopWaiting(ctx)
	}
}

// beginCall notes that the keychain is being called, by the holder of the turn, and
// returns the context of the call, which ends with Close.
func (v *Vault) beginCall() context.Context {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.underWay = true
	return v.open
}

// endCall is the end of what beginCall began: whoever comes next may ask again.
func (v *Vault) endCall() {
	v.mu.Lock()
	v.underWay, v.late = false, false
	v.mu.Unlock()
	<-v.turn
}

// stopWaiting tells a caller that went away from a keychain that does not answer. A call
// that is under way is late from now on.
func (v *Vault) stopWaiting(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return stopped(err)
	}
	v.mu.Lock()
	v.late = v.underWay
	v.mu.Unlock()
	return timedOut(nil)
}

// checkAskable says why the keychain is not to be called now, if so.
func (v *Vault) checkAskable() error {
	v.mu.Lock()
	late := v.late
	v.mu.Unlock()
	switch {
	case v.unlocking.Load():
		return locked(errors.New("waiting for the person to unlock it"))
	case late:
		return timedOut(errors.New("it has not answered an earlier call yet"))
	}
	return nil
}

// stopped is the error for a caller whose context has ended.
func stopped(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return failure(problem.TimedOut, "keychain-timed-out", ErrTimedOut, err)
	}
	return err
}

// Unlock asks the person to unlock the keychain, waits for them as long as ctx
// allows, and returns nil when it is open. When the keychain has not answered an earlier
// call yet, it waits for that answer first: the window that the person sees is that
// call's. Meanwhile background calls answer ErrLocked. A dismissed prompt is a Cancelled
// problem.
func (v *Vault) Unlock(ctx context.Context) error {
	if v.InMemory() {
		return memoryOnly()
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
