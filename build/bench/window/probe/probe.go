//go:build desktop

// Package probe measures from outside when a window's first screen can be used: a button
// is there and two frames have been drawn since. The same script looks in every
// window, so that what it costs cancels out.
package probe

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

const look = `if (!window.__probed && document.querySelector("button") && window.runtime) {
  window.__probed = true;
  requestAnimationFrame(() => requestAnimationFrame(() => window.runtime.EventsEmit("probe-usable")));
}`

// Watch prints "usable" when the window is, and ends the process.
func Watch(ctx context.Context) {
	runtime.EventsOnce(ctx, "probe-usable", func(...any) {
		fmt.Println("usable")
		os.Exit(0)
	})
	go func() {
		for range time.Tick(10 * time.Millisecond) {
			runtime.WindowExecJS(ctx, look)
		}
	}()
}
