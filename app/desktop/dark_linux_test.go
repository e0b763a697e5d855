//go:build desktop || dev || bindings

package desktop

import (
	"strings"
	"testing"
)

func TestTheFirstFrameHasTheThemesColour(t *testing.T) {
	for text, want := range map[string]bool{
		"":                                     false,
		"[Settings]\ngtk-theme-name=Adwaita\n": false,
		"[Settings]\ngtk-theme-name = Yaru-blue-dark\n":     true,
		"[Settings]\ngtk-application-prefer-dark-theme=1\n": true,
		"[Settings]\ngtk-application-prefer-dark-theme=0\n": false,
		"gtk-application-prefer-dark-theme = TRUE\nrubbish": true,
	} {
		if got := darkSettings(strings.NewReader(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for theme, want := range map[string]bool{"Adwaita:dark": true, "Adwaita": false, "HighContrast": false} {
		if darkTheme(theme) != want {
			t.Errorf("%s: %v", theme, !want)
		}
	}
	if background(true).R == background(false).R {
		t.Error("both themes have one colour")
	}
}
