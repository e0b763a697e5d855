//go:build desktop

// Command empty is the smallest Wails window there is: one button.
package main

import (
	"log"
	"testing/fstest"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"latchkey/build/bench/window/probe"
)

func main() {
	page := fstest.MapFS{"index.html": {Data: []byte("<!doctype html><html><head></head><body><button>Empty</button></body></html>")}}
	err := wails.Run(&options.App{
		Title: "Empty", Width: 1000, Height: 720,
		AssetServer: &assetserver.Options{Assets: page},
		OnStartup:   probe.Watch,
	})
	if err != nil {
		log.Fatal(err)
	}
}
