package opener

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const secretAddress = "http://127.0.0.1:8400/#ticket=CANARY&page=phone"

// pagesIn are pages whose targets are noted instead of opened.
func pagesIn(t *testing.T, environment map[string]string) (p *Pages, opened *[]string) {
	t.Helper()
	p = NewPages(filepath.Join(t.TempDir(), "state"), func(name string) string { return environment[name] })
	p.snapEntries = t.TempDir()
	opened = new([]string)
	p.open = func(_ context.Context, target string) error { *opened = append(*opened, target); return nil }
	return p, opened
}

// htmlIn are the files in a directory.
func htmlIn(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestASecretAddressIsNoArgumentOfTheBrowser(t *testing.T) {
	dir := launchers(t, map[string]string{
		"shows": `echo "$@" > $OUT/argv.out; stat -c %a "${1#file://}" > $OUT/mode.out; cat "${1#file://}" > $OUT/page.out`,
	})
	t.Setenv("BROWSER", "shows")
	p := NewPages(filepath.Join(dir, "state"), func(string) string { return "" })
	p.snapEntries = t.TempDir()
	if err := p.Open(t.Context(), secretAddress); err != nil {
		t.Fatal(err)
	}
	argv := said(t, dir, "argv.out")
	if strings.Contains(argv, "CANARY") || strings.Contains(argv, "8400") || !strings.HasPrefix(argv, "file://"+p.dir+"/latchkey-open-") {
		t.Errorf("started with %q", argv)
	}
	if mode := said(t, dir, "mode.out"); mode != "600" {
		t.Errorf("the page's mode is %s", mode)
	}
	if text := said(t, dir, "page.out"); !strings.Contains(text, `content="0; url=http://127.0.0.1:8400/#ticket=CANARY&amp;page=phone"`) {
		t.Errorf("the page:\n%s", text)
	}
	p.Remove()
	if left := htmlIn(t, p.dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAPageThatNoBrowserTakesIsRemoved(t *testing.T) {
	p, _ := pagesIn(t, nil)
	p.open = func(context.Context, string) error { return errNoBrowser }
	if err := p.Open(t.Context(), secretAddress); !errors.Is(err, errNoBrowser) {
		t.Error(err)
	}
	if left := htmlIn(t, p.dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAPageIsThereAsLongAsItsTicketIsGood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := pagesIn(t, nil)
		if err := p.Open(t.Context(), secretAddress); err != nil {
			t.Fatal(err)
		}
		time.Sleep(pageLife - time.Second)
		synctest.Wait()
		if there := htmlIn(t, p.dir); len(there) != 1 {
			t.Errorf("before its end: %v", there)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if left := htmlIn(t, p.dir); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

func TestAKilledLatchkeysPageIsSwept(t *testing.T) {
	p, _ := pagesIn(t, nil)
	if err := p.Open(t.Context(), secretAddress); err != nil {
		t.Fatal(err)
	}
	old, foreign := htmlIn(t, p.dir)[0], filepath.Join(p.dir, "other.html")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{old, foreign} {
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	next := NewPages(p.dir, p.getenv)
	next.snapEntries, next.open = p.snapEntries, p.open
	if err := next.Open(t.Context(), secretAddress); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("the old page is still there")
	}
	if there := htmlIn(t, p.dir); len(there) != 2 {
		t.Errorf("there are %v", there)
	}
}

func TestASnapBrowserCanReadThePage(t *testing.T) {
	home := t.TempDir()
	p, opened := pagesIn(t, map[string]string{"HOME": home})
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(p.snapEntries, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	where := func() string {
		t.Helper()
		if err := p.Open(t.Context(), secretAddress); err != nil {
			t.Fatal(err)
		}
		defer p.Remove()
		return filepath.Dir(strings.TrimPrefix((*opened)[len(*opened)-1], "file://"))
	}
	write("editor_editor.desktop", "[Desktop Entry]\nMimeType=text/plain;\n")
	if dir := where(); dir != p.dir {
		t.Errorf("without a snap browser: %s", dir)
	}
	write("firefox_firefox.desktop", "[Desktop Entry]\nMimeType=text/html;x-scheme-handler/http;\n")
	if dir := where(); dir != home {
		t.Errorf("with one: %s", dir)
	}
	downloads := filepath.Join(home, "Downloads")
	if err := os.Mkdir(downloads, 0o700); err != nil {
		t.Fatal(err)
	}
	if dir := where(); dir != downloads {
		t.Errorf("with one, and downloads: %s", dir)
	}
	if left := append(htmlIn(t, home), htmlIn(t, downloads)...); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestABrowserOfWindowsIsGivenTheAddress(t *testing.T) {
	p, opened := pagesIn(t, map[string]string{"WSL_DISTRO_NAME": "Debian"})
	if err := p.Open(t.Context(), secretAddress); err != nil || len(*opened) != 1 || (*opened)[0] != secretAddress {
		t.Errorf("opened %v, %v", *opened, err)
	}
}

func TestAPageLeadsToWebAddressesOnly(t *testing.T) {
	p, opened := pagesIn(t, nil)
	for _, address := range []string{"file:///etc/passwd", "javascript:alert(1)", "", "/etc/passwd"} {
		if err := p.Open(t.Context(), address); !errors.Is(err, ErrRefused) {
			t.Errorf("%q: %v", address, err)
		}
	}
	if err := p.Open(t.Context(), `http://localhost/"><script>x</script>&a`); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(strings.TrimPrefix((*opened)[0], "file://"))
	if err != nil || strings.Contains(string(text), "<script>") {
		t.Errorf("%s, %v", text, err)
	}
}
