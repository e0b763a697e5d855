package vault

import (
	"maps"
	"sync"

	"github.com/zalando/go-keyring"
)

// fakeKeychain is a keychain in memory with faults.
type fakeKeychain struct {
	mu    sync.Mutex
	items map[string]string
	calls int
	sets  int

	err     error                     // what every call answers
	stored  func(value string) string // what is kept of a value; nil keeps it
	dropped bool                      // Set reports success and keeps nothing
	block   chan struct{}             // calls wait until it is closed
}

func newFake() *fakeKeychain { return &fakeKeychain{items: map[string]string{}} }

func (k *fakeKeychain) enter() error {
	k.mu.Lock()
	k.calls++
	block, err := k.block, k.err
	k.mu.Unlock()
	if block != nil {
		<-block
	}
	return err
}

func (k *fakeKeychain) Get(service, user string) (string, error) {
	if err := k.enter(); err != nil {
		return "", err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	value, ok := k.items[service+"/"+user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return value, nil
}

func (k *fakeKeychain) Set(service, user, value string) error {
	if err := k.enter(); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sets++
	if k.dropped {
		return nil
	}
	if k.stored != nil {
		value = k.stored(value)
	}
	k.items[service+"/"+user] = value
	return nil
}

func (k *fakeKeychain) Delete(service, user string) error {
	if err := k.enter(); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.items[service+"/"+user]; !ok {
		return keyring.ErrNotFound
	}
	delete(k.items, service+"/"+user)
	return nil
}

func (k *fakeKeychain) set(change func(*fakeKeychain)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	change(k)
}

func (k *fakeKeychain) count() (calls, sets int, items map[string]string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.calls, k.sets, maps.Clone(k.items)
}
