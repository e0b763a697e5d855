package signin

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"sync"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"

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
	c.setUnsaved(data, err != nil)
	return err
}

// setUnsaved remembers a cache that could not be saved, or forgets the one that was.
func (c *cache) setUnsaved(data []byte, unsaved bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unsaved = nil; unsaved {
		c.unsaved, c.base = data, c.read
	}
}

// drop forgets the cache, in the vault and in memory.
func (c *cache) drop(ctx context.Context) error {
	c.setUnsaved(nil, false)
	return c.vault.Delete(ctx, c.name)
}

// restore puts back what the cache held before tokens were written that are refused. When
// that cannot be done it drops them with all the others.
func (c *cache) restore(ctx context.Context, before []byte) {
	if bytes.Equal(before, emptyCache) || c.save(ctx, before) != nil {
		_ = c.drop(ctx)
	}
}

// caches are those that a process has used, by the vault's name for them.
type caches struct {
	vault *vault.Vault

	mu     sync.Mutex
	byName map[string]*cache
}

func (all *caches) named(name string) *cache {
	all.mu.Lock()
	defer all.mu.Unlock()
	c, ok := all.byName[name]
	if !ok {
		c = &cache{vault: all.vault, name: name}
		all.byName[name] = c
	}
	return c
}

// forgetUnsaved drops the sessions that are in memory only.
func (all *caches) forgetUnsaved() {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, c := range all.byName {
		c.setUnsaved(nil, false)
	}
}

// notes are what a call of MSAL's did with the vault.
type notes struct {
	read, write error // what went wrong
	// before is what the cache held right before the tokens that arrived were written; nil
	// when that is not known.
	before []byte
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

// accessor is one MSAL client's way to the cache. It remembers what that client has in
// memory, so that a cache which has not changed is not decoded again.
type accessor struct {
	cache *cache

	mu     sync.Mutex
	loaded [sha256.Size]byte
}

// unload has the next call read the cache again, whatever it holds: MSAL has tokens in memory that the cache
// never had, when it refuses them itself before it exports them.
func (a *accessor) unload() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.loaded = [sha256.Size]byte{}
}

// Replace implements cache.ExportReplace. MSAL calls it right before it writes tokens
// that have arrived, which is when a call that awaited a person takes its lock.
func (a *accessor) Replace(ctx context.Context, into msal.Unmarshaler, _ msal.ReplaceHints) error {
	n := noted(ctx)
	if n.lock != nil {
		if err := n.lock(); err != nil {
			return err
		}
	}
	data, sum, err := a.cache.load(ctx)
	n.before = data
	if data == nil {
		n.read = err
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if sum == a.loaded {
		return nil
	}
	if err := into.Unmarshal(data); err != nil {
		n.read = errors.Join(vault.ErrDamaged, err)
		return nil
	}
	a.loaded = sum
	return nil
}

// Export implements cache.ExportReplace.
func (a *accessor) Export(ctx context.Context, from msal.Marshaler, _ msal.ExportHints) error {
	data, err := from.Marshal()
	if err != nil {
		noted(ctx).write = err
		return nil
	}
	a.mu.Lock()
	a.loaded = sha256.Sum256(data)
	a.mu.Unlock()
	noted(ctx).write = a.cache.save(ctx, data)
	return nil
}
