// Package rehearsal plays a practice user at the practice tenant's sign-in pages
// without a browser: it reads each page's form, fills in what it asks for, and
// follows the answer to where it ends. The doctor signs in with it, and tests do.
//
// It types the code of another device, too, and says whether to go on with that.
//
// It promises to talk to loopback addresses only, and stops at any other address
// without asking it anything. It understands the practice tenant's own pages, not
// those of a real identity provider.
package rehearsal

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
)

// most pages a sign-in has, and the bytes of one.
const (
	mostPages = 20
	pageLimit = 1 << 20
	pageTime  = 30 * time.Second
)

// Person is a user at the keyboard.
type Person struct {
	UserName string
	Password string
	// DeviceCode is what a program showed, for the page that asks for it.
	DeviceCode string
	// Declines answers no when asked whether to go on with a sign-in on another device.
	Declines bool
	// Code gives the current one-time code when a page asks for one.
	Code func(ctx context.Context) (string, error)
	// Approve answers the phone with the number that the page shows; "" is a security key,
	// which has none.
	Approve func(ctx context.Context, number string) error
	// Saw is told each value that a page sends on for the program, a code among them;
	// nil is told nothing.
	Saw func(name, value string)
	// GivesUp cancels when a request on the phone was not approved, instead of asking
	// for another one.
	GivesUp bool
	// Authorities vouch for a TLS door; nil are the system's.
	Authorities *x509.CertPool
	// StaySignedIn is the answer to "Stay signed in?".
	StaySignedIn bool
}

// Browser is a browser of that person: it keeps cookies from one sign-in to the next.
type Browser struct {
	person Person
	client *http.Client
}

// errOutside ends a redirect that leaves this machine.
var errOutside = errors.New("the address is not on this machine")

// NewBrowser opens an empty browser.
func NewBrowser(p Person) *Browser {
	jar, _ := cookiejar.New(nil) // it fails for no options
	return &Browser{person: p, client: &http.Client{
		// No connection outlives its request, so that a browser needs no closing.
		Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: p.Authorities}},
		Jar:       jar, Timeout: pageTime,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if !local(r.URL) {
				return errOutside
			}
			if len(via) > mostPages {
				return errors.New("too many redirects")
			}
			return nil
		},
	}}
}

// End is where a sign-in ended.
type End struct {
	Address *url.URL // the last address; outside this machine it was not asked
	Text    string   // the words of the last page
}

// SignIn opens an address and goes through its pages to the end.
func (b *Browser) SignIn(ctx context.Context, address string) (End, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return End{}, err
	}
	for range mostPages {
		page, at, err := b.load(request)
		if err != nil || page == nil {
			return End{Address: at}, err
		}
		f, asks := formOf(page)
		if !asks {
			return End{Address: at, Text: page.words()}, nil
		}
		b.tell(f.values)
		if err := b.fill(ctx, page, f.values); err != nil {
			return End{Address: at, Text: page.words()}, err
		}
		if request, err = f.request(ctx, at); err != nil {
			return End{Address: at}, err
		}
	}
	return End{}, fmt.Errorf("the sign-in has more than %d pages", mostPages)
}

// load asks for a page. A redirect that leaves this machine ends the walk with a nil page.
func (b *Browser) load(r *http.Request) (*element, *url.URL, error) {
	if !local(r.URL) {
		return nil, r.URL, nil
	}
	response, err := b.client.Do(r)
	var failed *url.Error
	if errors.As(err, &failed) && errors.Is(failed.Err, errOutside) {
		at, err := url.Parse(failed.URL)
		return nil, at, err
	}
	if err != nil {
		return nil, r.URL, err
	}
	defer response.Body.Close()
	page, err := parsePage(io.LimitReader(response.Body, pageLimit))
	return page, response.Request.URL, err
}

func local(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return (u.Scheme == "http" || u.Scheme == "https") && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// tell passes on the code that a page is about to post to the program.
func (b *Browser) tell(values url.Values) {
	if b.person.Saw != nil && values.Has("code") {
		b.person.Saw("code", values.Get("code"))
	}
}

// fill answers what the page asks, told by the names of its fields, which are the
// ones that automation for Entra relies on.
func (b *Browser) fill(ctx context.Context, page *element, values url.Values) error {
	set := func(name, value string) { values.Set(name, value) }
	switch {
	case page.byID("otc") != nil:
		if page.byID("otcError") != nil || b.person.DeviceCode == "" {
			return errors.New("the page asks for the code of a device")
		}
		set("otc", b.person.DeviceCode)
	case values.Get("step") == "device":
		if b.person.Declines {
			set("answer", "cancel")
		}
	case page.byID("idRichContext_DisplaySign") != nil, page.byID("practiceSecurityKey") != nil:
		if b.person.Approve == nil {
			return errors.New("the page asks for the phone")
		}
		return b.person.Approve(ctx, strings.TrimSpace(page.byID("idRichContext_DisplaySign").words()))
	case values.Has("loginfmt"):
		if page.byID("usernameError") != nil {
			return errors.New("the user name was refused")
		}
		set("loginfmt", b.person.UserName)
	case values.Has("passwd"):
		if page.byID("passwordError") != nil {
			return errors.New("the password was refused")
		}
		set("passwd", b.person.Password)
	case values.Has("otc"):
		if refusal := page.byID("idSpan_SAOTCC_Error_OTC"); refusal != nil {
			return errors.New("the code was refused: " + refusal.words()) // the same one would be again
		}
		if b.person.Code == nil {
			return errors.New("the page asks for a code")
		}
		code, err := b.person.Code(ctx)
		if err != nil {
			return err
		}
		set("otc", code)
	case b.person.GivesUp && page.byID("idBtn_Back").attribute("data-answer") == "cancel":
		set("answer", "cancel")
	case page.byID("KmsiCheckboxField") != nil && !b.person.StaySignedIn:
		if values.Has("answer") {
			set("answer", "no")
		}
	}
	return nil
}
