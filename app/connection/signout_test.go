package connection

import (
	"testing"

	"latchkey/app/cloud"
	"latchkey/app/profile"
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
		if got := shares(c.b, c.a); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
