package recipe

import (
	"time"

	"latchkey/app/problem"
)

// The formats of Sheet.
const (
	FormatText     = "text"
	FormatHTML     = "html"
	FormatMarkdown = "markdown"
)

// CheckFormat refuses what is no format of Sheet. Problem: Input "sheet-format".
func CheckFormat(format string) error {
	switch format {
	case FormatText, FormatHTML, FormatMarkdown:
		return nil
	}
	return problem.New(problem.Input, "sheet-format").With("name", format)
}

// Sheet is a document, or a walkthrough (its id, or a role), of a recipe that was filled in
// as a file: what to call it, and its text. The lines of a checklist that are over on the day
// of today are marked; a zero time marks none. Problems: NotFound "walkthrough-not-found",
// those of CheckFormat.
func (r Recipe) Sheet(walkthrough, format string, v Values, today time.Time) (name, text string, err error) {
	if err := CheckFormat(format); err != nil {
		return "", "", err
	}
	if d, ok := r.Document(walkthrough); ok {
		return r.document(d, format, v, today)
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
	case FormatText:
		return base + ".txt", r.Text(w, v), nil
	}
	return base + ".md", r.Markdown(w, v), nil
}

func (r Recipe) document(d Document, format string, v Values, today time.Time) (name, text string, err error) {
	base := r.ID + "-" + d.ID
	switch format {
	case FormatHTML:
		page, err := d.HTML(r, v, today)
		return base + ".html", string(page), err
	case FormatText:
		return base + ".txt", d.PlainText(v, today), nil
	}
	return base + ".md", d.Markdown(v, today), nil
}
