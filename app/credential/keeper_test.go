package credential

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/vault"
)

func TestADraftIsInMemoryOnly(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold("draft 1", password("CANARY"))
	has(t, k, "draft 1", Password, "CANARY")
	has(t, k, "draft 2", Password, "")
	has(t, k, "draft 1", Secret, "")
	has(t, s.keeper(), "draft 1", Password, "")
	ok(t, k.Forget(t.Context(), "draft 1", Password))
	has(t, k, "draft 1", Password, "")
	if files := s.files(); len(files) != 0 || s.keys.Calls() != 0 {
		t.Errorf("files %q, %d keychain calls", files, s.keys.Calls())
	}
}

func TestKeepingSealsAndForgetsInMemory(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold("draft 1", password("CANARY"))
	k.Hold(profileID, password("old, in memory"))
	ok(t, k.Keep(t.Context(), "draft 1", profileID, Password, home))
	has(t, k, "draft 1", Password, "")
	has(t, k, profileID, Password, "CANARY")
	has(t, s.keeper(), profileID, Password, "CANARY")
	for name, data := range s.files() {
		if strings.Contains(data, "CANARY") {
			t.Errorf("%s holds it in the clear", name)
		}
	}
}

func TestEveryPartOfACertificateIsKept(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold(profileID, file(sample(t, "openssl-3.pfx"), passphrase))
	ok(t, k.Keep(t.Context(), profileID, profileID, Certificate, home))
	key, err := New(s.vault(), func() time.Time { return today().AddDate(1, 0, 0) }).Key(t.Context(), profileID, home)
	if err != nil || len(key.Certificates) != 1 {
		t.Errorf("%d certificates, %v", len(key.Certificates), err)
	}
}

func TestWhatIsHeldComesBeforeWhatIsSealed(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold(profileID, password("sealed"))
	ok(t, k.Keep(t.Context(), profileID, profileID, Password, home))
	k.Hold(profileID, password("for this run"))
	has(t, k, profileID, Password, "for this run")
	has(t, s.keeper(), profileID, Password, "sealed")
}

func TestKeepingNothingIsRightOnlyWhenSomethingIsSealed(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	if p := problem.From(k.Keep(t.Context(), "draft 1", profileID, Password, home)); p == nil || p.Code != "credential-missing" {
		t.Errorf("got %v", p)
	}
	k.Hold("draft 1", password("x"))
	ok(t, k.Keep(t.Context(), "draft 1", profileID, Password, home), k.Keep(t.Context(), "draft 2", profileID, Password, home))
	has(t, k, profileID, Password, "x")
}

func TestSigningOutLeavesCredentialsAlone(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold("draft 1", password("x"))
	ok(t, k.Keep(t.Context(), "draft 1", profileID, Password, home), s.vault().Write(t.Context(), "session", nil))
	v := s.vault()
	names, err := v.Names(t.Context())
	ok(t, err)
	for _, name := range names {
		ok(t, v.Delete(t.Context(), name))
	}
	if len(names) != 1 {
		t.Errorf("the sessions are %q", names)
	}
	has(t, s.keeper(), profileID, Password, "x")
}

func TestForgettingAProfileRemovesAllOfItAndNothingElse(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	for _, kind := range Kinds() {
		for _, owner := range []string{profileID, "another-" + string(kind)} {
			k.Hold(owner, Credential{Kind: kind, Value: secret.New("x")})
			ok(t, k.Keep(t.Context(), owner, owner, kind, home))
		}
		k.Hold(profileID, Credential{Kind: kind, Value: secret.New("held")})
	}
	s.keys.Lock() // deleting needs no keychain
	ok(t, k.ForgetAll(t.Context(), profileID), k.ForgetAll(t.Context(), "never-was"))
	s.keys.Unlock()
	for _, kind := range Kinds() {
		has(t, k, profileID, kind, "")
		has(t, s.keeper(), "another-"+string(kind), kind, "x")
	}
	for name := range s.files() {
		if strings.HasPrefix(name, profileID) && !strings.HasSuffix(name, ".lock") {
			t.Errorf("%s was left", name)
		}
	}
}

func TestALockedKeychainIsNoMissingCredential(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold("draft 1", password("old"))
	ok(t, k.Keep(t.Context(), "draft 1", profileID, Password, home))
	before := s.files()
	s.keys.Lock()
	fresh := s.keeper()
	_, err := fresh.Get(t.Context(), profileID, Password, home)
	if p := problem.From(err); !errors.Is(err, vault.ErrLocked) || p.Code != "keychain-locked" {
		t.Errorf("got %v", err)
	}
	fresh.Hold("draft 1", password("new"))
	if err := fresh.Keep(t.Context(), "draft 1", profileID, Password, home); !errors.Is(err, vault.ErrLocked) {
		t.Errorf("keeping gave %v", err)
	}
	has(t, fresh, "draft 1", Password, "new") // what was typed is still there
	if after := s.files(); !maps.Equal(before, after) {
		t.Errorf("files changed: %q", after)
	}
	if info, err := fresh.Info(t.Context(), profileID, Password); err != nil || info != (Info{Kind: Password, Saved: true}) {
		t.Errorf("info is %+v, %v", info, err)
	}
}

func TestInfoShowsWhatMayBeShown(t *testing.T) {
	s := staged(t)
	m := &maker{t: t}
	key := m.rsa()
	leaf := m.certificate("Integration Cloud", key, nil, nil)
	pfx := m.pfx(pkcs12.Modern, key, leaf, nil, passphrase)
	k := s.keeper()
	k.Hold("draft 1", file(pfx, passphrase))
	for _, saved := range []bool{false, true} {
		owner := map[bool]string{false: "draft 1", true: profileID}[saved]
		if saved {
			ok(t, k.Keep(t.Context(), "draft 1", profileID, Certificate, home))
		}
		got, err := k.Info(t.Context(), owner, Certificate)
		if err != nil || got.Saved != saved || got.Kind != Certificate || got.Subject != "CN=Integration Cloud" ||
			got.Expires != "2027-11-21T09:41:00Z" || len(got.Thumbprint) != 40 || got.Thumbprint != strings.ToUpper(got.Thumbprint) {
			t.Errorf("saved %v: %+v, %v", saved, got, err)
		}
	}
	if none, err := k.Info(t.Context(), profileID, Secret); err != nil || none != (Info{}) {
		t.Errorf("nothing is %+v, %v", none, err)
	}
	k.Hold("draft 2", file(pfx, "wrong"))
	got, err := k.Info(t.Context(), "draft 2", Certificate)
	refused(t, err, "passphrase-wrong", "passphrase")
	if got != (Info{Kind: Certificate}) {
		t.Errorf("an unreadable one is %+v", got)
	}
}

func TestWithoutAKeychainNothingCountsAsSaved(t *testing.T) {
	v := vault.New(vault.Options{MemoryOnly: true})
	k := New(v, today)
	k.Hold("draft 1", password("x"))
	ok(t, k.Keep(t.Context(), "draft 1", profileID, Password, home))
	has(t, k, profileID, Password, "x")
	if info, err := k.Info(t.Context(), profileID, Password); err != nil || info != (Info{Kind: Password}) {
		t.Errorf("info is %+v, %v", info, err)
	}
}

// Memory only is for this run: what is sealed on disk is touched when a profile is deleted.
func TestInMemoryOnlyDeletingAProfileTouchesTheDisk(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold(profileID, Credential{Kind: Certificate, Value: secret.New("sealed")})
	ok(t, k.Keep(t.Context(), profileID, profileID, Certificate, home))
	v := s.vault()
	v.UseMemory()
	k = New(v, today)
	k.Hold(profileID, Credential{Kind: Certificate, Value: secret.New("for this run")})
	ok(t, k.Keep(t.Context(), profileID, profileID, Certificate, home))
	k.Hold(profileID, Credential{Kind: Secret, Value: secret.New("for this run")})
	ok(t, k.Keep(t.Context(), profileID, profileID, Secret, home)) // takes the certificate's place
	has(t, k, profileID, Certificate, "")
	has(t, s.keeper(), profileID, Certificate, "sealed")
	ok(t, k.ForgetAll(t.Context(), profileID))
	has(t, s.keeper(), profileID, Certificate, "")
}

func TestWhatWasSealedByANewerVersionOrDamagedIsSaid(t *testing.T) {
	for data, code := range map[string]string{
		`{"schema":2,"kind":"password"}`:                "credential-newer",
		`{"schema":1,"kind":"secret","value":"CANARY"}`: "credential-damaged",
		`"CANARY`: "credential-damaged",
	} {
		_, err := unpack([]byte(data), Password)
		if p := problem.From(err); p == nil || p.Code != code || strings.Contains(p.Detail, "CANARY") {
			t.Errorf("%s: %+v", data, p)
		}
	}
}

func TestWhatIsHeldIsACopy(t *testing.T) {
	k := staged(t).keeper()
	data := []byte("file")
	k.Hold("draft 1", file(data, ""))
	copy(data, "XXXX")
	if c, err := k.Get(t.Context(), "draft 1", Certificate, home); err != nil || string(c.File) != "file" {
		t.Errorf("got %q, %v", c.File, err)
	}
}
