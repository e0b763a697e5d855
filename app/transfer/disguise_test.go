package transfer

import (
	"strings"
	"testing"

	"latchkey/app/problem"
)

// An authority whose name isn't plain was made to be mistaken for another.
func TestADisguisedAuthorityIsShownAsItIsWritten(t *testing.T) {
	good, inLab := setupOf(t, whole(), Words{}), setupOf(t, lab(t), Words{})
	for _, text := range []string{
		`login.microsoftonline.com\evil.example`, "login.microsoftonline.com#.evil.example", "evil.example@login.microsoftonline.com",
		"login.microsoftonline.com/evil.example", "https://login.microsoftonline.com", "login.microsoftonline.com?evil.example",
		"login.microsoftonline.com@evil.example", "login.microsoftonline.com%2eevil.example", "login.microsoftonline.com evil.example",
	} {
		for place, data := range map[string][]byte{
			"authority":        edited(t, good, text, "profile", "authority"),
			"custom authority": edited(t, inLab, text, "profile", "customCloud", "authority"),
		} {
			read, err := ReadSetup(data)
			if p := problem.From(err); p == nil || p.Code != "setup-foreign-host" || p.Args["host"] != text {
				t.Errorf("%s as %s: %v", text, place, err)
			}
			for _, h := range read.Hosts {
				if h.Refused != (h.Host == text) {
					t.Errorf("%s as %s: %+v", text, place, h)
				}
			}
		}
	}
}

func TestAPatternThatTakesInARealCloudIsNamed(t *testing.T) {
	good := setupOf(t, lab(t), Words{})
	for _, pattern := range []string{"*.com", "*.crm4.dynamics.com"} {
		read, err := ReadSetup(edited(t, good, []string{"one.crm.test.example", pattern}, "profile", "customCloud", "organizations"))
		p := problem.From(err)
		if p == nil || p.Args["host"] != pattern || p.Args["key"] != "profile.customCloud.organizations" {
			t.Errorf("%s: %v", pattern, p)
		}
		if shown := strings.Join(listed(read.Hosts), "\n"); !strings.Contains(shown, pattern+" organization trusted=false refused=true") || strings.Contains(shown, "microsoftonline") {
			t.Errorf("%s: %s", pattern, shown)
		}
	}
}
