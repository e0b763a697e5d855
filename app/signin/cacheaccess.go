package signin

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"

	"latchkey/app/vault"
)

// accessor is one MSAL client's way to the cache. It remembers what that client has in
// memory, so that a cache which has not changed is not decoded again.
type accessor struct {
	cache *cache

	mu     sync.Mutex
	loaded [sha256.Size]byte
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
