package pages

import "testing"

func TestNumbersAreMasked(t *testing.T) {
	for number, want := range map[string]string{
		"+1 425 555 0142": "+X XXXXXXXX42", "+43 6601234567": "+XX XXXXXXXX67", "0660 1234": "XXXXXX34", "": "XX", "+1": "+X XX", "\u202e12": "12",
	} {
		if got := masked(number); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}
