package connection

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// SignOut forgets the profile's session and returns the names of all profiles that
// used it: same cache, ApplicationID and account. Of an application it forgets the
// tokens; that it was tested stays true.
//
// With the names there may be a Problem "signout-profiles-left": the session is gone, but
// some profiles could not be saved and still name its account.
func SignOut(ctx context.Context, identity *signin.Service, store *profile.Store, r profile.Resolved) ([]string, error) {
	target, p := signin.TargetOf(r), r.Profile()
	if target.HomeAccountID == "" && !p.IsApplication() {
		return nil, problem.New(problem.NotFound, "not-signed-in").With("name", p.Name)
	}
	entries, err := store.List()
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(e profile.Entry) bool { return !shares(e.Profile, r) })
	if p.IsApplication() {
		return namesOf(entries), identity.ForgetApplication(ctx, target)
	}
	if err := identity.SignOut(ctx, target); err != nil {
		return nil, err
	}
	return namesOf(entries), forgetAccounts(store, entries)
}

// SignOutAll forgets every session of this home and returns the names of the
// profiles that had one. It has the same Problem as SignOut.
func SignOutAll(ctx context.Context, identity *signin.Service, store *profile.Store) ([]string, error) {
	if err := identity.SignOutAll(ctx); err != nil {
		return nil, err
	}
	entries, err := store.List()
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(e profile.Entry) bool { return e.Profile.HomeAccountID == "" })
	return namesOf(entries), forgetAccounts(store, entries)
}

// shares reports whether a profile has its tokens in the same cache, for the same account.
func shares(p profile.Profile, with profile.Resolved) bool {
	r, err := profile.Resolve(p)
	if err != nil {
		return false
	}
	own, other := signin.TargetOf(r), signin.TargetOf(with)
	return own.SharesCache(other) && r.IsApplication() == with.IsApplication() &&
		(r.IsApplication() || own.HomeAccountID == other.HomeAccountID)
}

func namesOf(entries []profile.Entry) []string {
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Profile.Name
	}
	slices.Sort(names)
	return names
}

// forgetAccounts takes the account out of profiles, so that nothing looks for its session.
// One that cannot be saved stops none of the others.
func forgetAccounts(store *profile.Store, entries []profile.Entry) error {
	var left []string
	var first error
	for _, e := range entries {
		if err := forgetAccount(store, e); err != nil {
			left = append(left, strconv.Quote(e.Profile.Name))
			if first == nil {
				first = err
			}
		}
	}
	if first == nil {
		return nil
	}
	return problem.New(problem.Storage, "signout-profiles-left").With("profiles", strings.Join(left, ", ")).Because(first)
}

// forgetAccount leaves alone what may have signed in to another account meanwhile.
func forgetAccount(store *profile.Store, e profile.Entry) error {
	if e.ReadOnly || e.Problem != nil {
		return nil
	}
	_, err := store.Update(e.Profile.ID, func(p *profile.Profile) {
		if p.HomeAccountID == e.Profile.HomeAccountID {
			*p = profile.SignedOut(*p)
		}
	})
	if p := problem.From(err); p != nil && (p.Kind == problem.NotFound || p.Code == "profile-deleted") {
		return nil
	}
	return err
}
