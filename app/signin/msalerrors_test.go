package signin

import (
	"os"
	"strings"
	"testing"
)

// The texts of another version have to be looked at again.
func TestTheTextsAreThoseOfTheVersionInUse(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(mod), "microsoft-authentication-library-for-go "+msalVersion+"\n") {
		t.Errorf("go.mod has another version of MSAL than %s", msalVersion)
	}
}
