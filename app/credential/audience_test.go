package credential

import (
	"strings"
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/secret"
)

// others are audiences that a credential for home must not reach, by kind.
func others(kind Kind) map[string]Audience {
	list := map[string]Audience{
		"another authority":   {Authority: "login.partner.microsoftonline.cn", Application: home.Application, UserName: home.UserName},
		"another application": {Authority: home.Authority, Application: profileID, UserName: home.UserName},
		"nobody":              {},
	}
	if kind == Password {
		list["another user name"] = Audience{Authority: home.Authority, Application: home.Application, UserName: "bob@contoso.example"}
	}
	return list
}

// gives checks the code of Get, "" for a credential.
func gives(t *testing.T, k *Keeper, kind Kind, to Audience, code string) {
	t.Helper()
	c, err := k.Get(t.Context(), profileID, kind, to)
	got := ""
	if p := problem.From(err); p != nil {
		got = p.Code
	}
	if got != code || err != nil && !c.Value.Empty() {
		t.Errorf("%s to %+v: got %q, want %q", kind, to, got, code)
	}
}

func TestWhatIsSealedGoesOnlyWhereItBelongs(t *testing.T) {
	for _, kind := range Kinds() {
		s := staged(t)
		k := s.keeper()
		k.Hold(profileID, Credential{Kind: kind, Value: secret.New("x"), File: []byte("x")})
		ok(t, k.Keep(t.Context(), profileID, profileID, kind, home))
		for name, to := range others(kind) {
			t.Run(string(kind)+" "+name, func(t *testing.T) { gives(t, s.keeper(), kind, to, "credential-for-another") })
		}
		gives(t, s.keeper(), kind, home, "")
	}
}

// A secret is the application's, whoever signs in beside it.
func TestAUserNameCountsForPasswordsOnly(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold(profileID, Credential{Kind: Secret, Value: secret.New("x")})
	ok(t, k.Keep(t.Context(), profileID, profileID, Secret, home))
	to := home
	to.UserName = ""
	gives(t, s.keeper(), Secret, to, "")
}

// A password is typed before the rest of a profile, so its first use decides.
func TestWhatIsHeldIsBoundByItsFirstUse(t *testing.T) {
	k := staged(t).keeper()
	k.Hold(profileID, password("x"))
	gives(t, k, Password, home, "")
	for _, to := range others(Password) {
		gives(t, k, Password, to, "credential-for-another")
		if p := problem.From(k.Keep(t.Context(), profileID, profileID, Password, to)); p == nil || p.Code != "credential-for-another" {
			t.Errorf("sealed for %+v: %v", to, p)
		}
	}
	gives(t, k, Password, home, "")
	k.Hold(profileID, password("entered again"))
	gives(t, k, Password, others(Password)["another authority"], "")
}

func TestWhatWasSealedWithoutAnAudienceIsNotSent(t *testing.T) {
	s := staged(t)
	ok(t, s.vault().Credentials().Write(t.Context(), nameOf(profileID, Password), []byte(`{"schema":1,"kind":"password","value":"x"}`)))
	gives(t, s.keeper(), Password, home, "credential-for-another")
}

func TestTheAudienceOfAProfile(t *testing.T) {
	hosts := cloud.Hosts{Authority: "Login.lab.example", Discovery: "disco.lab.example", Organizations: []string{"crm.lab.example"}}
	hosts.Confirmed = hosts.Fingerprint()
	p := profile.Profile{Cloud: cloud.Custom, CustomCloud: &hosts, ApplicationID: "{5D1F0C62-3B8E-4A57-9C40-7E2A1B96F3D8}", LoginHint: " Anna@Contoso.example"}
	got := audienceOf(t, p)
	if got.Authority != hosts.Fingerprint() || got.Application != home.Application || got.UserName != home.UserName {
		t.Errorf("%+v", got)
	}
	other := hosts
	other.Discovery = "disco.elsewhere.example"
	other.Confirmed = other.Fingerprint()
	p.CustomCloud = &other
	if audienceOf(t, p) == got {
		t.Error("other hosts, the same audience")
	}
	if got := audienceOf(t, profile.Profile{Cloud: cloud.GCC}); got != (Audience{Authority: "login.microsoftonline.com"}) {
		t.Errorf("%+v", got)
	}
}

func audienceOf(t *testing.T, p profile.Profile) Audience {
	t.Helper()
	r, err := profile.Resolve(p)
	ok(t, err)
	return ForProfile(r)
}

// Choosing Commercial for an organization of GCC is a slip; both sign in at one place.
func TestCloudsThatShareAnAuthorityShareCredentials(t *testing.T) {
	audience := func(id cloud.ID) Audience { return audienceOf(t, profile.Profile{Cloud: id}) }
	if audience(cloud.GCC) != audience(cloud.Public) || audience(cloud.DoD) != audience(cloud.GCCHigh) {
		t.Error("two places, one authority")
	}
	if audience(cloud.GCCHigh) == audience(cloud.Public) || audience(cloud.China) == audience(cloud.Public) ||
		audience(cloud.Practice) == audience(cloud.Public) {
		t.Error("two authorities, one place")
	}
}

func TestASealedPasswordThatWasRefusedIsNotSentAgain(t *testing.T) {
	s := staged(t)
	k := s.keeper()
	k.Hold(profileID, password("wrong"))
	ok(t, k.Keep(t.Context(), profileID, profileID, Password, home))
	ok(t, k.MarkRefused(t.Context(), profileID, password("an older one")))
	gives(t, s.keeper(), Password, home, "")
	ok(t, k.MarkRefused(t.Context(), profileID, password("wrong")))
	gives(t, s.keeper(), Password, home, "credential-refused")
	k.Hold(profileID, password("right"))
	ok(t, k.MarkRefused(t.Context(), profileID, password("right"))) // the person is there
	gives(t, k, Password, home, "")
	ok(t, k.Keep(t.Context(), profileID, profileID, Password, home))
	gives(t, s.keeper(), Password, home, "")
	for name, data := range s.files() {
		if strings.Contains(data, "refused") {
			t.Errorf("%s tells it in the clear", name)
		}
	}
}
