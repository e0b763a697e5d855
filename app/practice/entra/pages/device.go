package pages

import (
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

const tooManyCodes = "Too many codes didn't work. Wait a minute and try again."

// guesser is the key of a request's browser; those without a cookie are one.
func (s *Site) guesser(r *http.Request) string {
	return directory.Hash(cookieOf(r, s.cookiesOf(r).browser))
}

func (s *Site) serveDeviceLogin(w http.ResponseWriter, r *http.Request) {
	if bad := checkDestination(r); bad != nil {
		s.ShowRefusal(w, r, bad)
		return
	}
	out := deviceForm(aadsts.Show(r.URL.Query().Get("otc")), "")
	if c := s.cookiesOf(r); cookieOf(r, c.browser) == "" { // to tell who tries too many codes
		out.cookies = append(out.cookies, c.make(c.browser, s.RandomToken(32), 0))
	}
	out.write(s, w, r)
}

func deviceForm(typed, problem string) outcome {
	return outcome{page: "devicelogin", view: view{Action: token.DevicePath, Typed: typed, Problem: problem}}
}

// serveDeviceTyped begins the sign-in for the code that was typed.
func (s *Site) serveDeviceTyped(w http.ResponseWriter, r *http.Request) {
	p, ok := s.posted(w, r)
	if !ok {
		return
	}
	var key string
	var row directory.DeviceRow
	var found, expired, locked bool
	s.Under(func(l *directory.Locked) {
		browser := s.guesser(r)
		if locked = !token.MayTypeCode(l, browser); locked || p["otc"] == "" {
			return
		}
		key, row, found = token.FindDevice(l, p["otc"])
		expired = found && l.Unix() >= row.Expires
		if found {
			l.Guesses.Remove(browser)
			return
		}
		token.CountMistypedCode(l, browser)
		locked = !token.MayTypeCode(l, browser)
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
		q := directory.AuthRequest{Tenant: row.Tenant, Client: row.Client, Scope: row.Scope, Claims: row.Claims, Device: key, Correlation: aadsts.CorrelationOf(r)}
		// As at Entra, the person picks the account, even when there is only one.
		s.begin(q, aadsts.Params{"prompt": "select_account"}, r).write(s, w, r)
	}
}

// askForDevice is the last question: a code may come from somebody who wants to be
// signed in as the person who types it.
func (v *visit) askForDevice(a directory.Account) outcome {
	v.User, v.Account = a.User, &a
	return v.goTo(directory.StepDevice)
}

func (v *visit) takeDevice(p aadsts.Params) outcome {
	row, ok := v.l.Devices.Find(v.Device)
	if !ok || row.State != directory.DeviceWaiting || v.l.Unix() >= row.Expires {
		return v.stays(aadsts.Refuse("expired_token", 70019, "Verification code expired. Have the user retry the sign-in."))
	}
	done := outcome{page: "devicedone", view: view{Tenant: v.TargetTenant().Name, App: v.l.AppName(v.Client)}, cookies: v.cookies}
	switch {
	case p["answer"] == "cancel":
		token.DeclineDevice(v.l, v.Device)
		v.log(token.DeviceDeclined(), token.DeviceDeclined().Text)
		done.view.Declined = true
	case p["answer"] != "":
		return v.page("") // neither of the two buttons
	case v.l.Settings().BlockDeviceCode:
		row.State = directory.DeviceBlocked
		v.l.Devices.Put(v.Device, row)
		return v.stays(aadsts.OutcomeRefusal("block", v.TargetTenant(), v.access().ResourceID()))
	default:
		row.State, row.Account = directory.DeviceAgreed, v.Account
		v.l.Devices.Put(v.Device, row)
		v.log(nil, v.reason(*v.Account))
	}
	v.l.DropFlow(v.id)
	return done
}
