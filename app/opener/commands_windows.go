package opener

// commands: the URL handler of the shell, without cmd.exe and its quoting.
func commands(address string, _ func(string) string) [][]string {
	return [][]string{{"rundll32.exe", "url.dll,FileProtocolHandler", address}}
}
