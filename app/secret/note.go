package secret

import "latchkey/app/pattern"

// What people write down in their own words, where Redact's shapes of programs don't
// reach: the word for a password in several languages with the rest of its clause, an app
// password of four times four letters, and the beginning of one of Entra's codes.
var (
	called = pattern.Lazy(`(?im)((?:[\p{L}-]*(?:password|passwort|kennwort|wachtwoord|passcode|contraseña|mot de passe)|\b(?:pass|pin))\s*[:=][^\S\r\n]*)` +
		`([^\s][^\r\n]*?)([,;.]?$|[,;.]\s)`)
	fourFours = pattern.Lazy(`(?im)((?:^|[:=("']|pass[a-z]*|kennwort)[^\S\r\n]*)[a-z]{4}(?:[ -][a-z]{4}){3}([^\S\r\n]*(?:$|[,;.)"']))`)
	codeBegin = pattern.Lazy(`\b[01]\.A[A-Za-z0-9_-]{3,}`)
)

// RedactNote is Redact for what a person has typed as a note: it takes out passwords that
// are called so in prose, too, and with them the rest of the clause.
func RedactNote(text string) string {
	text = called().ReplaceAllString(text, "${1}"+mask+"${3}")
	text = fourFours().ReplaceAllString(text, "${1}"+mask+"${2}")
	return Redact(codeBegin().ReplaceAllString(text, mask))
}
