package transfer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/secret"
)

var (
	// address is an e-mail address, also encoded in a URL, and a guest's user name, which
	// holds one.
	address = pattern.Lazy(`[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}._+'#!$*^~-]|%(?:25)*(?:2[13-57ABDE]|2[abde]|[89A-Fa-f][0-9A-Fa-f]))*(@|%(?:25)*40)([\p{L}\p{M}\p{N}-]+)((?:\.[\p{L}\p{M}\p{N}-]+)+)`)
	// homes are directories that carry a user's name.
	homes = pattern.Lazy(`(?i)(/(?:home|users)/)[^/\s"':]+`)
	// windowsHomes may have blanks in the name; backslashes may be doubled, as in JSON.
	windowsHomes = pattern.Lazy(`(?i)(\\users\\+)[^\\/:*?"<>|\r\n]+`)
)

const mask = "***"

// cleaner returns what takes secrets out of a text, and the names of people unless they are
// wanted.
func cleaner(names bool) func(string) string {
	return func(text string) string {
		if cloud.IsGUID(strings.TrimPrefix(text, "Default-")) { // so is the ID of an environment
			return text
		}
		text = secret.Redact(text)
		if names {
			return text
		}
		return withoutNames(text)
	}
}

// withoutNames shortens e-mail addresses to a***@contoso..., and takes the user's name out of
// home directories.
func withoutNames(text string) string {
	text = address().ReplaceAllStringFunc(text, func(match string) string {
		parts := address().FindStringSubmatch(match)
		first := []rune(match)[0]
		return string(first) + mask + parts[1] + parts[2] + "..."
	})
	text = homes().ReplaceAllString(text, "${1}"+mask)
	return windowsHomes().ReplaceAllString(text, "${1}"+mask)
}

// redactedValue is a value without what its name makes a secret.
func redactedValue(name, value string) string {
	if plain, ok := strings.CutPrefix(secret.Redact(name+"="+value), name+"="); ok {
		return plain
	}
	return mask
}

// Bounds of the log in a bundle, in lines and in bytes.
const (
	mostLines    = 2000
	mostLogBytes = 256 << 10
)

// lastLines is the end of a log, redacted as one text: a header's value may go on in the next
// line.
func lastLines(lines []string, names bool) []string {
	first, size := len(lines), 0
	for first > 0 && len(lines)-first < mostLines && size+len(lines[first-1]) < mostLogBytes {
		first--
		size += len(lines[first]) + 1
	}
	var kept []string
	for _, l := range lines[first:] {
		kept = append(kept, strings.Split(without(strings.ToValidUTF8(l, ""), hiddenInLines), "\n")...)
	}
	text := cleaner(names)(strings.Join(kept, "\n"))
	if len(kept) == 0 {
		return nil
	}
	return slices.Clip(strings.Split(text, "\n"))
}

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
