// Latchkey sets up connection profiles that sign in with multi-factor authentication.
package main

import (
	"embed"
	"os"

	"latchkey/app"
)

//go:embed all:frontend/dist
var assets embed.FS

func main() { os.Exit(app.Main(assets)) }
