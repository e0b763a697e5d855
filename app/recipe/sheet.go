package recipe

import (
	"strings"
	"unicode"

	"latchkey/app/problem"
)

// The formats of Sheet.
const (
	FormatHTML     = "html"
	FormatMarkdown = "markdown"
)

// Sheet is a document, or a walkthrough (its id, or a role), of a recipe that was filled in
// as a file: what to call it, and its text. Problems: NotFound "walkthrough-not-found", Input
// "sheet-format".
func (r Recipe) Sheet(walkthrough, format string, v Values) (name, text string, err error) {
	if d, ok := r.Document(walkthrough); ok {
		return r.document(d, format, v)
	}
	w, err := r.Find(walkthrough)
	if err != nil {
		return "", "", err
	}
	base := r.ID + "-" + w.ID
	switch format {
	case FormatHTML:
		page, err := r.HTML(w, v)
		return base + ".html", string(page), err
	case FormatMarkdown:
		return base + ".md", r.Markdown(w, v), nil
	}
	return "", "", problem.New(problem.Input, "sheet-format").With("name", format)
}

func (r Recipe) document(d Document, format string, v Values) (name, text string, err error) {
	base := r.ID + "-" + d.ID
	switch format {
	case FormatHTML:
		page, err := d.HTML(r, v)
		return base + ".html", string(page), err
	case FormatMarkdown:
		return base + ".md", d.Markdown(v), nil
	}
	return "", "", problem.New(problem.Input, "sheet-format").With("name", format)
}

// longestValue bounds a value that is typed, in characters.
const longestValue = 200

// Inert is a typed value as it can stand in a text: without signs that move others about,
// without marks, and not too long.
func Inert(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n == longestValue {
			break
		}
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case !unicode.IsGraphic(r) || r == '`' || r == '{' || r == '}':
			continue
		}
		b.WriteRune(r)
		n++
	}
	return strings.ReplaceAll(b.String(), "**", "*")
}
