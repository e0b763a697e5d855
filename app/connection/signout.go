package connection

import (
	"context"
	"slices"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// SignOut forgets the profile's session and returns the names of all profiles that
// used it: same cloud, ApplicationID and account.
func SignOut(ctx context.Context, identity *signin.Service, store *profile.Store, p profile.Profile) ([]string, error) {
	target, err := signin.TargetOf(p)
	if err != nil {
		return nil, err
	}
	if target.HomeAccountID == "" {
		return nil, problem.New(problem.NotFound, "not-signed-in").With("name", p.Name)
	}
	entries, err := store.List()
	if err != nil {
		return nil, err
	}
	if err := identity.SignOut(ctx, target); err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if shares(e.Profile, p) {
			names = append(names, e.Profile.Name)
			if err := forget(store, e); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

func shares(a, b profile.Profile) bool {
	a, b = profile.Normalize(a), profile.Normalize(b)
	return a.Cloud == b.Cloud && a.ApplicationID == b.ApplicationID && a.HomeAccountID == b.HomeAccountID
}

// forget takes the account out of a profile, so that nothing looks for its session.
func forget(store *profile.Store, e profile.Entry) error {
	if e.ReadOnly || e.Problem != nil {
		return nil
	}
	p := e.Profile
	p.HomeAccountID, p.Username, p.AccountTenant = "", "", ""
	_, err := store.Save(p)
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
