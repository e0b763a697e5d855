package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"latchkey/app/api"
	"latchkey/app/browser"
	"latchkey/app/desktop"
	"latchkey/app/opener"
	"latchkey/app/program"
	"latchkey/app/terminal"
)

// open is Latchkey without arguments: the window where one can be shown, else
// browser mode; it says which and why.
func (l *launcher) open(ctx context.Context) error {
	release, err := desktop.Reach()
	if err == nil {
		defer release()
		if hasWindow {
			return l.openWindow(ctx)
		}
		if err = startSibling(ctx); err == nil {
			return nil
		}
	}
	fmt.Fprintf(os.Stderr, "no window: %s\n", err)
	return l.serve(ctx, terminal.ServeOptions{Listen: "127.0.0.1:0", Open: true})
}

func (l *launcher) openWindow(ctx context.Context) error {
	p, err := l.theProgram()
	if err != nil {
		return err
	}
	if code := runWindow(ctx, p, l.site, p.Log); code != 0 {
		return fmt.Errorf("the window ended with code %d", code)
	}
	return nil
}

// windowEnds is how long a window may take to close.
const windowEnds = 5 * time.Second

// startSibling runs latchkey-desktop, which stands beside this program, until its
// window is closed.
func startSibling(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	name := "latchkey-desktop"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(filepath.Dir(self), name)
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("the window program %s is not beside this one", name)
	}
	fmt.Fprintln(os.Stderr, "opening the window")
	cmd := exec.CommandContext(ctx, path)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	// The window ends cleanly, because it may own the practice tenant.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = windowEnds
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("the window could not be opened (%w)", err)
	}
	return nil
}

// serve is browser mode, until the context ends or, unless it is to stay, the last tab
// has closed.
func (l *launcher) serve(ctx context.Context, o terminal.ServeOptions) error {
	p, err := l.theProgram()
	if err != nil {
		return err
	}
	var server *browser.Server
	a := api.New(p, api.Door{
		Name: "browser", Version: Version(),
		Emit:      func(name string, payload any) { server.Emit(name, payload) },
		PhonePage: func() (string, error) { return server.PageURL("phone"), nil },
	})
	defer a.Close()
	server, err = browser.New(browser.Options{
		Assets: l.site, Bound: a.Bound(), Log: p.Log, Listen: o.Listen, Stay: o.Stay,
		OnSignedIn: p.PageOpened,
		OnRevoked: func() {
			fmt.Fprintln(os.Stderr, "the address was used twice, so that session was ended. Open this one:")
			printAddress(server.PrintedURL(), o.JSON)
		},
	})
	if err != nil {
		return err
	}
	if o.Open && l.openInBrowser(ctx, p, server) {
		fmt.Fprintln(os.Stderr, "Latchkey opens in your browser. If no page comes up, open this address on this machine; it works once, for 10 minutes (Ctrl+C ends):")
	} else {
		fmt.Fprintln(os.Stderr, "open this address in a browser on this machine; it works once, for 10 minutes (Ctrl+C ends):")
	}
	printAddress(server.PrintedURL(), o.JSON)
	return server.Run(ctx)
}

// openInBrowser opens the pages where there is a program to do so; false says that there
// is none.
func (l *launcher) openInBrowser(ctx context.Context, p *program.Program, server *browser.Server) bool {
	if _, err := opener.Find(os.Getenv); err != nil {
		return false
	}
	address := server.URL()
	go func() { // a browser may stay in the foreground
		if err := p.OpenSecret(ctx, address); err != nil && ctx.Err() == nil {
			fmt.Fprintf(os.Stderr, "the browser did not start (%v): open the address yourself\n", err)
		}
	}()
	return true
}

func printAddress(address string, asJSON bool) {
	if asJSON {
		_ = json.NewEncoder(os.Stdout).Encode(map[string]string{"address": address})
		return
	}
	fmt.Fprintln(os.Stdout, address)
}
