package network

import (
	"net/url"
	"slices"
	"testing"
)

func TestExceptionsAsSystemsWriteThem(t *testing.T) {
	cases := []struct {
		pattern, address string
		match            bool
	}{
		{"contoso.com", "https://contoso.com", true},
		{"Contoso.COM", "https://contoso.com.", true},
		{"contoso.com", "https://crm.contoso.com", false},
		{"*.contoso.com", "https://crm.contoso.com", true},
		{"*.contoso.com", "https://contoso.com", false},
		{".contoso.com", "https://crm.contoso.com", true},
		{"*contoso*", "https://mycontoso.example", true},
		{"crm*.contoso.*", "https://crm4.contoso.example", true},
		{"crm*.contoso.*", "https://xcrm4.contoso.example", false},
		{"*", "https://anything", true},
		{"10.*", "https://10.1.2.3", true},
		{"10.*", "https://110.1.2.3", false},
		{"169.254/16", "https://169.254.7.8", true},
		{"169.254/16", "https://169.255.7.8", false},
		{"169.254/16", "https://169.254.example", false},
		{"192.168.0.0/16", "https://[::ffff:192.168.1.1]", true},
		{"fe80::/10", "https://[fe80::1]", true},
		{"[fe80::1]", "https://[fe80::1]", true},
		{local, "https://intranet", true},
		{local, "https://intranet.contoso.com", false},
		{local, "https://[fe80::1]", false},
		{"https://contoso.com", "https://contoso.com", true},
		{"http://contoso.com", "https://contoso.com", false},
		{"contoso.com:443", "https://contoso.com", true},
		{"contoso.com:444", "https://contoso.com", false},
		{"a*a", "https://a", false},
	}
	for _, c := range cases {
		u, err := url.Parse(c.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Exceptions{c.pattern}).match(u); got != c.match {
			t.Errorf("%s and %s: %v", c.pattern, c.address, got)
		}
	}
	if got := splitExceptions("*.contoso.com;10.*, <local>"); !slices.Equal(got, []string{"*.contoso.com", "10.*", local}) {
		t.Errorf("%q", got)
	}
}

// As macOS 14 prints it, the keys of one interface behind the others.
const scutilBoth = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPEnable : 1
  HTTPPort : 3128
  HTTPProxy : plain.contoso.com
  HTTPSEnable : 1
  HTTPSPort : 8080
  HTTPSProxy : proxy.contoso.com
  ProxyAutoConfigEnable : 1
  ProxyAutoConfigURLString : http://wpad.contoso.com/proxy.pac?a : b
  SOCKSEnable : 1
  SOCKSPort : 1080
  SOCKSProxy : socks.contoso.com
  __SCOPED__ : <dictionary> {
    en0 : <dictionary> {
      ExceptionsList : <array> {
        0 : *.nested
      }
      HTTPSEnable : 0
    }
    HTTPSEnable : 0
  }
}
`

func TestSettingsOfMacOS(t *testing.T) {
	cases := []struct {
		name, text string
		want       Settings
	}{
		{"everything", scutilBoth, Settings{
			Proxy: "proxy.contoso.com:8080", Exceptions: Exceptions{"*.local", "169.254/16", local},
			Script: "http://wpad.contoso.com/proxy.pac?a : b",
		}},
		{"nothing", "<dictionary> {\n  FTPPassive : 1\n  HTTPSEnable : 0\n  HTTPSPort : 8080\n  HTTPSProxy : old.contoso.com\n}\n", Settings{}},
		{"socks", "<dictionary> {\n  SOCKSEnable : 1\n  SOCKSPort : 1080\n  SOCKSProxy : socks.contoso.com\n}\n", Settings{Proxy: "socks5://socks.contoso.com:1080"}},
		{"found by the network", "<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}\n", Settings{Script: automatic}},
		{"without a port", "<dictionary> {\n  HTTPSEnable : 1\n  HTTPSProxy : proxy.contoso.com\n}\n", Settings{Proxy: "proxy.contoso.com"}},
		{"IPv6", "<dictionary> {\n  HTTPSEnable : 1\n  HTTPSPort : 8080\n  HTTPSProxy : fd00::1\n}\n", Settings{Proxy: "[fd00::1]:8080"}},
		{"no dictionary", "No such key\n}\n}\n", Settings{}},
	}
	for _, c := range cases {
		got := parseScutil(c.text)
		if got.Proxy != c.want.Proxy || got.Script != c.want.Script || !slices.Equal(got.Exceptions, c.want.Exceptions) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
