//go:build desktop

// Command latchkey is Latchkey's window as it is, with the probe in it.
package main

import (
	"context"
	"log"
	"os"

	"latchkey/app/api"
	"latchkey/app/desktop"
	"latchkey/app/program"
	"latchkey/build/bench/window/probe"
)

func main() {
	p, err := program.New(program.Options{Console: os.Stderr})
	if err != nil {
		log.Fatal(err)
	}
	a := api.New(p, api.Door{Name: "window", Version: "bench"})
	err = desktop.Run(desktop.Options{
		Assets: os.DirFS("frontend/dist"), Bound: a.Bound(), Log: p.Log,
		OnStartup: func(ctx context.Context, _ func(string, any)) { probe.Watch(ctx) },
	})
	if err != nil {
		log.Fatal(err)
	}
}
