package recipe

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Markdown is the document as a text to send, to print or to tick off.
func (d Document) Markdown(v Values) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", d.Title)
	if d.Subject != "" {
		fmt.Fprintf(&b, "Subject: %s\n\n", d.Subject)
	}
	for _, text := range d.Text {
		fmt.Fprintf(&b, "%s\n\n", text)
	}
	for _, item := range d.Dated(v) {
		fmt.Fprintf(&b, "- [ ] %s: %s\n", item.When, item.Text)
	}
	return b.String()
}

// DatedItem is a line of a checklist, and when.
type DatedItem struct{ When, Text string }

// Dated are the lines in the order of their days: with dates when the day of the switch is
// known, else with how far from it they are.
func (d Document) Dated(v Values) []DatedItem {
	start, err := time.Parse(time.DateOnly, v["start"])
	var list []DatedItem
	for _, item := range slices.SortedStableFunc(slices.Values(d.Items), func(a, b Item) int { return a.Days - b.Days }) {
		when := item.When()
		if err == nil {
			when = start.AddDate(0, 0, item.Days).Format("Mon 2006-01-02")
		}
		list = append(list, DatedItem{when, item.Text})
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
