package signin

import (
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

// Replace loads the cache: the vault's, or the one that could not be saved. When there
// is neither, because the vault cannot be read, what MSAL has in memory stays.
func (c *cache) Replace(ctx context.Context, into msal.Unmarshaler, _ msal.ReplaceHints) error {
	data, err := c.vault.Read(ctx, c.name)
	if errors.Is(err, vault.ErrNotFound) {
		data, err = emptyCache, nil
	}
	if data = c.newest(data, err); data == nil {
		noted(ctx).read = err
		return nil
	}
	if err := into.Unmarshal(data); err != nil {
		noted(ctx).read = errors.Join(vault.ErrDamaged, err)
	}
	return nil
}

// newest chooses between what the vault holds (or why it cannot be read) and what
// could not be saved.
func (c *cache) newest(data []byte, unreadable error) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if unreadable != nil {
		return c.unsaved
	}
	c.read = sha256.Sum256(data)
	if c.unsaved != nil && c.read == c.base {
		return c.unsaved
	}
	c.unsaved = nil
	return data
}

// Export stores the cache, or keeps it in memory when it cannot be stored.
func (c *cache) Export(ctx context.Context, from msal.Marshaler, _ msal.ExportHints) error {
	data, err := from.Marshal()
	if err == nil {
		err = c.vault.Write(ctx, c.name, data)
		c.keep(data, err != nil)
	}
	noted(ctx).write = err
	return nil
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
type notes struct{ read, write error }

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
