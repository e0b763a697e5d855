package registration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
)

// shQuote is a text as one word of a shell: nothing in single quotes means anything.
func shQuote(text string) string {
	text = strings.ReplaceAll(text, "\x00", "") // no shell has it
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// psQuote is a text as one expression of PowerShell. It is ASCII only: Windows PowerShell
// reads a file without a mark as the machine's code page, and there a byte of an innocent
// letter can be one of the typographic quotes that end a string like ' does.
func psQuote(text string) string {
	var parts []string
	run := ""
	flush := func() {
		if run != "" {
			parts = append(parts, "'"+strings.ReplaceAll(run, "'", "''")+"'")
		}
		run = ""
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		if unit >= ' ' && unit <= '~' {
			run += string(rune(unit))
			continue
		}
		flush()
		parts = append(parts, fmt.Sprintf("[string][char]0x%04X", unit))
	}
	flush()
	switch len(parts) {
	case 0:
		return "''"
	case 1:
		if parts[0][0] == '\'' {
			return parts[0]
		}
	}
	return "(" + strings.Join(parts, " + ") + ")"
}

// psList is texts as an array of PowerShell.
func psList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = psQuote(t)
	}
	return "@(" + strings.Join(quoted, ", ") + ")"
}

// hclQuote is a text as a string of Terraform's language, in which ${ and %{ would begin a
// template.
func hclQuote(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	escaped := strings.ReplaceAll(b.String(), "${", "$${")
	return `"` + strings.ReplaceAll(escaped, "%{", "%%{") + `"`
}

func hclList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = hclQuote(t)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// asciiJSON is a value as JSON in one line of ASCII, which no terminal, code page or pipe
// on its way changes.
func asciiJSON(value any) string {
	var b strings.Builder
	for _, r := range string(plainJSON(value, "")) {
		switch {
		case r <= '~':
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// plainJSON is a value as JSON without the escapes that only HTML needs.
func plainJSON(value any, indent string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(value); err != nil {
		panic(err) // all of them are texts, lists and switches
	}
	return bytes.TrimSpace(b.Bytes())
}
