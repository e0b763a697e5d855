package signin

import (
	"context"
	"errors"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/problem"
	"latchkey/app/vault"
)

// SignOut forgets an account's tokens on this machine. The browser keeps a session
// of its own. When the cache cannot be opened because its key is gone, the cache is
// dropped whole: nothing in it can be read any more.
func (s *Service) SignOut(ctx context.Context, t Target) error {
	c, err := s.client(t)
	if err != nil {
		return err
	}
	unlock, err := s.lock(ctx, c.cache)
	if err != nil {
		return err
	}
	defer unlock()
	ctx, n := withNotes(ctx)
	err = c.msal.RemoveAccount(ctx, public.Account{HomeAccountID: t.HomeAccountID, Environment: t.Cloud.AuthorityHost})
	switch {
	case err != nil:
		return fromMSAL(err)
	case errors.Is(n.read, vault.ErrKeyLost), errors.Is(n.read, vault.ErrDamaged):
		return c.cache.drop(ctx)
	case n.read != nil:
		return problem.From(n.read)
	}
	accounts, err := c.msal.Accounts(ctx)
	switch {
	case err != nil:
		return fromMSAL(err)
	case len(accounts) == 0: // it was the last one: the file goes, whether it could be written or not
		return c.cache.drop(ctx)
	case n.write != nil:
		return problem.From(n.write)
	}
	if err := c.cache.vault.DeleteSetAside(ctx, c.cache.name); err != nil {
		return problem.From(err)
	}
	return nil
}

// SignOutAll forgets every session of this home, readable or not, what was set aside of
// sessions, and the key when nothing sealed is left.
func (s *Service) SignOutAll(ctx context.Context) error {
	s.caches.forgetUnsaved()
	names, err := s.options.Vault.Names(ctx)
	if err != nil {
		return problem.From(err)
	}
	for _, name := range names {
		unlock, err := s.lockNamed(ctx, name)
		if err != nil {
			return err
		}
		err = s.options.Vault.Delete(ctx, name)
		unlock()
		if err != nil {
			return problem.From(err)
		}
	}
	if err := s.options.Vault.DeleteLeftovers(ctx); err != nil {
		return problem.From(err)
	}
	return nil
}
