package opener

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestOnlyWebAddressesAreOpened(t *testing.T) {
	for _, address := range []string{
		"", "javascript:alert(1)", "file:///etc/passwd", "ms-settings:privacy", "data:text/html,x", "//host/x", "http://",
		"https://user:pw@host/", "ftp://host/", "-https://host", "http:host", "http://a$(b)/", "http://a;b/",
	} {
		if got, err := Clean(address); !errors.Is(err, ErrRefused) {
			t.Errorf("%q became %q, %v", address, got, err)
		}
	}
}

func TestNothingInAnAddressMeansAnythingToAShell(t *testing.T) {
	for _, address := range []string{
		"http://127.0.0.1:8400/x?state=a&b=$(id)`id`;|'\"<>^{}*!~\\ \n%0d", "https://login.microsoftonline.com/t/authorize?scope=a%20b&redirect_uri=http%3A%2F%2Flocalhost",
		"http://[::1]:80/?a=[b]",
	} {
		got, err := Clean(address)
		if err != nil {
			if strings.Contains(address, "\n") {
				continue // net/url refuses control characters
			}
			t.Fatalf("%q: %v", address, err)
		}
		rest := strings.Replace(got, "[::1]", "", 1)
		if i := strings.IndexAny(rest, "\"'`\\<>^|{}()!*;$~[] \n"); i >= 0 {
			t.Errorf("%q keeps %q", got, rest[i])
		}
		before, _ := url.Parse(address)
		after, err := url.Parse(got)
		if err != nil || before.Host != after.Host || before.Query().Encode() != after.Query().Encode() {
			t.Errorf("%q means another address than %q: %v", got, address, err)
		}
	}
}
