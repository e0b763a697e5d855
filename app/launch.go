package app

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"latchkey/app/api"
	"latchkey/app/browser"
	"latchkey/app/desktop"
	"latchkey/app/terminal"
)

// open is Latchkey without arguments: the window where one can be shown, else
// browser mode; it says which and why.
func (l *launcher) open(ctx context.Context) error {
	window, why := desktop.Available()
	if hasWindow {
		if window {
			p, err := l.theProgram()
			if err != nil {
				return err
			}
			if code := runWindow(p, l.site, p.Log); code != 0 {
				return fmt.Errorf("the window ended with code %d", code)
			}
			return nil
		}
	} else if window {
		if window, why = startSibling(ctx); window {
			return nil
		}
	}
	fmt.Fprintf(os.Stderr, "opening in the browser, because %s\n", why)
	return l.serve(ctx, terminal.ServeOptions{Listen: "127.0.0.1:0", Open: true})
}

// startSibling runs latchkey-desktop, which stands beside this program, until its
// window is closed.
func startSibling(ctx context.Context) (ran bool, why string) {
	self, err := os.Executable()
	if err != nil {
		return false, err.Error()
	}
	name := "latchkey-desktop"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(filepath.Dir(self), name)
	if _, err := os.Stat(path); err != nil {
		return false, "the window program " + name + " is not beside this one"
	}
	fmt.Fprintln(os.Stderr, "opening the window")
	cmd := exec.CommandContext(ctx, path)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return true, ""
		}
		return false, "the window could not be opened (" + err.Error() + ")"
	}
	return true, ""
}

// serve is browser mode, until the context ends or the last tab has closed.
func (l *launcher) serve(ctx context.Context, o terminal.ServeOptions) error {
	p, err := l.theProgram()
	if err != nil {
		return err
	}
	var server *browser.Server
	a := api.New(p, api.Door{
		Name: "browser", Version: Version(),
		Emit: func(name string, payload any) { server.Emit(name, payload) },
	})
	defer a.Close()
	server, err = browser.New(browser.Options{
		Assets: l.site, Bound: a.Bound(), Log: p.Log, Listen: o.Listen, Stay: !o.Open,
		OnRevoked: func() {
			fmt.Fprintln(os.Stderr, "the address was used twice, so that session was ended. Open this one:")
			fmt.Fprintln(os.Stdout, server.PrintedURL())
		},
	})
	if err != nil {
		return err
	}
	if o.Open && p.OpenURL(ctx, server.URL()) == nil {
		fmt.Fprintln(os.Stderr, "Latchkey is open in your browser. If no page came up, open this address:")
	} else {
		fmt.Fprintln(os.Stderr, "open this address in a browser on this machine; it works once, for 10 minutes (Ctrl+C ends):")
	}
	fmt.Fprintln(os.Stdout, server.PrintedURL())
	return server.Run(ctx)
}
