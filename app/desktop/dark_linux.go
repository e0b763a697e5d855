//go:build desktop || dev || bindings

package desktop

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// prefersDark reads what GTK 3 reads, and so what WebKitGTK will answer to
// prefers-color-scheme: the variable, then the settings file.
func prefersDark() bool {
	if theme := os.Getenv("GTK_THEME"); theme != "" {
		return darkTheme(theme)
	}
	f, err := os.Open(filepath.Join(xdg.ConfigHome, "gtk-3.0", "settings.ini"))
	if err != nil {
		return false
	}
	defer f.Close()
	return darkSettings(f)
}

// darkTheme knows GTK_THEME's "Name:dark" and the custom of naming dark themes.
func darkTheme(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ":dark") || strings.HasSuffix(name, "-dark")
}

func darkSettings(file io.Reader) bool {
	dark := false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), "=")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "gtk-application-prefer-dark-theme":
			dark = dark || value == "1" || strings.EqualFold(value, "true")
		case "gtk-theme-name":
			dark = dark || darkTheme(value)
		}
	}
	return dark
}
