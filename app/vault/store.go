package vault

import (
	"context"
	"errors"

	"github.com/zalando/go-keyring"
)

// store is a keychain with what this package needs beyond Keychain. Its errors are
// errNotFound or typed; only unlock may wait for a person.
type store interface {
	// find returns what stands under a name; more than one value when several
	// keyrings have it.
	find(ctx context.Context, service, user string) ([]string, error)
	set(ctx context.Context, service, user, value string) error
	remove(ctx context.Context, service, user string) error
	// check says whether set could store something now.
	check(ctx context.Context) error
	unlock(ctx context.Context) error
}

// probeUser is an item that is asked for to see how the keychain answers; nobody
// ever makes it.
const probeUser = "is-anybody-there"

// plain is a Keychain that is called as it is. Its calls can't be ended: bounded
// stops waiting for them.
type plain struct {
	keychain Keychain
	// isLocked recognizes the errors of a locked keychain that are not ErrLocked; nil: there are none.
	isLocked func(error) bool
}

func (p plain) find(_ context.Context, service, user string) ([]string, error) {
	value, err := p.keychain.Get(service, user)
	if err != nil {
		return nil, p.classify(err)
	}
	return []string{value}, nil
}

func (p plain) set(_ context.Context, service, user, value string) error {
	return p.classify(p.keychain.Set(service, user, value))
}

func (p plain) remove(_ context.Context, service, user string) error {
	return p.classify(p.keychain.Delete(service, user))
}

func (p plain) check(ctx context.Context) error {
	_, err := p.find(ctx, service, probeUser)
	if errors.Is(err, errNotFound) {
		return nil
	}
	return err
}

// unlock reads something: that is what makes macOS ask for the password.
func (p plain) unlock(ctx context.Context) error { return p.check(ctx) }

// classify gives a Keychain's error its kind.
func (p plain) classify(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return errNotFound
	case p.isLocked != nil && p.isLocked(err):
		return locked(err)
	default:
		return typed(err)
	}
}
