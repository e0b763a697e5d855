package recipe

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"latchkey/app/nearest"
	"latchkey/app/problem"
	"latchkey/app/yamlfile"
)

// checker finds what can't be although each value by itself could.
type checker struct {
	*yamlfile.File
	recipe *Recipe
}

func (c checker) check() {
	c.texts(reflect.ValueOf(*c.recipe), "")
	if c.recipe.Like != "" {
		return
	}
	for name, there := range map[string]bool{
		"summary": c.recipe.Summary != "", "system": c.recipe.System != "", "checkedOn": c.recipe.CheckedOn != "",
		"sources": len(c.recipe.Sources) > 0, "methods": len(c.recipe.Methods) > 0, "walkthroughs": len(c.recipe.Walkthroughs) > 0,
	} {
		if !there {
			c.Wrong(c.NodeAt(""), "", "the key "+name)
		}
	}
	if _, err := time.Parse(time.DateOnly, c.recipe.CheckedOn); err != nil {
		c.Wrong(c.NodeAt("checkedOn"), "checkedOn", "a day such as 2026-11-22")
	}
	for i, t := range c.recipe.Traps {
		c.code(fmt.Sprintf("traps[%d].code", i), t.Code)
	}
	// A person names a walkthrough, a document, or the role that a walkthrough is for.
	names := map[string]bool{RoleAdministrator: true, RoleUser: true, RoleHelpdesk: true}
	for i, w := range c.recipe.Walkthroughs {
		at := fmt.Sprintf("walkthroughs[%d]", i)
		c.once(names, at+".id", w.ID)
		c.walkthrough(at, w)
	}
	screens := map[string]bool{}
	for i, s := range c.recipe.Screens {
		c.once(screens, fmt.Sprintf("screens[%d].id", i), s.ID)
	}
	for i, d := range c.recipe.Documents {
		c.once(names, fmt.Sprintf("documents[%d].id", i), d.ID)
	}
}

func (c checker) walkthrough(at string, w Walkthrough) {
	seen := map[string]bool{}
	var ids []string
	for i, s := range w.Steps {
		c.once(seen, fmt.Sprintf("%s.steps[%d].id", at, i), s.ID)
		ids = append(ids, s.ID)
	}
	for i, s := range w.Steps {
		for j, q := range s.Otherwise {
			place := fmt.Sprintf("%s.steps[%d].otherwise[%d]", at, i, j)
			for name, a := range map[string]Answer{"yes": q.Yes, "no": q.No} {
				c.answer(place+"."+name, a, seen, ids)
			}
		}
	}
}

func (c checker) answer(at string, a Answer, steps map[string]bool, ids []string) {
	if a == (Answer{}) {
		c.Wrong(c.NodeAt(at), at, "a text, or a step to go to")
	}
	if a.Go != "" && !steps[a.Go] {
		c.unknown(at+".go", a.Go, ids)
	}
	c.code(at+".code", a.Code)
}

// once notes an id that stands there a second time.
func (c checker) once(seen map[string]bool, at, id string) {
	if seen[id] {
		c.Add(c.New("file-twice", c.NodeAt(at)).With("name", id))
	}
	seen[id] = true
}

// code notes an error that the catalogue doesn't explain.
func (c checker) code(at, code string) {
	if _, ok := problem.Lookup(code); code != "" && !ok {
		c.unknown(at, code, problem.Codes())
	}
}

func (c checker) unknown(at, name string, names []string) {
	p := c.New("file-name", c.NodeAt(at)).With("name", name)
	if near := nearest.Name(name, names); near != "" {
		p.With("near", near)
	}
	c.Add(p)
}

// texts looks at every text: places that are known, marks that are closed.
func (c checker) texts(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.texts(v.Elem(), path)
		}
	case reflect.Struct:
		for f, value := range v.Fields() {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			c.texts(value, strings.TrimPrefix(path+"."+name, "."))
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.texts(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.String:
		c.text(path, v.String())
	}
}

func (c checker) text(path, text string) {
	for _, name := range placesIn(text) {
		if _, known := places[name]; !known {
			c.unknown(path, name, Places())
		}
	}
	if strings.Count(text, "**")%2 != 0 || strings.Count(text, "`")%2 != 0 {
		c.Wrong(c.NodeAt(path), path, "marks that are closed: **a word on the screen**, `something to type`")
	}
}
