package signin

import (
	"context"
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
	// unsaved is the cache that could not be written: the memory-only session.
	unsaved []byte
}

// emptyCache makes MSAL forget what it had in memory.
var emptyCache = []byte("{}")

// Replace loads the cache: the one that could not be saved, if there is one, else the
// vault's. When the vault cannot be read, what MSAL has in memory stays.
func (c *cache) Replace(ctx context.Context, into msal.Unmarshaler, _ msal.ReplaceHints) error {
	data := c.kept()
	if data == nil {
		var err error
		data, err = c.vault.Read(ctx, c.name)
		switch {
		case errors.Is(err, vault.ErrNotFound):
			data = emptyCache
		case err != nil:
			noted(ctx).read = err
			return nil
		}
	}
	if err := into.Unmarshal(data); err != nil {
		noted(ctx).read = errors.Join(vault.ErrDamaged, err)
	}
	return nil
}

// Export stores the cache, or keeps it in memory when it cannot be stored.
func (c *cache) Export(ctx context.Context, from msal.Marshaler, _ msal.ExportHints) error {
	data, err := from.Marshal()
	if err == nil {
		err = c.vault.Write(ctx, c.name, data)
		if err == nil {
			data = nil
		}
		c.keep(data)
	}
	noted(ctx).write = err
	return nil
}

func (c *cache) kept() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.unsaved
}

func (c *cache) keep(data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unsaved = data
}

// drop forgets the cache, in the vault and in memory.
func (c *cache) drop(ctx context.Context) error {
	c.keep(nil)
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
