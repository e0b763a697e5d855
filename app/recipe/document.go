package recipe

import (
	"fmt"
	"slices"
	"strings"
)

// Markdown is the document as a text to send, to print or to tick off.
func (d Document) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", d.Title)
	if d.Subject != "" {
		fmt.Fprintf(&b, "Subject: %s\n\n", d.Subject)
	}
	for _, text := range d.Text {
		fmt.Fprintf(&b, "%s\n\n", text)
	}
	for _, item := range slices.SortedStableFunc(slices.Values(d.Items), func(a, b Item) int { return a.Days - b.Days }) {
		fmt.Fprintf(&b, "- [ ] %s: %s\n", item.When(), item.Text)
	}
	return b.String()
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
