package handover

import (
	"slices"
	"testing"

	"latchkey/app/connection"
)

func TestTheLogOfABundleIsNotAboutOtherProfiles(t *testing.T) {
	own, others, nobodys := `{"msg":"sign-in begun","profile":"a"}`, `{"msg":"sign-in begun","profile":"b"}`, `{"msg":"started"}`
	if got := logOf("a", []string{own, others, nobodys, "no JSON"}); !slices.Equal(got, []string{own, nobodys, "no JSON"}) {
		t.Errorf("%q", got)
	}
}

func TestABundleSaysThatTheLastTryHadNoAnswer(t *testing.T) {
	begun := `{"msg":"` + connection.BegunMessage + `"}`
	silent := `{"msg":"` + connection.EndedMessage + `","how":"` + connection.NoAnswer + `"}`
	went := `{"msg":"` + connection.EndedMessage + `","how":"signed in"}`
	for _, c := range []struct {
		name string
		log  []string
		want bool
	}{
		{"no log", nil, false},
		{"no try", []string{`{"msg":"started"}`, "no JSON"}, false},
		{"no answer", []string{went, begun, silent, begun, "no JSON"}, true},
		{"a later one went well", []string{begun, silent, begun, went}, false},
	} {
		if got := unanswered(c.log); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
