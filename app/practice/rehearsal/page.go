package rehearsal

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// element is an element of a page; one without a name is text, or the page itself.
//
// The pages are the practice tenant's own, so the HTML mode of encoding/xml reads them. A
// whole HTML parser (golang.org/x/net/html) builds tables of 126 KB at every start of
// Latchkey, whatever it is started for.
type element struct {
	name       string
	attributes map[string]string
	text       string
	children   []*element
}

// parsePage reads a page of the practice tenant.
func parsePage(r io.Reader) (*element, error) {
	d := xml.NewDecoder(r)
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	page := &element{}
	open := []*element{page}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return page, nil
		}
		if err != nil {
			return nil, err
		}
		within := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: strings.ToLower(token.Name.Local), attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			within.children = append(within.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			within.children = append(within.children, &element{text: string(token)})
		}
	}
}

// find returns the first element, in document order, that matches, or nil.
func (e *element) find(match func(*element) bool) *element {
	if e.name != "" && match(e) {
		return e
	}
	for _, c := range e.children {
		if found := c.find(match); found != nil {
			return found
		}
	}
	return nil
}

func (e *element) byID(id string) *element {
	return e.find(func(n *element) bool { return n.attributes["id"] == id })
}

// attribute is "" for one that is missing, and for a nil element.
func (e *element) attribute(name string) string {
	if e == nil {
		return ""
	}
	return e.attributes[name]
}

// words are the text of an element, without scripts and styles.
func (e *element) words() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	var walk func(*element)
	walk = func(n *element) {
		if n.name == "script" || n.name == "style" {
			return
		}
		b.WriteString(n.text)
		b.WriteByte(' ')
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(e)
	return strings.Join(strings.Fields(b.String()), " ")
}
