package pages

import (
	"net/http"
	"net/url"
	"strings"
)

// Microsoft's page for programs without a web server, the redirect URI that ends in
// /common/oauth2/nativeclient, as it has been since December 2025: it warns of phishing, and
// by script goes on to /common/wrongplace after about a second, without the code. Whoever
// has scripts off, or reads the request in the developer tools, still finds the code there.
//
// Seen by others: O365/python-o365#1213, abraunegg/onedrive#3564 and #3569,
// tarickb/sasl-xoauth2#119, bpozdena/OneDriveGUI#274. The words are our own.
const (
	NativeClientPath = "/common/oauth2/nativeclient"
	WrongPlacePath   = "/common/wrongplace"
)

// isNativeClient reports whether a redirect URI is that page, in any cloud.
func isNativeClient(redirect string) bool {
	u, err := url.Parse(redirect)
	return err == nil && u.Scheme == "https" && strings.EqualFold(u.Path, NativeClientPath)
}

func (s *Site) serveNativeClient(w http.ResponseWriter, r *http.Request) {
	outcome{page: "nativeclient", view: view{Redirect: WrongPlacePath}}.write(s, w, r)
}

func (s *Site) serveWrongPlace(w http.ResponseWriter, r *http.Request) {
	outcome{page: "wrongplace"}.write(s, w, r)
}
