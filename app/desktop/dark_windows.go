//go:build desktop || dev || bindings

package desktop

import "golang.org/x/sys/windows/registry"

// prefersDark reads "Choose your mode" of Settings > Personalization > Colors.
func prefersDark() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer key.Close()
	light, _, err := key.GetIntegerValue("AppsUseLightTheme")
	return err == nil && light == 0
}
