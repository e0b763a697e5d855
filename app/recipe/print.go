package recipe

import (
	"bytes"
	"embed"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"
	"sync"
	"time"

	"latchkey/app/pattern"
)

//go:embed head.html guide.html document.html sheet.css
var sheets embed.FS

// printed are the pages; they are part of the program.
var printed = sync.OnceValue(func() *template.Template {
	css, err := sheets.ReadFile("sheet.css")
	if err != nil {
		panic(err)
	}
	return template.Must(template.New("").Funcs(template.FuncMap{
		"marked": marked, "figure": figure, "named": named, "answer": answerHTML, "inc": func(i int) int { return i + 1 },
		"style": func() template.CSS { return template.CSS(css) },
	}).ParseFS(sheets, "*.html"))
})

// sheet is what is printed: a recipe that was filled in, one of its walkthroughs, and the
// values to have at hand.
type sheet struct {
	Recipe      Recipe
	Walkthrough Walkthrough
	Values      []NamedValue
}

// Page is the page that a step leads to, by its number from 0.
func (s sheet) Page(step int) string { return s.Walkthrough.page(step) }

// NamedValue is a value that is known, with its name for people.
type NamedValue struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// Named lists the values that are there, in the order of their names.
func (v Values) Named() []NamedValue {
	var list []NamedValue
	for _, name := range Places() {
		if v[name] != "" && labels[name] != "" {
			list = append(list, NamedValue{name, labels[name], v[name]})
		}
	}
	return list
}

// uses are the known values that the walkthrough, once it was filled in, speaks of, and
// whose it is.
func (w Walkthrough) uses(v Values) []NamedValue {
	text := fmt.Sprint(w.Steps)
	var names []string
	for _, step := range w.Steps {
		names = append(names, step.Values...)
	}
	return slices.DeleteFunc(v.Named(), func(n NamedValue) bool {
		return n.Name != "profile" && !slices.Contains(names, n.Name) && !strings.Contains(text, n.Value)
	})
}

// labels are the places' names for people.
var labels = map[string]string{
	"applicationId": "ApplicationID", "redirectUri": "Redirect URI", "tenant": "Tenant", "tenantId": "Tenant ID",
	"organizationUrl": "Organization URL", "organizationName": "Organization", "uniqueName": "Unique name", "username": "User name",
	"profile": "Profile", "authority": "Sign-in address", "company": "Company", "helpdesk": "Helpdesk", "start": "Start",
}

// HTML is a walkthrough of a recipe that was filled in, as one page that needs nothing
// else: to print, or to send.
func (r Recipe) HTML(w Walkthrough, v Values) ([]byte, error) {
	var b bytes.Buffer
	err := printed().ExecuteTemplate(&b, "guide.html", sheet{r, w, w.uses(v)})
	return b.Bytes(), err
}

// HTML is a document as one page that needs nothing else. Its days are dates when the day
// of the switch is known.
func (d Document) HTML(r Recipe, v Values, today time.Time) ([]byte, error) {
	var b bytes.Buffer
	err := printed().ExecuteTemplate(&b, "document.html", struct {
		Recipe   Recipe
		Document Document
		Items    []DatedItem
	}{r, d, d.Dated(v, today)})
	return b.Bytes(), err
}

var (
	bold = pattern.Lazy(`\*\*([^*]+)\*\*`)
	code = pattern.Lazy("`([^`]+)`")
)

// marked is a text with its marks as HTML.
func marked(text string) template.HTML {
	escaped := html.EscapeString(text)
	escaped = code().ReplaceAllString(escaped, "<code>$1</code>")
	return template.HTML(bold().ReplaceAllString(escaped, "<b>$1</b>"))
}

// answerHTML is an answer as HTML. The step that it leads to is named: paper has no links.
func answerHTML(w Walkthrough, a Answer) template.HTML {
	out := marked(a.Text)
	for i, s := range w.Steps {
		if s.ID == a.Go {
			out += template.HTML(fmt.Sprintf(` <a href="#%s">Go to step %d, %s.</a>`, html.EscapeString(s.ID), i+1, marked(s.Title)))
		}
	}
	if a.Code != "" {
		out += template.HTML(" (" + html.EscapeString(a.Code) + ")")
	}
	return out
}

// Figures are the drawings of all steps, by name.
func (r Recipe) Figures() map[string]string {
	all := map[string]string{}
	for _, w := range r.Walkthroughs {
		for _, s := range w.Steps {
			if svg, ok := Figure(s.Figure); ok {
				all[s.Figure] = string(svg)
			}
		}
	}
	return all
}

// figure is a drawing; they are part of the program.
func figure(name string) template.HTML {
	svg, _ := Figure(name)
	return template.HTML(svg)
}

// named is the value of a place, or nil when it isn't known.
func named(values []NamedValue, name string) *NamedValue {
	for i := range values {
		if values[i].Name == name {
			return &values[i]
		}
	}
	return nil
}
