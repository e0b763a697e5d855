package opener

import "strings"

// commands are the launchers to try, in turn. $BROWSER is a colon-separated list
// of commands, each with an optional %s (xdg-utils, Debian's sensible-browser).
func commands(address string, getenv func(string) string) [][]string {
	var list [][]string
	for _, b := range strings.Split(getenv("BROWSER"), ":") {
		argv := strings.Fields(b)
		if len(argv) == 0 {
			continue
		}
		placed := false
		for i, a := range argv {
			if strings.Contains(a, "%s") {
				argv[i], placed = strings.ReplaceAll(a, "%s", address), true
			}
		}
		if !placed {
			argv = append(argv, address)
		}
		list = append(list, argv)
	}
	if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" && getenv("WSL_DISTRO_NAME") == "" {
		return list // xdg-open would start a text browser in the terminal
	}
	return append(list, []string{"xdg-open", address}, []string{"x-www-browser", address}, []string{"wslview", address})
}
