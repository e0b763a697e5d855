package browser

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"runtime"
	"strconv"
	"strings"

	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// bridgePath is where the page finds the bridge.
const bridgePath = "/latchkey-bridge.js"

//go:embed bridge.js
var bridgeScript []byte

// headTag finds where the bridge goes: before everything that could need it.
var headTag = pattern.Lazy(`(?i)<head(?:\s[^>]*)?>`)

// contentTypes is our own table, because the system's can be wrong: a Windows
// registry that calls .js text/plain makes a blank page together with nosniff. A file
// of a kind that is not here is not served.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".gif":   "image/gif",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/x-icon",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".webp":  "image/webp",
	".woff2": "font/woff2",
}

// site serves the front end.
type site struct {
	assets       fs.FS
	rand         io.Reader
	bridge       []byte
	before, rest []byte // index.html, cut where the bridge goes
}

// newSite reads the front end's page. The error is ui-not-built when there is none,
// as in a fresh clone.
func newSite(assets fs.FS, table methods, rand io.Reader) (*site, error) {
	index, err := fs.ReadFile(assets, "index.html")
	if err != nil {
		return nil, problem.New(problem.Internal, "ui-not-built").Because(err)
	}
	at := headTag().FindIndex(index)
	if at == nil {
		return nil, problem.New(problem.Internal, "ui-not-built").Raw("index.html has no head")
	}
	settings, err := json.Marshal(map[string]any{
		"bindings": table.names(),
		"environment": map[string]string{
			"buildType": "production", "platform": runtime.GOOS, "arch": runtime.GOARCH,
		},
	})
	if err != nil {
		return nil, err
	}
	bridge := bytes.Replace(bridgeScript, []byte("/*SETTINGS*/ {}"), settings, 1)
	return &site{assets: assets, rand: rand, bridge: bridge, before: index[:at[1]], rest: index[at[1]:]}, nil
}

// names lists package, struct and method names, as window.go has them.
func (table methods) names() map[string]map[string][]string {
	all := map[string]map[string][]string{}
	for _, m := range table {
		if all[m.pkg] == nil {
			all[m.pkg] = map[string][]string{}
		}
		all[m.pkg][m.structure] = append(all[m.pkg][m.structure], m.name)
	}
	return all
}

// serve answers the page, the bridge and the built files, and a bare 404 for
// everything else. A query is refused too: a ticket in one would have been sent to
// the server in the clear part of an address, and kept in histories.
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	switch {
	case r.URL.RawQuery != "" || r.URL.ForceQuery:
		notFound(w, r)
	case r.URL.Path == "/":
		s.page(w)
	case r.URL.Path == bridgePath:
		write(w, ".js", s.bridge)
	default:
		s.file(w, r)
	}
}

// page answers index.html with the bridge as the first element of its head and a
// nonce of its own, which Griffel puts on the style elements that it makes.
func (s *site) page(w http.ResponseWriter) {
	nonce := randomText(s.rand)
	w.Header().Set("Content-Security-Policy", pagePolicy(nonce))
	head := fmt.Sprintf(`<script src="%s"></script><meta name="csp-nonce" content="%s">`, bridgePath, nonce)
	write(w, ".html", s.before, []byte(head), s.rest)
}

func pagePolicy(nonce string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self' 'nonce-" + nonce + "'",
		"connect-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}

// file answers one built file. Names that fs.ValidPath refuses, names with a dot in
// front and the bare index.html are no files.
func (s *site) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	extension := path.Ext(name)
	if !fs.ValidPath(name) || strings.Contains("/"+name, "/.") || name == "index.html" || contentTypes[extension] == "" {
		notFound(w, r)
		return
	}
	data, err := fs.ReadFile(s.assets, name)
	if err != nil {
		notFound(w, r)
		return
	}
	write(w, extension, data)
}

func write(w http.ResponseWriter, extension string, parts ...[]byte) {
	body := bytes.Join(parts, nil)
	w.Header().Set("Content-Type", contentTypes[extension])
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}
