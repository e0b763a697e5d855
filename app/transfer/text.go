package transfer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden finds what changes how the text around it looks: controls, direction marks and
// overrides, separators of lines that look like none, and broken UTF-8.
func hidden(r rune) bool {
	return r == utf8.RuneError || r == '\ufeff' || unicode.IsControl(r) ||
		unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r >= 0xe0000 && r <= 0xe007f
}

// hiddenInLines is hidden for texts of several lines.
func hiddenInLines(r rune) bool { return hidden(r) && r != '\n' && r != '\r' && r != '\t' }

// visible is a text of one line without what is hidden.
func visible(text string) string { return without(text, hidden) }

func without(text string, drop func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if drop(r) {
			return -1
		}
		return r
	}, text)
}

// cut is the beginning of a text, at most so many characters.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most])
}
