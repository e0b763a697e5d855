package loopback

import (
	_ "embed"
	"html/template"
	"net/http"
	"sync"
)

// Outcome is what the browser page says at the end.
type Outcome struct {
	OK    bool
	Title string
	Text  string
}

//go:embed page.html
var pageSource string

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageSource))
})

// setHeaders keeps every answer out of caches, frames and referrers. The style's
// hash would change with the page, so it stands in a nonce-free <style> allowed by
// 'unsafe-inline': the page has no other content than fixed words.
func setHeaders(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
}

func page(w http.ResponseWriter, status int, o Outcome) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = pageTemplate().Execute(w, o)
}
