package signin

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"

	"latchkey/app/vault"
)

// cache keeps MSAL's token cache in the vault. MSAL's partition keys are ignored:
// interactive and silent calls disagree about them. No error ever goes back to
// MSAL, because it would discard a finished sign-in; errors are noted in the call.
// The lock is the caller's: it spans Replace, the token request and Export.
type cache struct {
	vault *vault.Vault
	name  string

	mu sync.Mutex
	// unsaved is the cache that could not be written, the memory-only session; base is
	// what the vault held then. It counts only while the vault still holds that, or
	// cannot be read: what another process saved since is newer.
	unsaved []byte
	base    [sha256.Size]byte
	read    [sha256.Size]byte // what the vault held at the last look
}

// emptyCache makes MSAL forget what it had in memory.
var emptyCache = []byte("{}")

// load reads the cache: the vault's, or the one that could not be saved. When there
// is neither, because the vault cannot be read, what MSAL has in memory stays: nil and
// the reason. sum tells one content from another.
func (c *cache) load(ctx context.Context) (data []byte, sum [sha256.Size]byte, err error) {
	data, err = c.vault.Read(ctx, c.name)
	if errors.Is(err, vault.ErrNotFound) {
		data, err = emptyCache, nil
	}
	data, sum = c.newest(data, err)
	return data, sum, err
}

// newest chooses between what the vault holds (or why it cannot be read) and what
// could not be saved.
func (c *cache) newest(data []byte, unreadable error) ([]byte, [sha256.Size]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if unreadable != nil {
		return c.unsaved, sha256.Sum256(c.unsaved)
	}
	c.read = sha256.Sum256(data)
	if c.unsaved != nil && c.read == c.base {
		return c.unsaved, sha256.Sum256(c.unsaved)
	}
	c.unsaved = nil
	return data, c.read
}

// save stores the cache, or keeps it in memory when it cannot be stored.
func (c *cache) save(ctx context.Context, data []byte) error {
	err := c.vault.Write(ctx, c.name, data)
	c.keep(data, err != nil)
	return err
}

// keep remembers a cache that could not be saved, or forgets the one that was.
func (c *cache) keep(data []byte, unsaved bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unsaved = nil; unsaved {
		c.unsaved, c.base = data, c.read
	}
}

// drop forgets the cache, in the vault and in memory.
func (c *cache) drop(ctx context.Context) error {
	c.keep(nil, false)
	return c.vault.Delete(ctx, c.name)
}

// notes are what went wrong with the vault during one call of MSAL's.
type notes struct {
	read, write error
	// lock, when set, is taken before the tokens that arrived are written.
	lock func() error
}

type notesKey struct{}

// withNotes gives a call its notes.
func withNotes(ctx context.Context) (context.Context, *notes) {
	n := &notes{}
	return context.WithValue(ctx, notesKey{}, n), n
}

func noted(ctx context.Context) *notes {
	if n, ok := ctx.Value(notesKey{}).(*notes); ok {
		return n
	}
	return &notes{}
}
