// Package vaulttest has the keychain that tests of other packages give to a vault: it is
// in memory, and can be locked. It stands beside the tests with a real one, in vault and
// in the scripts.
package vaulttest

import (
	"sync"

	"github.com/zalando/go-keyring"

	"latchkey/app/vault"
)

// Keychain is a vault.Keychain in memory. It is safe for concurrent use.
type Keychain struct {
	mu     sync.Mutex
	items  map[string]string
	locked bool
	calls  int
}

// NewKeychain makes an empty one that is not locked.
func NewKeychain() *Keychain { return &Keychain{items: map[string]string{}} }

// Lock makes every call fail with vault.ErrLocked until Unlock.
func (k *Keychain) Lock() { k.set(true) }

// Unlock ends Lock.
func (k *Keychain) Unlock() { k.set(false) }

// Calls is how often the keychain was asked for anything.
func (k *Keychain) Calls() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.calls
}

// Items is how many items the keychain holds.
func (k *Keychain) Items() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.items)
}

// Get implements vault.Keychain.
func (k *Keychain) Get(service, user string) (value string, err error) {
	found := false
	err = k.call(func() { value, found = k.items[service+"/"+user] })
	if err == nil && !found {
		err = keyring.ErrNotFound
	}
	return value, err
}

// Set implements vault.Keychain.
func (k *Keychain) Set(service, user, value string) error {
	return k.call(func() { k.items[service+"/"+user] = value })
}

// Delete implements vault.Keychain.
func (k *Keychain) Delete(service, user string) error {
	return k.call(func() { delete(k.items, service+"/"+user) })
}

func (k *Keychain) set(locked bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.locked = locked
}

func (k *Keychain) call(do func()) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.calls++
	if k.locked {
		return vault.ErrLocked
	}
	do()
	return nil
}
