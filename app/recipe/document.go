package recipe

import (
	"fmt"
	"slices"
	"strings"
	"time"
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
