package nearest

import "testing"

func TestNearestNames(t *testing.T) {
	names := []string{"users", "people", "policies", "organizations"}
	for typed, want := range map[string]string{"usres": "users", "user": "users", "Polices": "policies", "organisations": "organizations", "x": "", "registrations": "", "": ""} {
		if got := Name(typed, names); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
