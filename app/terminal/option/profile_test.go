package option

import (
	"reflect"
	"testing"

	"github.com/spf13/cobra"

	"latchkey/app/cloud"
	"latchkey/app/profile"
	"latchkey/app/terminal/usage"
)

// applied is what a command line makes of a profile that has something in every kind of field.
func applied(t *testing.T, p profile.Profile, line ...string) (profile.Profile, error) {
	t.Helper()
	f, cmd := &Profile{}, &cobra.Command{}
	f.Register(cmd)
	if err := cmd.ParseFlags(line); err != nil {
		t.Fatal(err)
	}
	err := f.Apply(&p, func(path string) (string, error) { return "read from " + path, nil })
	return p, err
}

func TestWhatWasNotGivenStays(t *testing.T) {
	before := profile.Profile{
		Name: "A", Cloud: cloud.Custom, CustomCloud: &cloud.Hosts{Authority: "login.lab.example", CA: "old"}, TwoFactor: true, Method: profile.Paste,
		ResponseMode: profile.ResponseQuery, SignInAs: profile.AsApplication, Tenant: "contoso.com", ExtraTenants: []string{"fabrikam.com"}, SavePassword: true,
	}
	if got, err := applied(t, before); err != nil || !reflect.DeepEqual(got, before) {
		t.Errorf("nothing given: %+v, %v", got, err)
	}
	want, hosts := before, *before.CustomCloud
	want.Tenant, hosts.CA = "", "read from lab.pem"
	want.CustomCloud = &hosts
	if got, err := applied(t, before, "--tenant", "", "--ca-file", "lab.pem"); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("two given: %+v, %v", got, err)
	}
	if before.CustomCloud.CA != "old" {
		t.Error("the hosts of the profile before have changed")
	}
}

func TestOptionsThatDoNotFitAreMistakes(t *testing.T) {
	for _, line := range [][]string{{"--as", "robot"}, {"--method", "pigeon"}, {"--response-mode", "smoke"}, {"--ca-file", "lab.pem"}} {
		if _, err := applied(t, profile.Profile{Cloud: cloud.Public}, line...); err == nil || !usage.Is(err) {
			t.Errorf("%q: %v", line, err)
		}
	}
	if _, err := applied(t, profile.Profile{}, "--recipe", "nothing-such"); err == nil || usage.Is(err) {
		t.Errorf("a system that is not there is no mistake of the options: %v", err)
	}
}
