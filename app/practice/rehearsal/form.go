package rehearsal

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// form is the one form of a page.
type form struct {
	action string
	method string
	values url.Values
}

// formOf reads a page's first form with its fields; the second result is false when
// the page asks nothing.
func formOf(page *html.Node) (form, bool) {
	node := find(page, func(n *html.Node) bool { return n.Data == "form" })
	if node == nil {
		return form{}, false
	}
	f := form{action: attribute(node, "action"), method: strings.ToUpper(attribute(node, "method")), values: url.Values{}}
	submitted := false
	find(node, func(n *html.Node) bool {
		name := attribute(n, "name")
		if n.Data != "input" || name == "" {
			return false
		}
		switch attribute(n, "type") {
		case "checkbox", "radio":
		case "submit":
			if !submitted {
				f.values.Add(name, attribute(n, "value"))
				submitted = true
			}
		default:
			f.values.Add(name, attribute(n, "value"))
		}
		return false
	})
	return f, true
}

// request submits the form.
func (f form) request(ctx context.Context, page *url.URL) (*http.Request, error) {
	target, err := page.Parse(f.action)
	if err != nil {
		return nil, err
	}
	if f.method != http.MethodPost {
		target.RawQuery = f.values.Encode()
		return http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, target.String(), strings.NewReader(f.values.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	// A browser names the page's origin; without it a post looks like a program's.
	r.Header.Set("Origin", page.Scheme+"://"+page.Host)
	return r, nil
}

// find returns the first element, in document order, that matches.
func find(n *html.Node, match func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && match(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, match); found != nil {
			return found
		}
	}
	return nil
}

func byID(page *html.Node, id string) *html.Node {
	return find(page, func(n *html.Node) bool { return attribute(n, "id") == id })
}

func attribute(n *html.Node, name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words are the text of a node, without scripts and styles.
func words(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			b.WriteByte(' ')
		case n.Data == "script" || n.Data == "style":
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
