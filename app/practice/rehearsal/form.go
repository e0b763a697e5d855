package rehearsal

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// form is the one form of a page.
type form struct {
	action string
	method string
	values url.Values
}

// formOf reads a page's first form with its fields; the second result is false when
// the page asks nothing.
func formOf(page *element) (form, bool) {
	node := page.find(func(n *element) bool { return n.name == "form" })
	if node == nil {
		return form{}, false
	}
	f := form{action: node.attributes["action"], method: strings.ToUpper(node.attributes["method"]), values: url.Values{}}
	submitted := false
	node.find(func(n *element) bool {
		name := n.attributes["name"]
		if n.name != "input" || name == "" {
			return false
		}
		switch n.attributes["type"] {
		case "checkbox", "radio":
		case "submit":
			if !submitted {
				f.values.Add(name, n.attributes["value"])
				submitted = true
			}
		default:
			f.values.Add(name, n.attributes["value"])
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
