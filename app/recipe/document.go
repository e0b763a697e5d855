package recipe

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"latchkey/app/problem"
)

// Markdown is the document as a text to send, to print or to tick off.
func (d Document) Markdown(v Values, today time.Time) string {
	return d.written(v, today, "# ", "- ", func(text string) string { return text })
}

// PlainText is the document as a text without any marks.
func (d Document) PlainText(v Values, today time.Time) string {
	return d.written(v, today, "", "", Plain)
}

// written is the document with what stands before its title and before a line to tick off.
func (d Document) written(v Values, today time.Time, title, line string, as func(string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s\n\n", title, as(d.Title))
	if d.Subject != "" {
		fmt.Fprintf(&b, "Subject: %s\n\n", as(d.Subject))
	}
	for _, text := range d.Text {
		fmt.Fprintf(&b, "%s\n\n", as(text))
	}
	for _, item := range d.Dated(v, today) {
		fmt.Fprintf(&b, "%s[ ] %s: %s\n", line, item.said(), as(item.Text))
	}
	return b.String()
}

// DatedItem is a line of a checklist, when, and whether that day is over.
type DatedItem struct {
	When, Text string
	Past       bool
}

func (i DatedItem) said() string {
	if i.Past {
		return i.When + " (past)"
	}
	return i.When
}

// Dated are the lines in the order of their days: with dates when the day of the switch is
// known, else with how far from it they are. None is past for a today that is zero.
func (d Document) Dated(v Values, today time.Time) []DatedItem {
	start, err := time.Parse(time.DateOnly, v["start"])
	var list []DatedItem
	for _, item := range slices.SortedStableFunc(slices.Values(d.Items), func(a, b Item) int { return a.Days - b.Days }) {
		dated := DatedItem{When: item.When(), Text: item.Text}
		if err == nil {
			day := start.AddDate(0, 0, item.Days)
			dated.When = day.Format("Mon 2006-01-02")
			dated.Past = day.Format(time.DateOnly) < today.Format(time.DateOnly)
		}
		list = append(list, dated)
	}
	return list
}

// When is the day of an item in words.
func (i Item) When() string {
	day := "days"
	if i.Days == 1 || i.Days == -1 {
		day = "day"
	}
	switch {
	case i.Days < 0:
		return fmt.Sprintf("%d %s before", -i.Days, day)
	case i.Days > 0:
		return fmt.Sprintf("%d %s after", i.Days, day)
	}
	return "On the day"
}

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
