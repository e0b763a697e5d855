package credential

import (
	"testing"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

func TestAClosedDialogLeavesWhatWasThereBefore(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold(profileID, password("sealed"))
	ok(t, k.Keep(t.Context(), profileID, profileID, Password, home))
	k.Hold(profileID, password("typed"))
	k.Hold("draft 1", password("of another"))
	k.Discard(profileID)
	has(t, k, profileID, Password, "sealed")
	has(t, k, "draft 1", Password, "of another")
	k.Discard("draft 1")
	has(t, k, "draft 1", Password, "")

	k.Hold("draft 2", password("for this run"))
	k.Commit("draft 2", profileID)
	has(t, k, "draft 2", Password, "")
	k.Hold(profileID, password("typed"))
	k.Hold(profileID, password("typed again"))
	has(t, k, profileID, Password, "typed again")
	k.Discard(profileID)
	has(t, k, profileID, Password, "for this run")
	k.Discard(profileID)
	has(t, k, profileID, Password, "for this run")
	has(t, s.keeper(), profileID, Password, "sealed")
}

func TestWhatIsHeldIsProvedBySigningIn(t *testing.T) {
	k := staged(t).keeper()
	if k.HasUntested(profileID, Password) {
		t.Error("there is nothing to prove")
	}
	k.Hold(profileID, password("old"))
	k.Hold(profileID, password("new"))
	k.MarkSignedIn(profileID, password("old")) // it was sent before the new one came
	if !k.HasUntested(profileID, Password) {
		t.Error("the new one has not signed in")
	}
	k.MarkSignedIn(profileID, password("new"))
	if k.HasUntested(profileID, Password) {
		t.Error("the new one has signed in")
	}
	ok(t, k.Keep(t.Context(), profileID, profileID, Password, home))
	if k.HasUntested(profileID, Password) {
		t.Error("it is sealed")
	}
}

func TestWhatIsTypedFollowsACorrection(t *testing.T) {
	k := staged(t).keeper()
	k.Hold(profileID, password("typed"))
	for name, to := range others(Password) {
		gives(t, k, Password, home, "")
		k.Rebind(profileID, Password, to)
		want := ""
		if to.Authority != home.Authority {
			want = "credential-for-another"
		}
		t.Run(name, func(t *testing.T) { gives(t, k, Password, to, want) })
		k.Rebind(profileID, Password, home)
	}
}

func TestWhatHasSignedInOrWasSavedFollowsNothing(t *testing.T) {
	for name, change := range map[string]func(*Keeper){
		"signed in": func(k *Keeper) { k.MarkSignedIn(profileID, password("x")) },
		"saved":     func(k *Keeper) { k.Commit(profileID, profileID) },
	} {
		k := staged(t).keeper()
		k.Hold(profileID, password("x"))
		gives(t, k, Password, home, "")
		change(k)
		to := others(Password)["another application"]
		k.Rebind(profileID, Password, to)
		t.Run(name, func(t *testing.T) { gives(t, k, Password, to, "credential-for-another") })
	}
}

func TestKeepingNoLongerNeedsNoKeychain(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s := staged(t)
		k := s.keeper()
		k.Hold(profileID, password("x"))
		ok(t, k.Keep(t.Context(), profileID, profileID, Password, home))
		if locked {
			s.keys.Lock()
		}
		fresh := s.keeper()
		ok(t, fresh.Unkeep(t.Context(), profileID, Password), fresh.Unkeep(t.Context(), "never-was", Password))
		s.keys.Unlock()
		has(t, s.keeper(), profileID, Password, "")
		stays := map[bool]string{false: "x", true: ""}[locked]
		has(t, fresh, profileID, Password, stays)
		gone := map[bool]string{false: "credential-for-another", true: "credential-missing"}[locked]
		gives(t, fresh, Password, Audience{Authority: "login.partner.microsoftonline.cn"}, gone)
	}
}

func TestASecretAndACertificateTakeEachOthersPlace(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	keep := func(kind Kind) {
		t.Helper()
		k.Hold(profileID, Credential{Kind: kind, Value: secret.New("x")})
		ok(t, k.Keep(t.Context(), profileID, profileID, kind, home))
	}
	keep(Password)
	for _, kind := range []Kind{Secret, Certificate, Secret} {
		keep(kind)
		for _, other := range Kinds() {
			code := "credential-missing"
			if other == kind || other == Password {
				code = ""
			}
			gives(t, s.keeper(), other, home, code)
		}
	}
}

// What could not be sealed is still there, under the profile, for the next try.
func TestSealingIsTriedAgain(t *testing.T) {
	s := staged(t)
	s.keys.Lock()
	k := s.keeper()
	k.Hold("draft 1", password("x"))
	k.Commit("draft 1", profileID)
	if p := problem.From(k.Keep(t.Context(), profileID, profileID, Password, home)); p == nil || p.Code != "keychain-locked" {
		t.Fatalf("got %v", p)
	}
	k.Discard(profileID)
	has(t, k, profileID, Password, "x")
	s.keys.Unlock()
	ok(t, k.Keep(t.Context(), profileID, profileID, Password, home))
	has(t, s.keeper(), profileID, Password, "x")
}
