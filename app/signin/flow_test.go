package signin

import (
	"net"
	"slices"
	"testing"

	"latchkey/app/profile"
)

// Every redirect URI that a user of these add-ons may have been given signs in for real,
// by the flow that it allows.
func TestEveryRedirectURISignsInByItsFlow(t *testing.T) {
	s := newHarness(t)
	port := freePort(t)
	for _, c := range []struct {
		redirect string
		flow     Flow
		foreign  string
	}{
		{"http://localhost", FlowFormPost, ""},
		{"http://localhost:" + port, FlowFormPost, ""},
		{"http://localhost/addon/signin", FlowFormPost, ""},
		{"http://localhost:" + port + "/addon/signin", FlowFormPost, ""},
		{"http://127.0.0.1", FlowFormPost, ""},
		{"http://127.0.0.1:" + port, FlowFormPost, ""},
		{"http://www.mscrm-addons.com", FlowPaste, "www.mscrm-addons.com"},
		{"http://crm-addon", FlowPaste, "crm-addon"},
		{"https://www.softwareag.com/corporate/default.html", FlowPaste, "www.softwareag.com"},
	} {
		t.Run(c.redirect, func(t *testing.T) {
			a := s.start(t, s.target(t, c.redirect))
			if a.Flow() != c.flow || a.ForeignHost() != c.foreign || a.Fallback() != nil {
				t.Fatalf("flow %s, foreign host %q, fallback %v", a.Flow(), a.ForeignHost(), a.Fallback())
			}
			session, err := s.complete(t, a, "password")
			if err != nil || session.Account.Username != "password@contoso.example" {
				t.Errorf("session %+v, %v", session, err)
			}
		})
	}
}

// Where no browser shows the code, a device code comes first and says why; the address can
// still be pasted by whoever finds it.
func TestAnAddressThatNoBrowserShowsStartsWithADeviceCode(t *testing.T) {
	s := newHarness(t)
	client := s.target(t, "").ClientID
	for redirect, why := range map[string]string{
		"app://58145B91-0C36-4500-8554-080854F2AC97":                   "redirect-uri-private",
		"msal" + client + "://auth":                                    "redirect-uri-private",
		"ms-appx-web://Microsoft.AAD.BrokerPlugin/" + client:           "redirect-uri-private",
		"https://login.microsoftonline.com/common/oauth2/nativeclient": "redirect-uri-nativeclient",
		"urn:ietf:wg:oauth:2.0:oob":                                    "redirect-uri-urn",
	} {
		t.Run(redirect, func(t *testing.T) {
			target := s.target(t, redirect)
			a := s.start(t, target)
			if a.Flow() != FlowDeviceCode || a.Device() == nil || code(a.Fallback()) != why || !a.Fallback().Warning {
				t.Fatalf("flow %s, fallback %v", a.Flow(), a.Fallback())
			}
			target.Method = profile.Paste
			a = s.start(t, target)
			if a.Flow() != FlowPaste || a.Fallback() != nil || a.Redirect().Kind != target.Redirect.Kind {
				t.Fatalf("flow %s, fallback %v", a.Flow(), a.Fallback())
			}
			if why == "redirect-uri-urn" { // the page in the browser says AADSTS500119
				return
			}
			session, err := s.complete(t, a, "password")
			if err != nil || session.Account.Username != "password@contoso.example" {
				t.Errorf("session %+v, %v", session, err)
			}
		})
	}
}

func TestTheFlowsOfARedirectURI(t *testing.T) {
	full := []Flow{FlowFormPost, FlowQuery, FlowPaste, FlowDeviceCode}
	unseen := []Flow{FlowDeviceCode, FlowPaste}
	for _, c := range []struct {
		redirect string
		method   profile.Method
		mode     string
		allowed  []Flow
		first    Flow
		code     string
	}{
		{"http://localhost", profile.Auto, "", full, FlowFormPost, ""},
		{"http://localhost", profile.Auto, profile.ResponseQuery, full, FlowQuery, ""},
		{"http://localhost", profile.Paste, "", full, FlowPaste, ""},
		{"http://localhost", profile.DeviceCode, "", full, FlowDeviceCode, ""},
		{"http://localhost", profile.Browser, "", full, FlowFormPost, ""},
		{"https://localhost", profile.Auto, "", full[2:], FlowPaste, ""},
		{"https://localhost", profile.Browser, "", full[2:], "", "method-needs-loopback"},
		{"app://x", profile.Auto, "", unseen, FlowDeviceCode, ""},
		{"app://x", profile.Paste, "", unseen, FlowPaste, ""},
		{"app://x", profile.Browser, "", unseen, "", "method-needs-loopback"},
		{"urn:x:y", profile.Auto, "", unseen, FlowDeviceCode, ""},
		{"", profile.Auto, "", full[3:], "", "redirect-uri-invalid"},
		{"", profile.DeviceCode, "", full[3:], FlowDeviceCode, ""},
	} {
		target := Target{Redirect: profile.ParseRedirect(c.redirect), Method: c.method, ResponseMode: c.mode}
		if got := target.flows(); !slices.Equal(got, c.allowed) {
			t.Errorf("%q allows %v", c.redirect, got)
		}
		if got, err := target.chooseFlow(""); got != c.first || code(err) != c.code {
			t.Errorf("%q by %s starts on %q, %v", c.redirect, c.method, got, err)
		}
	}
	if _, err := (Target{Redirect: profile.ParseRedirect("app://x")}).chooseFlow(FlowQuery); code(err) != "method-needs-loopback" {
		t.Errorf("a query to an address of nobody: %v", err)
	}
}

func TestATakenPortFallsBackToPasting(t *testing.T) {
	s := newHarness(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	target := s.target(t, "http://127.0.0.1:"+port)
	a := s.start(t, target)
	if a.Flow() != FlowPaste || code(a.Fallback()) != "port-in-use" || !a.Fallback().Warning {
		t.Errorf("flow %s, fallback %v", a.Flow(), a.Fallback())
	}
	if mode := query(t, a).Get("response_mode"); mode != "query" {
		t.Errorf("the answer would be a %s: no address to paste", mode)
	}
	target.Method = profile.Browser
	if _, err := s.Start(t.Context(), target, Request{Resource: target.DiscoveryScope()}); code(err) != "port-in-use" {
		t.Errorf("nothing but the browser was wanted: %v", err)
	}
}

func TestAQueryAnswerComesBackByItself(t *testing.T) {
	s := newHarness(t)
	target := s.target(t, "http://localhost")
	target.ResponseMode = profile.ResponseQuery
	a := s.start(t, target)
	if mode := query(t, a).Get("response_mode"); a.Flow() != FlowQuery || mode != "query" {
		t.Fatalf("flow %s, mode %s", a.Flow(), mode)
	}
	if _, err := s.finish(t, a, "password"); err != nil {
		t.Error(err)
	}
}
