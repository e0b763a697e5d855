package entra

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// Enrolment is what a person goes through who needs a second factor and has none: "More
// information required", a method, proof that it works, a telephone to fall back on, done.
// What is proved counts at once; the rest can be left for another day.
const (
	stepProofUp  = "proofup"
	stepMethod   = "enrolmethod"
	stepApp      = "enrolapp"      // scan the QR code
	stepTry      = "enrolcode"     // type the code that the app or the text message shows
	stepWait     = "enrolwait"     // approve the test request, or answer the call
	stepNumber   = "enrolnumber"   // which telephone
	stepFallback = "enrolfallback" // another telephone, for later
	stepEnrolled = "enroldone"
)

var enrolSteps = []string{stepProofUp, stepMethod, stepApp, stepTry, stepWait, stepNumber, stepFallback, stepEnrolled}

// enrolRow is how far a person has come in one tenant; it outlives the sign-in, so that
// the next one goes on where this one stopped.
type enrolRow struct {
	ID     string `json:"id"`
	User   string `json:"user"`
	Tenant string `json:"tenant"` // id
	Flow   string `json:"flow"`   // the sign-in that goes on with it now
	Step   string `json:"step"`
	Method string `json:"method,omitempty"` // that is being set up
	// Secret is of the QR code that counts now; each showing by another sign-in makes
	// another. Only a new one is ever shown, never one that was registered.
	Secret  string `json:"secret,omitempty"`
	Scanned bool   `json:"scanned,omitempty"` // by the practice phone
	Country string `json:"country,omitempty"`
	Number  string `json:"number,omitempty"` // as typed
	Phone   string `json:"phone,omitempty"`  // as dialled
	// Registered are the methods that were proved; Fallback says that one of them was the
	// first and this is the second.
	Registered []string `json:"registered,omitempty"`
	Fallback   bool     `json:"fallback,omitempty"`
	Changed    int64    `json:"changed"`
}

// Entra's interval: how many days registering may be put off where that is allowed.
const skipDays = 14

// enrolMemory is how long an interrupted enrolment is remembered, in seconds.
const enrolMemory = daySeconds

func enrolKey(name string, t aadsts.Tenant) string { return name + " " + t.ID }

// mustEnrol says whether a tenant asks for a second factor of somebody who has none.
func (l *Locked) mustEnrol(u *user, t aadsts.Tenant) bool {
	return l.demandsSecond(u, t) && len(u.methodsIn(t)) == 0
}

// skipLeft is for how many seconds a person may still put registering off; 0 is not at
// all. The time begins when they are asked for the first time.
func (l *Locked) skipLeft(u *user, t aadsts.Tenant) int64 {
	p := l.Policies()
	may := p.SecurityDefaults || u.MFA == MFAEnabled && t == aadsts.Contoso
	if !may || p.SecondFactor == "everybody" || u.MFA == MFAEnforced || u.RegisterAgain {
		return 0
	}
	since := l.users.row(u.name).EnrolAsked
	if since == 0 {
		since = l.unix()
	}
	return max(0, since+skipDays*daySeconds-l.unix())
}

// putOff says whether a person has put registering off and may.
func (l *Locked) putOff(u *user, t aadsts.Tenant) bool {
	return l.users.row(u.name).EnrolSkipped && l.skipLeft(u, t) > 0
}

// unproved is the error for who has to go to the browser for a second factor: to pass
// it, or to register it first.
func (l *Locked) unproved(u *user, t aadsts.Tenant) *aadsts.Refusal {
	if !l.mustEnrol(u, t) {
		return mfaRequired(t)
	}
	f := aadsts.Refuse("interaction_required", 50079, "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '%s'.", t.Name).WithSuberror("basic_action")
	f.Claims = aadsts.ClaimsChallenge(t)
	return f
}

// startEnrol is "More information required", or the page at which an earlier sign-in
// stopped.
func (v *visit) startEnrol(u *user) outcome {
	if row := v.l.users.row(u.name); row.EnrolAsked == 0 && v.l.skipLeft(u, v.tenant()) > 0 {
		row.EnrolAsked = v.l.unix()
		v.l.users.put(u.name, row)
	}
	v.logInterrupt(50072, "the person has to register a second factor")
	row, ok := v.l.enrolments.find(enrolKey(v.User, v.tenant()))
	if !ok || v.l.unix() >= row.Changed+enrolMemory || len(row.Registered) > 0 {
		return v.goTo(stepProofUp)
	}
	return v.goOnEnrolling("You began to set this up before. Go on here.")
}

// goOnEnrolling makes an enrolment this sign-in's, at the last page that can be shown
// again: whatever another browser showed is void.
func (v *visit) goOnEnrolling(note string) outcome {
	row := v.l.enrolments.row(enrolKey(v.User, v.tenant()))
	row.Flow = v.id
	v.withdrawTest()
	out := v.shownAgain(row)
	out.view.Enrol.Note = note
	return out
}

// shownAgain is the last page of an interrupted enrolment that can be shown again.
func (v *visit) shownAgain(row enrolRow) outcome {
	switch row.Step {
	case stepApp, stepTry, stepWait:
		if isTelephone(row.Method) {
			return v.enrolTo(row, numberStep(row), "")
		}
		return v.showSecret(row)
	case stepNumber, stepFallback, stepEnrolled:
		return v.enrolTo(row, row.Step, "")
	}
	return v.enrolTo(row, stepMethod, "")
}

// enrolTo goes to another page of the enrolment and remembers it.
func (v *visit) enrolTo(row enrolRow, step, problem string) outcome {
	row.Step, row.Changed = step, v.l.unix()
	if other := v.l.enrolments.row(enrolKey(v.User, v.tenant())).Flow; other != v.id {
		v.l.silence(other)
	}
	v.l.enrolments.put(enrolKey(v.User, v.tenant()), row)
	v.l.bump()
	v.Step = step
	v.save()
	return v.page(problem)
}

// takeEnrol takes what was typed on one of the pages.
func (v *visit) takeEnrol(p aadsts.Params) outcome {
	key, u := enrolKey(v.User, v.tenant()), v.l.user(v.User)
	if !v.Second && (len(u.methodsIn(v.tenant())) > 0 || !v.Adding && !v.l.demandsSecond(u, v.tenant())) {
		return v.enrolmentGone() // who knows the password only must not add a method to those that are there
	}
	if v.Step == stepProofUp {
		return v.enrolTo(enrolRow{ID: aadsts.GUID(v.l.random(16)), User: v.User, Tenant: v.tenant().ID, Flow: v.id}, stepMethod, "")
	}
	row, ok := v.l.enrolments.find(key)
	switch {
	case !ok:
		return v.enrolmentGone()
	case row.Flow != v.id:
		return v.goOnEnrolling("This was gone on with in another window, which is void now. Go on here.")
	}
	switch v.Step {
	case stepMethod:
		return v.takeMethod(row, p)
	case stepApp:
		return v.takeScanned(row)
	case stepTry:
		return v.takeTry(row, p)
	case stepWait:
		return v.takeWaited(row)
	case stepNumber, stepFallback:
		return v.takeNumber(row, p)
	}
	return v.leaveEnrolment()
}

// enrolmentGone is what follows when an administrator, or the person in another window,
// has settled the matter meanwhile.
func (v *visit) enrolmentGone() outcome {
	u := v.l.user(v.User)
	switch {
	case v.Adding:
		return v.backToInfo()
	case v.Second, !v.l.demandsSecond(u, v.tenant()):
		return v.keepOrFinish()
	}
	return v.askSecond(u)
}

// leaveEnrolment goes on with what the enrolment interrupted.
func (v *visit) leaveEnrolment() outcome {
	v.l.enrolments.remove(enrolKey(v.User, v.tenant()))
	v.l.bump()
	if v.Adding {
		return v.finish(false)
	}
	return v.proved(aadsts.Params{})
}

// skipEnrol puts registering off, when that is allowed.
func (v *visit) skipEnrol() outcome {
	u := v.l.user(v.User)
	if !v.enrolling() || v.Second || v.Adding || v.l.skipLeft(u, v.tenant()) == 0 {
		return v.page("")
	}
	if !v.l.mustEnrol(u, v.tenant()) {
		return v.enrolmentGone() // registered meanwhile: that is asked for now
	}
	row := v.l.users.row(u.name)
	row.EnrolSkipped = true
	v.l.users.put(u.name, row)
	v.withdrawTest()
	return v.keepOrFinish()
}

func (v *visit) enrolling() bool { return slices.Contains(enrolSteps, v.Step) }

// visits serves a link of a page.
func (s *Site) visits(do func(*visit) outcome) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.visited(w, r, func(v *visit) outcome {
			out := do(v)
			out.cookies = v.cookies
			return out
		})
	}
}
