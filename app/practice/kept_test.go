package practice

import "testing"

func TestAKeptValueIsThereForTheNextLeader(t *testing.T) {
	path := t.TempDir()
	s := testStore(t, path)
	k := restore(s, "of this test", "first")
	if k.value != "first" {
		t.Errorf("nothing was noted, and it is %q", k.value)
	}
	if err := k.set("second"); err != nil {
		t.Fatal(err)
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	s = testStore(t, path)
	if next := restore(s, "of this test", "first"); next.value != "second" {
		t.Errorf("the next leader has %q", next.value)
	}
}

// A call may note the old value between the engine's reset, which empties the store, and
// that of the value.
func TestAResetHoldsForTheNextLeader(t *testing.T) {
	s := testStore(t, t.TempDir())
	k := restore(s, "of this test", "first")
	put(t, s, record(resetTable, "", "null"))
	if err := k.set("noted in between"); err != nil {
		t.Fatal(err)
	}
	k.reset("first")
	if next := restore(s, "of this test", "?"); k.value != "first" || next.value != "first" {
		t.Errorf("%q, and for the next leader %q", k.value, next.value)
	}
}

func TestWhatCannotBeNotedIsNotUsed(t *testing.T) {
	s := testStore(t, t.TempDir())
	k := restore(s, "of this test", "first")
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	if k.set("second") == nil || k.value != "first" {
		t.Errorf("%q is used", k.value)
	}
	if k.reset("third"); k.value != "third" {
		t.Error("a reset holds for this leader all the same")
	}
}
