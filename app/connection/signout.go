package connection

import (
	"context"
	"slices"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// SignOut forgets the profile's session and returns the names of all profiles that
// used it: same cache, ApplicationID and account. Of an application it forgets the
// tokens; that it was tested stays true.
func SignOut(ctx context.Context, identity *signin.Service, store *profile.Store, p profile.Profile) ([]string, error) {
	target, err := signin.TargetOf(p)
	if err != nil {
		return nil, err
	}
	if target.HomeAccountID == "" && !p.IsApplication() {
		return nil, problem.New(problem.NotFound, "not-signed-in").With("name", p.Name)
	}
	entries, err := store.List()
	if err != nil {
		return nil, err
	}
	if p.IsApplication() {
		err = identity.ForgetApplication(ctx, target)
	} else {
		err = identity.SignOut(ctx, target)
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !shares(e.Profile, p) {
			continue
		}
		names = append(names, e.Profile.Name)
		if p.IsApplication() {
			continue
		}
		if err := forget(store, e); err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return names, nil
}

// shares reports whether two profiles have their tokens in one cache, for one account.
// Clouds that people sign in to at the same host share a cache; two custom clouds never do.
func shares(a, b profile.Profile) bool {
	first, err := signin.TargetOf(a)
	if err != nil {
		return false
	}
	second, err := signin.TargetOf(b)
	return err == nil && signin.Place(first.Cloud) == signin.Place(second.Cloud) && first.ClientID == second.ClientID &&
		a.IsApplication() == b.IsApplication() && (a.IsApplication() || first.HomeAccountID == second.HomeAccountID)
}

// forget takes the account out of a profile, so that nothing looks for its session.
func forget(store *profile.Store, e profile.Entry) error {
	if e.ReadOnly || e.Problem != nil {
		return nil
	}
	_, err := store.Save(profile.SignedOut(e.Profile))
	return err
}

// SignOutAll forgets every session of this home and returns the names of the
// profiles that had one.
func SignOutAll(ctx context.Context, identity *signin.Service, store *profile.Store) ([]string, error) {
	if err := identity.SignOutAll(ctx); err != nil {
		return nil, err
	}
	entries, err := store.List()
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, e := range entries {
		if e.Profile.HomeAccountID == "" {
			continue
		}
		names = append(names, e.Profile.Name)
		if err := forget(store, e); err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return names, nil
}
