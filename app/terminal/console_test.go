package terminal

import "testing"

func TestCodesAreShownInGroups(t *testing.T) {
	for code, want := range map[string]string{"": "", "AB": "AB", "ABCDEFGHI": "ABC DEF GHI", "ABCDEFGH": "ABC DEF GH"} {
		if got, note := grouped(code); got != want || note == "" {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
	for _, code := range []string{"RPNG-QSDV", "WDJB MJHT", "1-2"} { // as RFC 8628 section 6.1 writes them
		if got, note := grouped(code); got != code || note != "" {
			t.Errorf("%q: %q%s", code, got, note)
		}
	}
}

func TestOnlyAddressesThatAPhoneCanOpenAreDrawn(t *testing.T) {
	for address, want := range map[string]bool{
		"https://microsoft.com/devicelogin":       true,
		"https://login.lab.example/devicelogin":   true,
		"http://10.1.2.3/devicelogin":             true,
		"http://127.0.0.1:34567/devicelogin":      false,
		"http://127.8.8.8/devicelogin":            false,
		"https://localhost:8443/devicelogin":      false,
		"https://login.practice.localhost/device": false,
		"http://[::1]:8080/devicelogin":           false,
		"http://0.0.0.0/":                         false,
		"://":                                     false,
	} {
		if got := reachesPhones(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
