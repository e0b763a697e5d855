package entra

import (
	"cmp"
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// deviceRow is a device code that was given out (RFC 8628). Its key is the hash of
// the device code.
type deviceRow struct {
	Tenant  string   `json:"tenant"` // the segment of the path
	Client  string   `json:"client"`
	Scope   string   `json:"scope"`
	Code    string   `json:"code"` // hash of what the person types
	State   string   `json:"state"`
	Account *account `json:"account,omitempty"` // who agreed
	Expires int64    `json:"expires"`
}

// The states of a device code.
const (
	deviceWaiting  = "waiting"
	deviceAgreed   = "agreed"
	deviceDeclined = "declined"
	deviceBlocked  = "blocked" // by policy
	deviceUsed     = "used"
)

// deviceSeconds is how long a device code is good.
const deviceSeconds = 15 * 60

const (
	deviceGrant    = "urn:ietf:params:oauth:grant-type:device_code"
	oldDeviceGrant = "device_code" // as MSAL Go and drafts of RFC 8628 call it
	deviceInterval = 5
	mostDevices    = 200
)

// deviceAnswer is RFC 8628 section 3.2 with Entra's message. Some libraries know the
// address by its older name.
type deviceAnswer struct {
	UserCode   string `json:"user_code"`
	DeviceCode string `json:"device_code"`
	Address    string `json:"verification_uri"`
	OldAddress string `json:"verification_url"`
	ExpiresIn  int    `json:"expires_in"`
	Interval   int    `json:"interval"`
	Message    string `json:"message"`
}

// serveDeviceCode is the device authorization endpoint.
func (s *Issuer) serveDeviceCode(w http.ResponseWriter, r *http.Request) {
	b, segment := bases(r.Context(), r.Host), r.PathValue("tenant")
	p, bad := aadsts.ReadBody(w, r)
	if bad == nil {
		bad = s.checkTenant(segment)
	}
	if bad == nil {
		bad = addBasic(p, r)
	}
	if bad == nil {
		bad = p.CheckPresent("client_id", "scope")
	}
	if bad == nil {
		bad = p.CheckLength("scope")
	}
	if bad == nil {
		bad = noResource(p)
	}
	var a *App
	if bad == nil {
		a, bad = s.checkClient(segment, p["client_id"])
	}
	if bad == nil {
		_, bad = s.readScope(b, aadsts.TenantOf(segment), p["scope"])
	}
	if bad != nil {
		s.writeRefusal(w, r, bad)
		return
	}
	code, typed := "1.practice."+s.fresh(32), userCode(s.random(9))
	s.Under(func(l *Locked) {
		makeRoomForDevice(l)
		l.devices.put(hashed(code), deviceRow{
			Tenant: segment, Client: a.ApplicationID, Scope: p["scope"], Code: hashed(typed), State: deviceWaiting, Expires: l.unix() + deviceSeconds,
		})
	})
	address := b.Front + devicePath
	aadsts.WriteJSON(w, http.StatusOK, deviceAnswer{
		UserCode: typed, DeviceCode: code, Address: address, OldAddress: address, ExpiresIn: deviceSeconds, Interval: deviceInterval,
		Message: "To sign in, use a web browser to open the page " + address + " and enter the code " + typed + " to authenticate.",
	})
}

// userCode is what a person types: nothing in it looks like anything else.
func userCode(b []byte) string {
	const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	text := make([]byte, len(b))
	for i, c := range b {
		text[i] = signs[c&31]
	}
	return string(text)
}

// makeRoomForDevice forgets the oldest codes when there are too many.
func makeRoomForDevice(l *Locked) {
	surplus := l.devices.len() - mostDevices + 1
	if surplus <= 0 {
		return
	}
	keys := l.devices.keysBy(func(a, b deviceRow) int { return cmp.Compare(a.Expires, b.Expires) })
	for _, key := range keys[:surplus] {
		l.devices.remove(key)
	}
}

// byDevice is RFC 8628 section 3.4. It never answers slow_down: MSAL Go polls faster
// than the interval.
func (s *Issuer) byDevice(q tokenRequest) (issued, *aadsts.Refusal) {
	if bad := q.p.CheckPresent("device_code"); bad != nil {
		return issued{}, bad
	}
	var row deviceRow
	var bad *aadsts.Refusal
	got := issued{app: q.app, v1: q.v1}
	s.Under(func(l *Locked) {
		if row, bad = spendDevice(l, hashed(q.p["device_code"]), q.app.ApplicationID); bad != nil {
			return
		}
		got.tenant, got.user, got.at = aadsts.TenantOf(row.Tenant), l.user(row.Account.User), row.Account.At
		got.mfa = row.Account.in(got.tenant)
		got.refresh = firstRefresh(l, familyRow{Tenant: got.tenant.ID, Client: row.Client, User: row.Account.User, Scope: row.Scope, At: got.at, MFA: got.mfa})
		stamp(l, &got)
	})
	if bad == nil {
		got.grant, bad = s.readScope(q.b, got.tenant, row.Scope)
	}
	return got, bad
}

// spendDevice is the row of a device code that somebody agreed to.
func spendDevice(l *Locked, key, client string) (deviceRow, *aadsts.Refusal) {
	row, ok := l.devices.find(key)
	switch {
	case !ok:
		return row, aadsts.Refuse("bad_verification_code", 70018, "OAuth 2.0 device flow error. Invalid device_code: it was not given out here.")
	case row.Client != client:
		return row, aadsts.Refuse("invalid_grant", 70000, "Provided grant is invalid or malformed. The device code was issued to another application.")
	case row.State == deviceUsed:
		return row, aadsts.Refuse("invalid_grant", 54005, "The device code was already redeemed, please retry with a new one or use an existing refresh token.")
	case row.State == deviceDeclined:
		return row, declinedDevice()
	case row.State == deviceBlocked:
		return row, blockedByPolicy()
	case l.unix() >= row.Expires:
		return row, aadsts.Refuse("expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid. This code has expired.")
	case row.State == deviceWaiting:
		return row, aadsts.Refuse("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
	}
	if bad := l.checkTenant(row.Tenant); bad != nil { // gone since the code was given out
		return row, bad
	}
	row.State = deviceUsed
	l.devices.put(key, row)
	return row, nil
}

func declinedDevice() *aadsts.Refusal {
	return aadsts.Refuse("authorization_declined", 65004, "OAuth 2.0 device flow error. The user declined the sign-in.")
}

func blockedByPolicy() *aadsts.Refusal {
	return aadsts.Refuse("invalid_grant", 53003, "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.").WithSuberror("message_only")
}

// deviceOf finds the waiting code that a person typed.
func deviceOf(l *Locked, typed string) (key string, row deviceRow, ok bool) {
	code := hashed(strings.ToUpper(strings.Join(strings.FieldsFunc(typed, func(r rune) bool { return r == ' ' || r == '-' }), "")))
	for key, row := range l.devices.all() {
		if row.Code == code && row.State == deviceWaiting {
			return key, row, true
		}
	}
	return "", deviceRow{}, false
}
