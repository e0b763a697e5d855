package handover

import (
	"slices"
	"testing"
)

func TestTheLogOfABundleIsNotAboutOtherProfiles(t *testing.T) {
	own, others, nobodys := `{"msg":"sign-in begun","profile":"a"}`, `{"msg":"sign-in begun","profile":"b"}`, `{"msg":"started"}`
	if got := logOf("a", []string{own, others, nobodys, "no JSON"}); !slices.Equal(got, []string{own, nobodys, "no JSON"}) {
		t.Errorf("%q", got)
	}
}
