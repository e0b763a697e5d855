package problem

import (
	"strings"

	"latchkey/app/pattern"
)

var (
	// A code whose digits were torn apart: by a mail program that broke the line within
	// them, or by somebody who typed blanks or points.
	tornCode = pattern.Lazy(`(?i)\bAADSTS[\s:#_-]{0,3}(\d{1,7}(?:(?:[ .,'=-]|[ =]*\n *)\d{1,6}){1,3})\b`)
	// A code that was read from a picture or typed: a letter of the word lost or doubled,
	// letters that look like digits among the digits.
	slipCode = pattern.Lazy(`(?i)\b((?:A{1,3}D|AA)[ -]?[ST]{2,4})[\s:#_-]{0,3}(\d[0-9OISB|]{3,8}|[0-9OIlSB|]{5,9})\b`)
	// What looks like a digit.
	lookalikes = strings.NewReplacer("O", "0", "o", "0", "I", "1", "i", "1", "l", "1", "L", "1", "|", "1", "S", "5", "s", "5", "B", "8", "b", "8")
)

// slipsIn finds the codes that were torn, misread or misspelt and that the catalogue knows
// when they are put right. What stands at the places in taken is explained by them, so
// that the digits before a break or a letter are no code of their own.
func slipsIn(text string) (slips []found, taken map[int]bool) {
	taken = map[int]bool{}
	for _, m := range tornCode().FindAllStringSubmatchIndex(text, -1) {
		torn := text[m[2]:m[3]]
		groups := digitsOnly().FindAllString(torn, -1)
		first := known(fromDigits(groups[0]))
		// The message begins with a colon behind the digits: then a code that is known
		// by its first half goes on behind the break, too.
		whole := strings.Contains(torn, "\n") && strings.HasPrefix(text[m[3]:], ": ")
		for n := len(groups); n > 1; n-- {
			code := known(fromDigits(strings.Join(groups[:n], "")))
			if code == "" || first != "" && !whole {
				continue
			}
			slips = append(slips, found{at: m[0], code: code, read: typed(text[m[0]:m[3]])})
			taken[m[0]] = first == ""
			break
		}
	}
	for _, m := range slipCode().FindAllStringSubmatchIndex(text, -1) {
		word, number := text[m[2]:m[3]], text[m[4]:m[5]]
		digits := lookalikes.Replace(number)
		if taken[m[0]] || digits == number && strings.EqualFold(word, "AADSTS") {
			continue
		}
		code := fromDigits(digits)
		before := text[m[4] : m[4]+len(number)-len(strings.TrimLeft(number, "0123456789"))]
		if code == "" || known(code) == "" && (before == "" || known(fromDigits(before)) != "" || !strings.EqualFold(word, "AADSTS")) {
			continue // a code that is known, and a word behind it
		}
		slips = append(slips, found{at: m[0], code: code, read: text[m[0]:m[1]]})
		taken[m[0]] = true
	}
	return slips, taken
}

// typed is how somebody wrote a code with blanks or points in it; "" for one that was only
// broken at the end of a line, about which there is no doubt.
func typed(torn string) string {
	if strings.Contains(torn, "\n") {
		return ""
	}
	return torn
}
