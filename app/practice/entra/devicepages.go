package entra

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
)

// devicePath is where a person types the code of another device.
const devicePath = "/devicelogin"

func (s *Site) serveDeviceLogin(w http.ResponseWriter, r *http.Request) {
	if bad := checkDestination(r); bad != nil {
		s.showRefusal(w, r, bad)
		return
	}
	out := deviceForm(aadsts.Show(r.URL.Query().Get("otc")), "")
	if cookieOf(r, s.cookie.browser) == "" { // to tell who tries too many codes
		out.cookies = append(out.cookies, newCookie(s.cookie.browser, s.fresh(32), 0))
	}
	out.write(s, w, r)
}

func deviceForm(typed, problem string) outcome {
	return outcome{page: "devicelogin", view: view{Action: devicePath, Typed: typed, Problem: problem}}
}

// serveDeviceTyped begins the sign-in for the code that was typed.
func (s *Site) serveDeviceTyped(w http.ResponseWriter, r *http.Request) {
	p, ok := s.posted(w, r)
	if !ok {
		return
	}
	var key string
	var row deviceRow
	var found, expired, locked bool
	s.Under(func(l *Locked) {
		browser := s.guesser(r)
		if locked = !mayType(l, browser); locked || p["otc"] == "" {
			return
		}
		key, row, found = deviceOf(l, p["otc"])
		expired = found && l.unix() >= row.Expires
		if found {
			l.guesses.remove(browser)
			return
		}
		mistyped(l, browser)
		locked = !mayType(l, browser)
	})
	typed := aadsts.Show(p["otc"])
	switch {
	case p["otc"] == "":
		deviceForm("", "Enter the code.").write(s, w, r)
	case locked:
		deviceForm(typed, tooManyCodes).write(s, w, r)
	case expired:
		deviceForm(typed, "AADSTS70019: That code has expired. Get a new one from the program, and enter it within 15 minutes.").write(s, w, r)
	case !found:
		deviceForm(typed, "AADSTS70018: That code didn't work. Check the code and try again.").write(s, w, r)
	default:
		q := request{Tenant: row.Tenant, Client: row.Client, Scope: row.Scope, Device: key, Correlation: aadsts.CorrelationOf(r)}
		// As at Entra, the person picks the account, even when there is only one.
		s.begin(q, aadsts.Params{"prompt": "select_account"}, r).write(s, w, r)
	}
}

// askForDevice is the last question: a code may come from somebody who wants to be
// signed in as the person who types it.
func (v *visit) askForDevice(a account) outcome {
	v.User, v.Account = a.User, &a
	return v.goTo(stepDevice)
}

func (v *visit) takeDevice(p aadsts.Params) outcome {
	row, ok := v.l.devices.find(v.Device)
	if !ok || row.State != deviceWaiting || v.l.unix() >= row.Expires {
		return v.stays(aadsts.Refuse("expired_token", 70019, "Verification code expired. Have the user retry the sign-in."))
	}
	done := outcome{page: "devicedone", view: view{Tenant: v.tenant().Name, App: v.l.appName(v.Client)}, cookies: v.cookies}
	switch {
	case p["answer"] == "cancel":
		declineDevice(v.l, v.Device)
		v.log(declinedDevice(), declinedDevice().Text)
		done.view.Declined = true
	case p["answer"] != "":
		return v.page("") // neither of the two buttons
	case v.l.Settings().BlockDeviceCode:
		row.State = deviceBlocked
		v.l.devices.put(v.Device, row)
		return v.stays(blockedByPolicy())
	default:
		row.State, row.Account = deviceAgreed, v.Account
		v.l.devices.put(v.Device, row)
		v.log(nil, v.reason(*v.Account))
	}
	v.l.dropFlow(v.id)
	return done
}

// declineDevice lets the waiting program know.
func declineDevice(l *Locked, key string) {
	if row, ok := l.devices.find(key); ok && row.State == deviceWaiting {
		row.State = deviceDeclined
		l.devices.put(key, row)
	}
}
