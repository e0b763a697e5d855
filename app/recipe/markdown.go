package recipe

import (
	"fmt"
	"strings"
)

// Markdown is a walkthrough of a recipe that was filled in, for wikis and tickets.
func (r Recipe) Markdown(w Walkthrough, v Values) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s\n\n%s, for the %s. Compared with its sources on %s.\n", w.Title, r.Name, w.Role, r.CheckedOn)
	if known := w.uses(v); len(known) > 0 {
		line("| | |\n|---|---|")
		for _, value := range known {
			line("| %s | `%s` |", value.Label, strings.ReplaceAll(value.Value, "|", `\|`))
		}
		line("")
	}
	for i, s := range w.Steps {
		line("## %d. %s\n", i+1, s.Title)
		for _, do := range s.Do {
			line("- %s", do)
		}
		line("")
		if page := w.page(i); page != "" {
			line("<%s>\n", page)
		}
		for _, name := range s.Values {
			if v[name] != "" {
				line("%s: `%s`\n", labels[name], v[name])
			}
		}
		if s.Say != "" {
			line("> Say: \"%s\"\n", s.Say)
		}
		if s.See != "" {
			line("You should see: %s\n", s.See)
		}
		if len(s.Otherwise) > 0 {
			line("%s\n", s.Asks())
		}
		for _, q := range s.Otherwise {
			line("- %s\n  - Yes: %s\n  - No: %s", q.Ask, answerText(w, q.Yes), answerText(w, q.No))
		}
		if len(s.Otherwise) > 0 {
			line("")
		}
		if s.Old != "" {
			line("In former years: %s\n", s.Old)
		}
	}
	if len(r.Unchecked) > 0 {
		line("## What could not be tried\n")
		for _, text := range r.Unchecked {
			line("- %s", text)
		}
	}
	return b.String()
}

// answerText is an answer in words: its text, the step that it leads to, the error.
func answerText(w Walkthrough, a Answer) string {
	parts := []string{}
	if a.Text != "" {
		parts = append(parts, a.Text)
	}
	for i, s := range w.Steps {
		if s.ID == a.Go {
			parts = append(parts, fmt.Sprintf("Go to step %d, %s.", i+1, s.Title))
		}
	}
	if a.Code != "" {
		parts = append(parts, "("+a.Code+")")
	}
	return strings.Join(parts, " ")
}
