package recipe

import (
	"fmt"
	"strings"
)

// Text is a walkthrough of a recipe that was filled in without any marks, for a terminal.
func (r Recipe) Text(w Walkthrough, v Values) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s\n%s, for the %s. Compared with its sources on %s.", Plain(w.Title), r.Name, w.Role, r.CheckedOn)
	known := w.uses(v)
	if len(known) > 0 {
		line("")
	}
	for _, value := range known {
		line("%s: %s", value.Label, value.Value)
	}
	for i, s := range w.Steps {
		line("\n%d. %s", i+1, Plain(s.Title))
		for _, text := range w.texts(i, v) {
			line("   %s", text)
		}
	}
	if len(r.Unchecked) > 0 {
		line("\nNot tested yet:")
		for _, text := range r.Unchecked {
			line("   %s", Plain(text))
		}
	}
	return b.String()
}

// texts are the lines of a step, by its number from 0.
func (w Walkthrough) texts(i int, v Values) []string {
	s := w.Steps[i]
	var lines []string
	add := func(before, text, after string) {
		if text != "" {
			lines = append(lines, before+Plain(text)+after)
		}
	}
	for _, do := range s.Do {
		add("", do, "")
	}
	if page := w.page(i); page != "" {
		lines = append(lines, page)
	}
	for _, name := range s.Values {
		if v[name] != "" {
			lines = append(lines, labels[name]+": "+v[name])
		}
	}
	add("Say: \"", s.Say, "\"")
	add("You should see: ", s.See, "")
	if len(s.Otherwise) > 0 {
		add("", s.Asks(), "")
	}
	for _, q := range s.Otherwise {
		add("   ", q.Ask, "")
		add("      Yes: ", answerText(w, q.Yes), "")
		add("      No: ", answerText(w, q.No), "")
	}
	add("In older versions: ", s.Old, "")
	return lines
}

// page is the page that a step leads to, by its number from 0; "" when the page is still open
// from the step before.
func (w Walkthrough) page(i int) string {
	page := w.Steps[i].Address
	if i > 0 && w.Steps[i-1].Address == page {
		return ""
	}
	return page
}

// Asks is what stands above the step's questions: they are for when something isn't seen, or,
// where each answer leads to a step, for everybody.
func (s Step) Asks() string {
	for _, q := range s.Otherwise {
		if s.See != "" && (q.Yes.Go == "" || q.No.Go == "") {
			return "If you don't see that:"
		}
	}
	return "Then answer:"
}

// Plain is a text without its marks.
func Plain(text string) string { return strings.NewReplacer("**", "", "`", "").Replace(text) }

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
			line("In older versions: %s\n", s.Old)
		}
	}
	if len(r.Unchecked) > 0 {
		line("## Not tested yet\n")
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
