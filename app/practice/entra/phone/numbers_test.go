package phone

import (
	"slices"
	"testing"
)

func TestNumbersAsTheyAreDialled(t *testing.T) {
	for _, c := range []struct{ country, typed, want string }{
		{"US", "(425) 555-0142", "+1 4255550142"}, {"US", "+1 425 555 0142", "+1 4255550142"}, {"DE", "0049 151 234567", "+49 151234567"},
		{"IT", "06 698 12345", "+39 0669812345"}, {"GB", "020 7946 0018", "+44 2079460018"},
		{"DE", "+43 660 1234567", ""}, {"", "4255550142", ""}, {"US", "", ""}, {"US", "0", ""}, {"US", "12345678901234567", ""}, {"US", "٤٢٥٥٥٥٠١٤٢", ""}, {"US", "42555\u202e50142", ""},
	} {
		if got := DialledNumber(c.country, c.typed); got != c.want {
			t.Errorf("%s %q: %q", c.country, c.typed, got)
		}
	}
	var names []string
	for _, c := range Countries {
		names = append(names, c.Name)
	}
	if !slices.IsSorted(names) || DialledNumber(FirstCountry, "4255550100") == "" {
		t.Error("the list of countries is out of order")
	}
}
