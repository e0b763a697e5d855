package secret

import "testing"

func TestANoteIsRedactedAsPeopleWrite(t *testing.T) {
	for text, want := range map[string]string{
		"app password: jtmo ejam idnz kokg, Passwort: geheim123": "app password: ***, Passwort: ***",
		"app password jtmo ejam idnz kokg":                       "app password ***",
		"jtmo-ejam-idnz-kokg\nAnna":                              "***\nAnna",
		"Kennwort: Sommer 2026!\nRuf an":                         "Kennwort: ***\nRuf an",
		"Windows-Kennwort = a b c. Danke":                        "Windows-Kennwort = ***. Danke",
		"pass: hunter2; call me":                                 "pass: ***; call me",
		"PIN: 4711":                                              "PIN: ***",
		"mot de passe : été2026":                                 "mot de passe : ***",
		"Contraseña: hola, gracias":                              "Contraseña: ***, gracias",
		"wachtwoord=zomer":                                       "wachtwoord=***",
		"code 1.AXYAabcd came":                                   "code *** came",
		"password=Summer2026!":                                   "password=***",
		"PASSWORD:\tx":                                           "PASSWORD:\t***",
	} {
		if got := RedactNote(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestANoteKeepsWhatIsNoPassword(t *testing.T) {
	for _, text := range []string{
		"They will open your file when they come.", "The password has expired, ask Anna.", "AADSTS50011: see code: AADSTS50011", "Compass: north, spin: left",
		"Version 1.2 of the add-on", "Call 4711.", "line one\nline two", "",
	} {
		if got := RedactNote(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}
