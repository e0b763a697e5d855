package network

import (
	"net"
	"strings"
)

// parseScutil reads what "scutil --proxy" prints on macOS: the dictionary of
// SCDynamicStoreCopyProxies (System Configuration framework), one "Key : value" a line.
// What is nested deeper than the list of exceptions belongs to single interfaces.
func parseScutil(text string) Settings {
	values := map[string]string{}
	var exceptions Exceptions
	depth, list := 0, ""
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " : ")
		switch {
		case strings.HasSuffix(key, "{"), strings.HasSuffix(value, "{"):
			if depth++; depth == 2 {
				list = key
			}
		case key == "}":
			depth--
		case depth == 1:
			values[key] = value
		case depth == 2 && list == "ExceptionsList":
			exceptions = append(exceptions, value)
		}
	}
	if values["ExcludeSimpleHostnames"] == "1" {
		exceptions = append(exceptions, local)
	}
	s := Settings{Exceptions: exceptions, Script: script(values)}
	switch {
	case values["HTTPSEnable"] == "1":
		s.Proxy = joined(values["HTTPSProxy"], values["HTTPSPort"])
	case values["SOCKSEnable"] == "1" && values["SOCKSProxy"] != "":
		s.Proxy = "socks5://" + joined(values["SOCKSProxy"], values["SOCKSPort"])
	}
	return s
}

func script(values map[string]string) string {
	switch {
	case values["ProxyAutoConfigEnable"] == "1":
		return values["ProxyAutoConfigURLString"]
	case values["ProxyAutoDiscoveryEnable"] == "1":
		return automatic
	}
	return ""
}

func joined(host, port string) string {
	if host == "" || port == "" || port == "0" {
		return host
	}
	return net.JoinHostPort(host, port)
}
