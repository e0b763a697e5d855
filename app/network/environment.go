package network

import (
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// fromEnvironment returns the variable that holds the proxy for a scheme, and its value.
func (n *Network) fromEnvironment(scheme string) (name, value string) {
	return n.variable(strings.ToUpper(scheme) + "_PROXY")
}

// variable reads a variable in upper case, else in lower case, as net/http does.
func (n *Network) variable(name string) (used, value string) {
	for _, used := range []string{name, strings.ToLower(name)} {
		if value := n.getenv(used); value != "" {
			return used, value
		}
	}
	return name, ""
}

// excluded reports whether NO_PROXY keeps an address from every proxy, the system's too.
func (n *Network) excluded(u *url.URL) bool {
	_, exceptions := n.variable("NO_PROXY")
	const some = "http://proxy.invalid"
	c := httpproxy.Config{HTTPProxy: some, HTTPSProxy: some, NoProxy: exceptions}
	address, err := c.ProxyFunc()(u)
	return err == nil && address == nil
}
