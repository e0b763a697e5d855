// Package opener opens an address in the system browser.
//
// It promises that only http and https addresses without user information are
// opened, percent-encoded so that no program in between can read anything but an
// address in them, and that $BROWSER is honoured where the desktop does so. The
// browser is never waited for. An address that must stay secret goes by way of a page
// ([Pages]), which is the one file that is ever opened.
package opener

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// ErrRefused is returned for an address that is not a plain web address.
var ErrRefused = errors.New("not a web address")

// Open opens address in the system browser. An error says why no browser could be
// started; the address can then be opened by hand. A launcher that still runs when ctx
// ends has been started: nothing is opened a second time.
func Open(ctx context.Context, address string) error {
	safe, err := Clean(address)
	if err != nil {
		return err
	}
	return launch(ctx, safe)
}

// Clean returns the address with every character encoded that a shell, a launcher
// or a browser's command line could take for something else.
func Clean(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || !plainHost(u.Host) {
		return "", ErrRefused
	}
	host := u.Scheme + "://" + u.Host // an IPv6 address keeps its brackets
	var b strings.Builder
	b.WriteString(host)
	for _, c := range []byte(strings.TrimPrefix(u.String(), host)) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"'`\\<>^|{}()!*;$~[]", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String(), nil
}

// plainHost reports whether a host is written in letters, digits and what separates
// them; an internationalized name is there in its ASCII form.
func plainHost(host string) bool {
	return strings.IndexFunc(host, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(".-:[]", r))
	}) < 0
}
