package transfer

import (
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"golang.org/x/net/idna"

	"latchkey/app/cloud"
)

// ascii is a host in which every letter is what it looks like.
func ascii(host string) string {
	name, port := host, ""
	if h, p, err := net.SplitHostPort(host); err == nil {
		name, port = h, ":"+p
	}
	if plain, err := idna.Punycode.ToASCII(strings.ToLower(name)); err == nil {
		name = plain
	}
	quoted := strconv.QuoteToASCII(name + port)
	return cut(quoted[1:len(quoted)-1], longestHost)
}

// written is a text that is no host, unchanged, but with letters of other scripts escaped.
func written(text string) string {
	quoted := strconv.QuoteToASCII(text)
	return cut(strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(quoted[1:len(quoted)-1]), longestHost)
}

// longestHost bounds what is shown of a host, in characters (RFC 1035, and a port).
const longestHost = 260

// resembles reports whether a host is made to be taken for one of a real cloud's or of the
// practice tenant, without being one: their name in front of another one, letters that look
// the same, a slip of the keys, Punycode.
func resembles(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = ascii(strings.TrimSuffix(strings.TrimPrefix(host, "*."), "."))
	domains := genuineDomains()
	for _, d := range domains {
		if host == d || strings.HasSuffix(host, "."+d) {
			return false
		}
	}
	labels := strings.Split(host, ".")
	if slices.ContainsFunc(labels, func(l string) bool { return strings.HasPrefix(l, "xn--") || nearBrand(l) }) {
		return true
	}
	parts := strings.FieldsFunc(host, func(r rune) bool { return r == '.' || r == '-' })
	return slices.ContainsFunc(domains, func(d string) bool {
		name := strings.Split(d, ".")
		return containsLabels(labels, name) || containsLabels(parts[:max(0, len(parts)-1)], name)
	})
}

// genuineDomains are those under which only the clouds' operators have hosts, and those of
// tenants that have no domain of their own.
func genuineDomains() []string {
	domains := []string{"microsoft.com", "windows.net", "live.com", "chinacloudapi.cn", "usgovcloudapi.net",
		"onmicrosoft.com", "onmicrosoft.us", "onmschina.cn"}
	for _, c := range cloud.All() {
		for _, host := range []string{c.AuthorityHost, c.DiscoveryHost} {
			labels := strings.Split(host, ".")
			domains = append(domains, strings.Join(labels[max(0, len(labels)-2):], "."))
		}
	}
	slices.Sort(domains)
	return slices.Compact(domains)
}

// brands are names that nobody else has reason to put into a host.
func brands() []string {
	return []string{"microsoftonline", "microsoftdynamics", "microsoft", "chinacloudapi", "usgovcloudapi"}
}

// nearBrand reports whether a label holds one of the brands, or is one but for a letter or,
// with the long ones, two.
func nearBrand(label string) bool {
	looks := skeleton(label)
	return slices.ContainsFunc(brands(), func(b string) bool {
		b = skeleton(b)
		return strings.Contains(looks, b) || len(label) <= 63 && levenshtein.ComputeDistance(looks, b) <= len(b)/7
	})
}

func containsLabels(labels, part []string) bool {
	for i := 0; i+len(part) <= len(labels); i++ {
		if slices.EqualFunc(labels[i:i+len(part)], part, func(a, b string) bool { return skeleton(a) == skeleton(b) }) {
			return true
		}
	}
	return false
}

// skeleton is a name without hyphens and dots, in which letters that look alike are the same
// one (the idea is that of Unicode Technical Standard 39, section 4).
func skeleton(name string) string {
	return strings.NewReplacer("-", "", ".", "", "_", "", "rn", "m", "vv", "w", "0", "o", "1", "l", "i", "l", "3", "e", "5", "s").Replace(strings.ToLower(name))
}
