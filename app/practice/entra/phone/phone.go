// Package phone is the simulated phone of the tenant's users: the requests of an
// authenticator app, text messages, calls, one-time codes and scanned QR codes.
//
// It promises that a request, a text and a call are answered once and end after a time, that
// a one-time code is one of RFC 6238 which any authenticator app computes too, and that what
// was refused on the phone is in the sign-in log even when the browser is gone.
//
// Sources: RFC 6238, Google Authenticator's "Key URI Format", ITU-T E.164, and Microsoft's
// "Report suspicious activity".
package phone

import (
	"latchkey/app/practice/entra/directory"
)

// Phone is the simulated phone of all users: what it shows, and what people do with it.
type Phone struct{ *directory.Store }

// New makes the phone of a tenant's users.
func New(store *directory.Store) *Phone { return &Phone{store} }
