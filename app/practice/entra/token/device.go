package token

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

const (
	deviceGrant    = "urn:ietf:params:oauth:grant-type:device_code"
	oldDeviceGrant = "device_code" // as MSAL Go and drafts of RFC 8628 call it
	deviceInterval = 5
	mostDevices    = 200
)

// deviceAnswer is RFC 8628 section 3.2 with Entra's message (entra-docs,
// v2-oauth2-device-code.md). The v1 endpoint alone has the address's older name.
type deviceAnswer struct {
	UserCode   string `json:"user_code"`
	DeviceCode string `json:"device_code"`
	Address    string `json:"verification_uri"`
	ExpiresIn  int    `json:"expires_in"`
	Interval   int    `json:"interval"`
	Message    string `json:"message"`
}

// serveDeviceCode is the device authorization endpoint.
func (s *Issuer) serveDeviceCode(w http.ResponseWriter, r *http.Request) {
	p, bad := s.readForm(w, r, "client_id", "scope")
	if bad == nil {
		bad = p.CheckLength("scope", "claims")
	}
	if bad == nil {
		bad = checkClaims(p)
	}
	if bad == nil {
		bad = checkNoResource(p)
	}
	if code, ok := s.newDeviceCode(w, r, p, bad); ok {
		aadsts.WriteJSON(w, http.StatusOK, code)
	}
}

// deviceAnswerV1 is the answer of the v1 endpoint: no verification_uri, and its numbers are
// strings (ADAL for Node).
type deviceAnswerV1 struct {
	UserCode   string `json:"user_code"`
	DeviceCode string `json:"device_code"`
	Address    string `json:"verification_url"`
	ExpiresIn  string `json:"expires_in"`
	Interval   string `json:"interval"`
	Message    string `json:"message"`
}

// serveDeviceCodeV1 is the same for a resource.
func (s *Issuer) serveDeviceCodeV1(w http.ResponseWriter, r *http.Request) {
	p, bad := s.readForm(w, r, "client_id", "resource")
	if bad == nil {
		bad = cmp.Or(p.CheckLength("resource"), directory.CheckResourceV1(p["resource"], aadsts.TenantOf(r.PathValue("tenant"))))
	}
	if bad == nil {
		p["scope"] = scopeV1(p["resource"])
	}
	if code, ok := s.newDeviceCode(w, r, p, bad); ok {
		aadsts.WriteJSON(w, http.StatusOK, deviceAnswerV1{
			UserCode: code.UserCode, DeviceCode: code.DeviceCode, Address: code.Address, Message: code.Message,
			ExpiresIn: strconv.Itoa(code.ExpiresIn), Interval: strconv.Itoa(code.Interval),
		})
	}
}

// newDeviceCode gives out a device code, unless the request is bad: then it has been refused.
func (s *Issuer) newDeviceCode(w http.ResponseWriter, r *http.Request, p aadsts.Params, bad *aadsts.Refusal) (answer deviceAnswer, ok bool) {
	b, segment := directory.BasesOf(r.Context(), r.Host), r.PathValue("tenant")
	var a *directory.App
	if bad == nil {
		a, bad = s.CheckClient(segment, p["client_id"])
	}
	if bad == nil {
		_, bad = s.readScope(b, aadsts.TenantOf(segment), p["scope"])
	}
	if bad != nil {
		s.WriteRefusal(w, r, bad)
		return answer, false
	}
	code, typed := "1.practice."+s.RandomToken(32), directory.ReadableCode(s.RandomBytes(9))
	s.Under(func(l *directory.Locked) {
		makeRoomForDevice(l)
		l.Devices.Put(directory.Hash(code), directory.DeviceRow{
			Tenant: segment, Client: a.ApplicationID, Scope: p["scope"], Claims: p["claims"], Code: directory.Hash(typed), State: directory.DeviceWaiting, Expires: l.Unix() + directory.DeviceSeconds,
		})
	})
	address := b.Front + DevicePath
	return deviceAnswer{
		UserCode: typed, DeviceCode: code, Address: address, ExpiresIn: directory.DeviceSeconds, Interval: deviceInterval,
		Message: "To sign in, use a web browser to open the page " + address + " and enter the code " + typed + " to authenticate.",
	}, true
}

// makeRoomForDevice forgets the oldest codes when there are too many.
func makeRoomForDevice(l *directory.Locked) {
	surplus := l.Devices.Len() - mostDevices + 1
	if surplus <= 0 {
		return
	}
	keys := l.Devices.KeysBy(func(a, b directory.DeviceRow) int { return cmp.Compare(a.Expires, b.Expires) })
	for _, key := range keys[:surplus] {
		l.Devices.Remove(key)
	}
}

// byDevice is RFC 8628 section 3.4. It never answers slow_down: MSAL Go polls faster
// than the interval.
func (s *Issuer) byDevice(q tokenRequest) (issued, *aadsts.Refusal) {
	if q.v1 && q.p["device_code"] == "" { // ADAL calls it so
		q.p["device_code"] = q.p["code"]
	}
	if bad := q.p.CheckPresent("device_code"); bad != nil {
		return issued{}, bad
	}
	var row directory.DeviceRow
	var bad *aadsts.Refusal
	got := issued{app: q.app, v1: q.v1}
	s.Under(func(l *directory.Locked) {
		if row, bad = spendDevice(l, directory.Hash(q.p["device_code"]), q.app.ApplicationID); bad != nil {
			return
		}
		got.tenant, got.user, got.at = aadsts.TenantOf(row.Tenant), l.User(row.Account.User), row.Account.At
		got.mfa, got.until, got.session, got.claims = row.Account.In(l.FactorTenant(got.tenant)), row.Account.Until, row.Account.Session, row.Claims
		asked, _ := aadsts.ReadClaims(row.Claims) // it was checked
		got.contexts, got.capable = asked.Contexts, asked.Capable || q.claims.Capable
		got.refresh = firstRefresh(l, directory.FamilyRow{Tenant: got.tenant.ID, Client: row.Client, User: row.Account.User, Scope: row.Scope, At: got.at, MFA: got.mfa, Strong: row.Account.StrengthIn(l.FactorTenant(got.tenant)) == aadsts.PhishingResistantStrength, Until: got.until, Session: got.session, Device: true})
		stamp(l, &got)
	})
	if bad == nil {
		got.grant, bad = s.readScope(q.b, got.tenant, row.Scope)
	}
	return got, bad
}

// spendDevice is the row of a device code that somebody agreed to.
func spendDevice(l *directory.Locked, key, client string) (directory.DeviceRow, *aadsts.Refusal) {
	row, ok := l.Devices.Find(key)
	switch {
	case !ok:
		return row, aadsts.Refuse("bad_verification_code", 70018, "OAuth 2.0 device flow error. Invalid device_code: it was not given out here.")
	case row.Client != client:
		return row, aadsts.Refuse("invalid_grant", 70000, "Provided grant is invalid or malformed. The device code was issued to another application.")
	case row.State == directory.DeviceUsed:
		return row, aadsts.Refuse("invalid_grant", 54005, "The device code was already redeemed, please retry with a new one or use an existing refresh token.")
	case row.State == directory.DeviceDeclined:
		return row, DeviceDeclined()
	case row.State == directory.DeviceBlocked:
		return row, aadsts.OutcomeRefusal("block", aadsts.TenantOf(row.Tenant), directory.DataverseID)
	case l.Unix() >= row.Expires:
		return row, aadsts.Refuse("expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid. This device code has expired.")
	case row.State == directory.DeviceWaiting:
		return row, aadsts.Refuse("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
	}
	if bad := l.CheckTenant(row.Tenant); bad != nil { // gone since the code was given out
		return row, bad
	}
	row.State = directory.DeviceUsed
	l.Devices.Put(key, row)
	return row, nil
}

// DeviceDeclined is the refusal of a device code whose person said no.
func DeviceDeclined() *aadsts.Refusal {
	return aadsts.Refuse("authorization_declined", 65004, "OAuth 2.0 device flow error. The user declined the sign-in.")
}

// FindDevice finds the waiting code that a person typed.
func FindDevice(l *directory.Locked, typed string) (key string, row directory.DeviceRow, ok bool) {
	code := directory.Hash(strings.ToUpper(strings.Join(strings.FieldsFunc(typed, func(r rune) bool { return r == ' ' || r == '-' }), "")))
	for key, row := range l.Devices.All() {
		if row.Code == code && row.State == directory.DeviceWaiting {
			return key, row, true
		}
	}
	return "", directory.DeviceRow{}, false
}

// A browser may miss as often as a one-time code may be wrong, and is locked as long.
const (
	mostDeviceMisses = directory.MostCodeMisses
	mostMissesOfAll  = 50
	mostGuessers     = 200 // that are remembered
)

// MayTypeCode says whether a browser may try a device code now.
func MayTypeCode(l *directory.Locked, browser string) bool {
	return l.Guesses.Row(browser).LockedUntil <= l.Unix() && l.Guesses.Row("").LockedUntil <= l.Unix()
}

// CountMistypedCode counts a device code that nobody was given.
func CountMistypedCode(l *directory.Locked, browser string) {
	countGuess(l, browser, mostDeviceMisses)
	countGuess(l, "", mostMissesOfAll)
}

func countGuess(l *directory.Locked, key string, most int) {
	row := l.Guesses.Row(key)
	if l.Unix() >= row.At+directory.GuessMemory {
		row = directory.GuessRow{}
	}
	row.Misses, row.At = row.Misses+1, l.Unix()
	if row.Misses >= most {
		row.Misses, row.LockedUntil = 0, l.Unix()+directory.LockSeconds
	}
	makeRoomForGuesser(l, key)
	l.Guesses.Put(key, row)
}

// makeRoomForGuesser forgets who guessed longest ago when a new one would be too many.
func makeRoomForGuesser(l *directory.Locked, key string) {
	if _, known := l.Guesses.Find(key); known || key == "" || l.Guesses.Len() < mostGuessers {
		return
	}
	keys := l.Guesses.KeysBy(func(a, b directory.GuessRow) int { return cmp.Compare(a.At, b.At) })
	if keys[0] == "" {
		keys = keys[1:]
	}
	l.Guesses.Remove(keys[0])
}

// DevicePath is where a person types the code of another device.
const DevicePath = "/devicelogin"

// DeclineDevice lets the waiting program know.
func DeclineDevice(l *directory.Locked, key string) {
	if row, ok := l.Devices.Find(key); ok && row.State == directory.DeviceWaiting {
		row.State = directory.DeviceDeclined
		l.Devices.Put(key, row)
	}
}
