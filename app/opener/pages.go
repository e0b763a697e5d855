package opener

import (
	"bytes"
	"context"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"latchkey/app/home"
)

// Pages opens addresses that let in whoever has them, such as one with a one-time ticket.
// What a browser is started with can be read by every user of the machine (ps, /proc), so
// such an address stands in a page that this user alone may read, which sends the browser
// on; the browser is started with the page. Jupyter does the same. The pages are the only
// files that this package opens, and it writes them itself.
//
// It is safe for concurrent use.
type Pages struct {
	dir         string
	snapEntries string
	getenv      func(string) string
	open        func(ctx context.Context, target string) error

	mu   sync.Mutex
	left map[string]*time.Timer // the pages that are there
}

const (
	// pageLife bounds how long a page is there: as long as a ticket in it is good.
	pageLife    = 30 * time.Second
	pagePattern = "latchkey-open-*.html"
)

// NewPages keeps its pages in a directory of the program's own, made when it is not there.
func NewPages(dir string, getenv func(string) string) *Pages {
	return &Pages{dir: dir, snapEntries: snapEntries, getenv: getenv, open: launch, left: map[string]*time.Timer{}}
}

// Open opens an address, as [Open] does, by way of a page. The page is gone after half a
// minute, and with [Pages.Remove].
func (p *Pages) Open(ctx context.Context, address string) error {
	safe, err := Clean(address)
	if err != nil {
		return err
	}
	if p.getenv("WSL_DISTRO_NAME") != "" {
		// The browser is a program of Windows, for which paths of this system mean nothing.
		return p.open(ctx, safe)
	}
	path, err := p.write(safe)
	if err != nil {
		return err
	}
	if err := p.open(ctx, target(path)); err != nil {
		p.remove(path)
		return err
	}
	return nil
}

// Remove removes the pages: the browser has come.
func (p *Pages) Remove() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for path, timer := range p.left {
		timer.Stop()
		_ = os.Remove(path)
	}
	clear(p.left)
}

func (p *Pages) remove(path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if timer, ok := p.left[path]; ok {
		timer.Stop()
		delete(p.left, path)
		_ = os.Remove(path)
	}
}

// page sends a browser on at once.
func page(address string) string {
	address = html.EscapeString(address)
	return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Latchkey</title>
<meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=` + address + `">
<p><a href="` + address + `">Open Latchkey</a></p></html>
`
}

// write makes a page that only this user can read; os.CreateTemp makes files 0600.
func (p *Pages) write(address string) (string, error) {
	dir, err := p.place()
	if err != nil {
		return "", err
	}
	p.sweep(dir)
	f, err := os.CreateTemp(dir, pagePattern)
	if err != nil {
		return "", err
	}
	path := f.Name()
	_, err = f.WriteString(page(address))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(path)
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left[path] = time.AfterFunc(pageLife, func() { p.remove(path) })
	return path, nil
}

// sweep removes pages of a Latchkey that was killed. What they carry is no longer good.
func (p *Pages) sweep(dir string) {
	old, _ := filepath.Glob(filepath.Join(dir, pagePattern))
	for _, path := range old {
		if info, err := os.Lstat(path); err == nil && time.Since(info.ModTime()) > 2*pageLife {
			_ = os.Remove(path)
		}
	}
}

// place is the directory of the pages. A browser from the Snap store can't read hidden
// folders, nor /tmp and /run as others see them, and most of our own folders are hidden:
// where there is such a browser, the pages are in the person's downloads, or else at the
// top of the home directory. Flatpak's browsers are given the file that they are started
// with (xdg-desktop-portal's file forwarding), wherever it is.
func (p *Pages) place() (string, error) {
	if hasSnapBrowser(p.snapEntries) {
		if base := p.getenv("HOME"); base != "" {
			for _, dir := range []string{filepath.Join(base, "Downloads"), base} {
				if info, err := os.Stat(dir); err == nil && info.IsDir() {
					return dir, nil
				}
			}
		}
	}
	d, err := home.Open(p.dir)
	if err != nil {
		return "", err
	}
	return p.dir, d.Close()
}

// snapEntries is where snapd keeps the desktop entries of its programs.
const snapEntries = "/var/lib/snapd/desktop/applications"

// hasSnapBrowser reports whether one of the entries is a browser's. Which one is the
// default only its own programs could say, each in its own way; a page where all of them
// can read it does no harm.
func hasSnapBrowser(entries string) bool {
	list, _ := filepath.Glob(filepath.Join(entries, "*.desktop"))
	for _, path := range list {
		if text, err := os.ReadFile(path); err == nil && bytes.Contains(text, []byte("x-scheme-handler/http")) {
			return true
		}
	}
	return false
}

// target is a page as the system's launchers take it.
func target(path string) string {
	if runtime.GOOS == "windows" {
		return path
	}
	return (&url.URL{Scheme: "file", Path: strings.ReplaceAll(path, `\`, "/")}).String()
}
