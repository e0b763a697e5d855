package signin

import (
	"context"
	"errors"

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
}

// emptyCache makes MSAL forget what it had in memory.
var emptyCache = []byte("{}")

// Replace loads the cache. When the vault cannot be read, what MSAL has in memory
// stays: that is the memory-only session.
func (c *cache) Replace(ctx context.Context, into msal.Unmarshaler, _ msal.ReplaceHints) error {
	data, err := c.vault.Read(ctx, c.name)
	switch {
	case errors.Is(err, vault.ErrNotFound):
		data = emptyCache
	case err != nil:
		noted(ctx).read = err
		return nil
	}
	if err := into.Unmarshal(data); err != nil {
		noted(ctx).read = errors.Join(vault.ErrDamaged, err)
	}
	return nil
}

// Export stores the cache.
func (c *cache) Export(ctx context.Context, from msal.Marshaler, _ msal.ExportHints) error {
	data, err := from.Marshal()
	if err == nil {
		err = c.vault.Write(ctx, c.name, data)
	}
	noted(ctx).write = err
	return nil
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
