package connection

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
	"latchkey/app/vault"
	"latchkey/app/vault/vaulttest"
)

// lab is a profile of a confirmed custom cloud.
func lab(discovery string) profile.Profile {
	hosts := &cloud.Hosts{Authority: "login.lab.example", Discovery: discovery, Organizations: []string{"*.lab.example"}}
	hosts.Confirmed = hosts.Fingerprint()
	return profile.Profile{Cloud: cloud.Custom, CustomCloud: hosts}
}

func TestProfilesShareASessionWhereTheyShareACache(t *testing.T) {
	const account = "11111111-1111-1111-1111-111111111111.22222222-2222-2222-2222-222222222222"
	in := func(id cloud.ID) profile.Profile { return profile.Profile{Cloud: id} }
	for _, c := range []struct {
		name string
		a, b profile.Profile
		edit func(*profile.Profile)
		want bool
	}{
		{"the same", in(cloud.Public), in(cloud.Public), nil, true},
		{"the same sign-in host", in(cloud.Public), in(cloud.GCC), nil, true},
		{"another one", in(cloud.GCC), in(cloud.GCCHigh), nil, false},
		{"the practice one", in(cloud.Public), in(cloud.Practice), nil, false},
		{"one custom cloud", lab("a.lab.example"), lab("a.lab.example"), nil, true},
		{"two custom clouds of one sign-in host", lab("a.lab.example"), lab("b.lab.example"), nil, false},
		{"another account", in(cloud.Public), in(cloud.Public), func(p *profile.Profile) { p.HomeAccountID = "x" }, false},
		{"another application", in(cloud.Public), in(cloud.Public), func(p *profile.Profile) { p.ApplicationID = "x" }, false},
		{"the application itself", in(cloud.Public), in(cloud.Public), func(p *profile.Profile) { p.SignInAs = profile.AsApplication }, false},
		{"an unreadable one", in(cloud.Public), profile.Profile{}, nil, false},
	} {
		c.a.HomeAccountID, c.b.HomeAccountID = account, account
		if c.edit != nil {
			c.edit(&c.b)
		}
		a, err := profile.Resolve(c.a)
		if err != nil {
			t.Fatal(err)
		}
		if got := shares(c.b, a); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

// busyKeychain does something else when it is first asked: another process is at work.
type busyKeychain struct {
	vault.Keychain
	meanwhile func()
}

func (k *busyKeychain) Get(service, user string) (string, error) {
	if k.meanwhile != nil {
		k.meanwhile()
		k.meanwhile = nil
	}
	return k.Keychain.Get(service, user)
}

// The session is gone when the first profile is saved: each of the others must lose its
// account all the same, and those that can't be saved are named.
func TestAProfileThatChangedMeanwhileIsSignedOutAllTheSame(t *testing.T) {
	const account = "11111111-1111-1111-1111-111111111111.22222222-2222-2222-2222-222222222222"
	dir := t.TempDir()
	store, err := profile.OpenStore(filepath.Join(dir, "profiles"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	var saved []profile.Profile
	for _, n := range []string{"Broken", "Changed", "Deleted", "Left alone"} {
		p, err := store.Save(profile.SignedIn(profile.Profile{Name: n, Cloud: cloud.Public, Online: true, TwoFactor: true, ApplicationID: savedID}, account, "anna@contoso.example", ""))
		if err != nil {
			t.Fatal(err)
		}
		saved = append(saved, p)
	}
	keys := &busyKeychain{Keychain: vaulttest.NewKeychain()}
	sessions := vault.Options{Dir: filepath.Join(dir, "sessions"), Keychain: keys, Now: time.Now, Rand: rand.Reader}
	mine, err := profile.Resolve(saved[3])
	if err != nil {
		t.Fatal(err)
	}
	target := signin.TargetOf(mine)
	if err := vault.New(sessions).Write(t.Context(), target.Cloud.AuthorityHost+"_"+target.ClientID, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	keys.meanwhile = func() {
		file := filepath.Join(dir, "profiles", saved[0].ID+".json")
		if err := os.Remove(file); err != nil {
			t.Error(err)
		}
		if err := os.Mkdir(file, 0o700); err != nil {
			t.Error(err)
		}
		if _, err := store.Update(saved[1].ID, func(p *profile.Profile) { p.Notes = "changed" }); err != nil {
			t.Error(err)
		}
		if err := store.Delete(saved[2].ID, saved[2].Rev); err != nil {
			t.Error(err)
		}
	}
	identity := signin.New(signin.Options{Vault: vault.New(sessions), Now: time.Now, Rand: rand.Reader})
	names, err := SignOut(t.Context(), identity, store, mine)
	if p := problem.From(err); p == nil || p.Code != "signout-profiles-left" || p.Args["profiles"] != `"Broken"` {
		t.Errorf("got %v", err)
	}
	if !slices.Equal(names, []string{"Broken", "Changed", "Deleted", "Left alone"}) {
		t.Errorf("names %q", names)
	}
	for _, p := range []profile.Profile{saved[1], saved[3]} {
		if e, err := store.Get(p.ID); err != nil || e.Profile.HomeAccountID != "" {
			t.Errorf("%s still has its account, %v", p.Name, err)
		}
	}
}
