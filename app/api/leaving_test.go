package api

import (
	"slices"
	"testing"
)

func TestAWindowWithUnsavedWorkAsksFirst(t *testing.T) {
	var events []string
	closed := 0
	h := newHouse(t)
	h.hub.door.Emit = func(_ string, payload any) { events = append(events, payload.(Changed).Topic) }
	h.hub.door.Close = func() { closed++ }

	if !h.MayClose() || len(events) != 0 {
		t.Fatalf("nothing is unsaved: %v", events)
	}
	if err := h.App.SetUnsaved(true); err != nil {
		t.Fatal(err)
	}
	if h.MayClose() || !slices.Equal(events, []string{TopicLeave}) {
		t.Fatalf("the page was not asked: %v", events)
	}
	_ = h.App.SetUnsaved(true) // the page shows the question
	if h.MayClose() {
		t.Error("closed while the question stood there")
	}
	if !h.MayClose() {
		t.Error("a page that does not answer keeps the window open for ever")
	}
	_ = h.App.SetUnsaved(true)
	if err := h.App.Leave(); err != nil || closed != 1 || !h.MayClose() {
		t.Errorf("agreed: %v, closed %d times", err, closed)
	}
	_ = h.App.SetUnsaved(false)
	if !h.MayClose() {
		t.Error("saved, and still asked")
	}
}
