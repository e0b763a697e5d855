package pages

import (
	"strconv"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// enrolView is what the pages of an enrolment show.
type enrolView struct {
	Days    int    // for which registering may still be put off; 0 is not at all
	Note    string // where this goes on
	Ways    []way
	Method  string
	Done    []string // what was registered, in words
	Info    bool     // it was begun on "My security info"
	Second  bool     // the first method is registered, this is the second
	Account string   // as an authenticator app shows it
	Secret  string
	QR      string // path of the picture
	Phone   string

	Countries []phone.Country
	Country   string
	Typed     string
}

// enrolTexts are the methods as a person chooses them.
var enrolTexts = map[string]string{
	directory.MethodPush:   "Authenticator app: approve a notification",
	directory.MethodCode:   "Authenticator app: type a code",
	directory.MethodText:   "Mobile phone: type a code from a text message",
	directory.MethodMobile: "Mobile phone: answer a call",
	directory.MethodOffice: "Office phone: answer a call",
	directory.MethodPass:   "Temporary Access Pass",
	directory.MethodKey:    "Security key",
}

// showEnrolment fills in what a page of the enrolment shows.
func (v *visit) showEnrolment(w *view) {
	u, t := v.l.User(v.User), v.factorTenant()
	row := v.l.Enrolments.Row(directory.EnrolmentKey(v.User, t))
	e := &enrolView{Method: row.Method, Info: v.Adding, Second: row.Fallback, Phone: row.Phone, Country: row.Country, Typed: row.Number}
	if row.Flow != v.id { // what another window was told is not for this one
		e.Phone, e.Country, e.Typed = "", "", ""
	}
	if !v.Second && !v.Adding {
		e.Days = int((v.grace(u) + directory.DaySeconds - 1) / directory.DaySeconds)
	}
	switch v.Step {
	case stepMethod:
		for _, m := range v.offered() {
			e.Ways = append(e.Ways, way{m, enrolTexts[m]})
		}
	case stepApp:
		e.Account, e.Secret, e.QR = t.Name+": "+u.Name, grouped(row.Secret), w.Action+"/qr?n="+qrLabel(row)
		if row.Flow != v.id { // another window continues with it
			e.Secret, e.QR = "", ""
		}
	case stepWait:
		w.Number = ""
		if p := v.l.Prompts.Row(v.Prompt); p.Number > 0 {
			w.Number = strconv.Itoa(p.Number)
		}
	case stepNumber, stepFallback:
		e.Countries = phone.Countries
		if e.Country == "" {
			e.Country = phone.FirstCountry
		}
		if v.Step == stepFallback {
			for _, m := range v.s.fallbacks(v.User) {
				e.Ways = append(e.Ways, way{m, enrolTexts[m]})
			}
		}
	case stepEnrolled:
		for _, m := range row.Registered {
			e.Done = append(e.Done, enrolTexts[m])
		}
	}
	w.Enrol = e
}
