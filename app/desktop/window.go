//go:build desktop || dev || bindings

package desktop

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"runtime"
	"sync"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
	wails2 "github.com/wailsapp/wails/v2/pkg/runtime"
)

// instanceID is what a second start recognises the first one by.
const instanceID = "latchkey-4b0d8c5e-window"

// The size of the window, in device-independent pixels. The smallest one holds the
// profile dialog without scrolling.
const (
	width, height         = 1000, 720
	leastWidth, leastHigh = 640, 480
)

// Options are what the window needs from the house.
type Options struct {
	// Assets is the built front end; index.html is at its root or below frontend/dist.
	Assets fs.FS
	// Bound are pointers to the structs whose exported methods the front end may call.
	Bound []any
	// OnStartup is called, on a goroutine of its own, when events can be sent; ctx is what
	// [BringToFront] takes.
	OnStartup func(ctx context.Context, emit func(name string, payload any))
	// OnBeforeClose may keep the window open by returning true.
	OnBeforeClose func() (keepOpen bool)
	// OnShutdown is called when the window has closed.
	OnShutdown func()
	// OnSecondStart gets the arguments of a second start, after the window has come to
	// the front.
	OnSecondStart func(arguments []string)
	// Log gets Wails' own errors; nil means nothing is logged.
	Log *slog.Logger
}

// Run shows the window and returns when it has closed. It must be called on the main
// goroutine. In a build with the tag bindings it writes the generated bindings instead
// and calls none of the hooks.
func Run(o Options) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	calmWebKit()
	w := &window{options: o}
	return wails.Run(w.app())
}

// BringToFront shows the window above others; ctx is the one that OnStartup got.
func BringToFront(ctx context.Context) {
	wails2.WindowUnminimise(ctx)
	wails2.WindowShow(ctx)
	// Many window managers ignore the wish to be raised unless the window was on top.
	wails2.WindowSetAlwaysOnTop(ctx, true)
	wails2.WindowSetAlwaysOnTop(ctx, false)
}

// Quit closes the window; ctx is the one that OnStartup got.
func Quit(ctx context.Context) { wails2.Quit(ctx) }

// calmWebKit turns off a way of drawing that leaves the window blank with some
// graphics drivers, unless somebody has decided about it.
func calmWebKit() {
	const name = "WEBKIT_DISABLE_DMABUF_RENDERER"
	if _, set := os.LookupEnv(name); runtime.GOOS == "linux" && !set {
		_ = os.Setenv(name, "1")
	}
}

// window is the one window of the process.
type window struct {
	options Options

	mu  sync.Mutex
	ctx context.Context // Wails' own; its functions take nothing else
}

func (w *window) app() *options.App {
	return &options.App{
		Title:              "Latchkey",
		Width:              width,
		Height:             height,
		MinWidth:           leastWidth,
		MinHeight:          leastHigh,
		BackgroundColour:   background(prefersDark()),
		AssetServer:        &assetserver.Options{Assets: w.options.Assets, Middleware: withPolicy},
		Bind:               w.options.Bound,
		ErrorFormatter:     w.formatError,
		Logger:             wailsLog{w.options.Log},
		LogLevel:           logger.ERROR, // below it Wails logs arguments and results
		LogLevelProduction: logger.ERROR,
		OnStartup:          w.startup,
		OnBeforeClose:      w.beforeClose,
		OnShutdown:         w.shutdown,
		SingleInstanceLock: &options.SingleInstanceLock{UniqueId: instanceID, OnSecondInstanceLaunch: w.secondStart},
		Windows:            &windows.Options{Theme: windows.SystemDefault},
		Mac:                &mac.Options{About: &mac.AboutInfo{Title: "Latchkey"}},
	}
}

// background is Fluent's colorNeutralBackground1 of the light and the dark theme, so
// that the front end's first frame changes nothing.
func background(dark bool) *options.RGBA {
	if dark {
		return options.NewRGB(0x29, 0x29, 0x29)
	}
	return options.NewRGB(0xff, 0xff, 0xff)
}

func (w *window) startup(ctx context.Context) {
	w.mu.Lock()
	w.ctx = ctx
	w.mu.Unlock()
	if w.options.OnStartup != nil {
		w.options.OnStartup(ctx, func(name string, payload any) { wails2.EventsEmit(ctx, name, payload) })
	}
}

func (w *window) beforeClose(context.Context) bool {
	return w.options.OnBeforeClose != nil && w.options.OnBeforeClose()
}

func (w *window) shutdown(context.Context) {
	if w.options.OnShutdown != nil {
		w.options.OnShutdown()
	}
}

// secondStart may come before startup; then the window is about to appear anyway.
func (w *window) secondStart(second options.SecondInstanceData) {
	w.mu.Lock()
	ctx := w.ctx
	w.mu.Unlock()
	if ctx != nil {
		BringToFront(ctx)
	}
	if w.options.OnSecondStart != nil {
		w.options.OnSecondStart(second.Args)
	}
}
