package entra

import (
	"testing"
	"time"
)

// An end of a trial that ServiceClient can read, whose model has a date there that can't be null
// (GlobalDiscoveryModel.cs).
func TestTheEndOfATrialIsADate(t *testing.T) {
	g := newRig(t)
	_, _, answer := g.get(discovery+"/api/discovery/v2.0/Instances", g.accessTo(discovery))
	for _, row := range answer["value"].([]any) {
		text, _ := row.(map[string]any)["TrialExpirationDate"].(string)
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			t.Errorf("%v: %v", row, err)
		}
	}
}
