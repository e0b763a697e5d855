package pages

import (
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
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

// startEnrol is "More information required", or the page at which an earlier sign-in
// stopped.
func (v *visit) startEnrol(u *directory.Principal) outcome {
	if row := v.l.Users.Row(u.Name); row.EnrolAsked == 0 && v.grace(u) > 0 {
		row.EnrolAsked = v.l.Unix()
		v.l.Users.Put(u.Name, row)
	}
	v.logInterrupt(50072, "the person has to register a second factor")
	row, ok := v.l.Enrolments.Find(directory.EnrolmentKey(v.User, v.factorTenant()))
	if !ok || v.l.Unix() >= row.Changed+directory.EnrolmentMemory || len(row.Registered) > 0 {
		return v.goTo(stepProofUp)
	}
	return v.goOnEnrolling("You began to set this up before. Go on here.")
}

// goOnEnrolling makes an enrolment this sign-in's, at the last page that can be shown
// again: whatever another browser showed is void.
func (v *visit) goOnEnrolling(note string) outcome {
	row := v.l.Enrolments.Row(directory.EnrolmentKey(v.User, v.factorTenant()))
	row.Flow = v.id
	v.withdrawTest()
	out := v.shownAgain(row)
	out.view.Enrol.Note = note
	return out
}

// shownAgain is the last page of an interrupted enrolment that can be shown again.
func (v *visit) shownAgain(row directory.EnrolmentRow) outcome {
	switch row.Step {
	case stepApp, stepTry, stepWait:
		if directory.IsTelephone(row.Method) {
			return v.enrolTo(row, numberStep(row), "")
		}
		return v.showSecret(row)
	case stepNumber, stepFallback, stepEnrolled:
		return v.enrolTo(row, row.Step, "")
	}
	return v.enrolTo(row, stepMethod, "")
}

// enrolTo goes to another page of the enrolment and remembers it.
func (v *visit) enrolTo(row directory.EnrolmentRow, step, problem string) outcome {
	row.Step, row.Changed = step, v.l.Unix()
	if other := v.l.Enrolments.Row(directory.EnrolmentKey(v.User, v.factorTenant())).Flow; other != v.id {
		v.l.SilenceFlow(other)
	}
	v.l.Enrolments.Put(directory.EnrolmentKey(v.User, v.factorTenant()), row)
	v.l.NotifyChange()
	v.Step = step
	v.save()
	return v.page(problem)
}

// takeEnrol takes what was typed on one of the pages.
func (v *visit) takeEnrol(p aadsts.Params) outcome {
	key, u := directory.EnrolmentKey(v.User, v.factorTenant()), v.l.User(v.User)
	if !v.Second && (len(u.MethodsIn(v.factorTenant())) > 0 || !v.Adding && !v.asksSecond(u)) {
		return v.enrolmentGone() // somebody who only knows the password must not add a method to those that are there
	}
	if v.Step == stepProofUp {
		return v.enrolTo(directory.EnrolmentRow{ID: aadsts.GUID(v.l.RandomBytes(16)), User: v.User, Tenant: v.factorTenant().ID, Flow: v.id}, stepMethod, "")
	}
	row, ok := v.l.Enrolments.Find(key)
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
	u := v.l.User(v.User)
	switch {
	case v.Adding:
		return v.backToInfo()
	case v.Second, !v.asksSecond(u):
		return v.keepOrFinish()
	}
	return v.askSecond(u)
}

// leaveEnrolment resumes what the enrolment interrupted.
func (v *visit) leaveEnrolment() outcome {
	v.l.Enrolments.Remove(directory.EnrolmentKey(v.User, v.factorTenant()))
	v.l.NotifyChange()
	if v.Adding {
		return v.finish(false)
	}
	if v.Nudged { // the second factor was passed before
		return v.keepOrFinish()
	}
	return v.proved(aadsts.Params{})
}

// skipEnrol puts registering off, when that is allowed.
func (v *visit) skipEnrol() outcome {
	u := v.l.User(v.User)
	if !v.enrolling() || v.Second || v.Adding || v.grace(u) == 0 {
		return v.page("")
	}
	if !v.mustRegister(u) {
		return v.enrolmentGone() // registered meanwhile: that is asked for now
	}
	row := v.l.Users.Row(u.Name)
	row.EnrolSkipped = true
	v.l.Users.Put(u.Name, row)
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
