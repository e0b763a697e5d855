package network

import (
	"net/netip"
	"net/url"
	"strings"
)

// Exceptions are hosts that are reached without the system's proxy, as Windows and
// macOS write them: "contoso.com", "*.contoso.com", "10.*", "169.254/16", "<local>" for
// names without a dot, each with a scheme before it or a port behind it if one likes.
type Exceptions []string

// local is Windows's word for names without a dot.
const local = "<local>"

// splitExceptions splits a list as Windows writes it.
func splitExceptions(text string) Exceptions {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' || r == ' ' || r == '\t' })
}

// match reports whether u is an exception.
func (e Exceptions) match(u *url.URL) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	for _, pattern := range e {
		if one(strings.ToLower(pattern), u.Scheme, host, port(u)) {
			return true
		}
	}
	return false
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return ports[u.Scheme]
}

// one reports whether a single pattern is about a host.
func one(pattern, scheme, host, port string) bool {
	if pattern == local {
		return !strings.Contains(host, ".") && !strings.Contains(host, ":")
	}
	if before, rest, ok := strings.Cut(pattern, "://"); ok {
		if before != scheme {
			return false
		}
		pattern = rest
	}
	if inside, ok := network(pattern); ok {
		ip, err := netip.ParseAddr(host)
		return err == nil && inside.Contains(ip.Unmap())
	}
	pattern = strings.Trim(pattern, "[]")
	if strings.HasPrefix(pattern, ".") {
		pattern = "*" + pattern
	}
	return glob(pattern, host) || glob(pattern, host+":"+port)
}

// network reads 10.0.0.0/8, and 169.254/16 as macOS writes it.
func network(pattern string) (netip.Prefix, bool) {
	ip, bits, ok := strings.Cut(pattern, "/")
	if !ok {
		return netip.Prefix{}, false
	}
	if !strings.Contains(ip, ":") {
		for strings.Count(ip, ".") < 3 {
			ip += ".0"
		}
	}
	p, err := netip.ParsePrefix(ip + "/" + bits)
	return p, err == nil
}

// glob compares text with a pattern in which * stands for anything.
func glob(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	for _, part := range parts[1 : len(parts)-1] {
		if _, text, ok = strings.Cut(text, part); !ok {
			return false
		}
	}
	return strings.HasSuffix(text, parts[len(parts)-1])
}
