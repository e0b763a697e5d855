package pages

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

//go:embed templates assets
var files embed.FS

func parsePages() map[string]*template.Template {
	layout := template.Must(template.New("layout.html").Funcs(template.FuncMap{
		// A redirect URI gets here only when it is registered.
		"address": func(u string) template.URL { return template.URL(u) },
	}).ParseFS(files, "templates/layout.html"))
	names, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	set := map[string]*template.Template{}
	for _, path := range names {
		name := strings.TrimSuffix(strings.TrimPrefix(path, "templates/"), ".html")
		if name != "layout" {
			set[name] = template.Must(template.Must(layout.Clone()).ParseFS(files, path))
		}
	}
	return set
}

// view is what the pages show.
type view struct {
	Page    string // its name, for scripts that ask where they are
	Tenant  string // name; "" is Contoso's
	App     string // name of the registration
	Action  string // path of the sign-in
	Step    string
	User    string
	Display string
	Problem string
	Typed   string
	Number  string
	Phone   string // masked, of a text or a call
	Wrong   string // name of the field that Problem is about
	// TrustDays is for how many days this browser may be remembered; 0 is not at all.
	TrustDays int
	First     bool // the password was right
	Expired   bool

	Reported bool
	Blocked  bool // by the report
	Declined bool // the sign-in on another device
	Both     bool // the user has another method
	Key      bool // it is about a security key
	Accounts []tile
	Methods  []way

	Redirect string
	Frames   []string // addresses that are told of a sign-out
	Fields   answer
	Incident *shownIncident
	Consent  *consentView
	About    *aboutError
	Enrol    *enrolView
	Info     *infoView
}

// tile is an account to choose; Hint names it in the answer.
type tile struct{ User, Display, Hint string }

type way struct{ Value, Text string }

var wayTexts = map[string]string{
	directory.MethodPush:   "Approve a request on my practice phone",
	directory.MethodCode:   "Use a code from my practice phone",
	directory.MethodText:   "Text",
	directory.MethodMobile: "Call",
	directory.MethodOffice: "Call the office",
	directory.MethodPass:   "Use my Temporary Access Pass",
	directory.MethodKey:    "Use my security key",
}

// page is the page of the step at which the sign-in is.
func (v *visit) page(problem string) outcome {
	w := view{Tenant: v.TargetTenant().Name, App: v.l.AppName(v.Client), Action: "/" + v.Tenant + "/signin/" + v.id, Step: v.Step, User: v.User, Problem: problem}
	if u := v.l.User(v.User); u != nil {
		methods := v.offers()
		w.Display, w.Both = u.Display(), len(methods) > 1
		for _, m := range methods {
			w.Methods = append(w.Methods, way{m, wayText(m, u)})
		}
		if v.Message != "" { // also for another text, another call
			w.Phone, w.Both = masked(u.NumberOf(v.Method)), v.First
		}
	}
	switch v.Step {
	case directory.StepPick:
		_, session := v.s.session(v.l, v.r)
		for _, a := range session.Accounts {
			if u := v.l.User(a.User); u != nil {
				w.Accounts = append(w.Accounts, tile{User: u.Name, Display: u.Display()})
			}
		}
	case directory.StepPush:
		if n := v.l.Prompts.Row(v.Prompt).Number; n != 0 {
			w.Number = strconv.Itoa(n)
		}
	case directory.StepDigits:
		if u := v.l.User(v.User); u != nil {
			w.Phone = masked(u.NumberOf(v.Method))
		}
	case directory.StepDenied:
		w.Key = v.Method == directory.MethodKey
		w.Problem, w.Reported = phone.Denial(v.l, v.Flow)
		w.Blocked = v.l.User(v.User).Blocked
	case stepReset:
		w.Methods = v.resetWays()
	case stepResetCode:
		w.Phone = ""
		if v.Method == directory.MethodText {
			w.Phone = masked(v.l.User(v.User).MobilePhone)
		}
	case stepNudge:
		_, w.Both = v.l.Nudge(v.l.User(v.User), v.Method, directory.PlatformOf(v.r))
	case stepTerms:
		w.Typed, _ = v.l.TermsToAccept(v.l.User(v.User), v.access())
	case stepConsent, stepRequested:
		w.Consent = v.consentView()
	case stepApproval:
		w.Consent, w.Incident = v.consentView(), shownOf(v.incident(v.needsApproval()))
	}
	if v.Step == directory.StepPersonal {
		w.Problem = aadsts.WrongAccountKind().Name() + ": " + aadsts.WrongAccountKind().Text
	}
	w.TrustDays, w.First = v.l.RememberDays(), v.First
	if v.ByText && !v.First { // it is no second factor
		w.TrustDays = 0
	}
	if v.enrolling() {
		v.showEnrolment(&w)
	}
	return outcome{page: pageOf(v.Step), view: w, source: directory.FormSource(v.Redirect), cookies: v.cookies}
}

func (s *Site) writePage(w http.ResponseWriter, r *http.Request, o outcome) {
	if o.view.Tenant == "" {
		o.view.Tenant = aadsts.Contoso.Name
	}
	o.view.Page = o.page
	var body bytes.Buffer
	if err := s.pages[o.page].ExecuteTemplate(&body, "layout.html", o.view); err != nil {
		s.Log().Error("practice tenant: page", "page", o.page, "error", err)
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	guardHeaders(h, o.source)
	if len(o.view.Frames) > 0 {
		h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+"; frame-src "+strings.Join(sourcesOf(o.view.Frames), " "))
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	status := o.status
	if status == 0 {
		status = http.StatusOK
	}
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
}

// sourcesOf are the source expressions of some addresses.
func sourcesOf(addresses []string) []string {
	var list []string
	for _, address := range addresses {
		list = append(list, directory.FormSource(address))
	}
	return list
}

// guardHeaders allow a page our own style and script and nothing else. Browsers
// apply form-action to the redirect that follows a form, too, so the client's
// redirect URI has to be in it. There is no Cross-Origin-Opener-Policy, as Entra's pages
// have none (from memory): a program that opened a popup watches where it goes, and
// "same-origin" would look to it as if the person had closed the window.
func guardHeaders(h http.Header, source string) {
	action := "'self'"
	if source != "" {
		action += " " + source
	}
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "+
		"form-action "+action+"; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
}

func (s *Site) servePasswords(w http.ResponseWriter, r *http.Request) {
	outcome{page: "passwords"}.write(s, w, r)
}

func serveAsset(path, kind string) http.HandlerFunc {
	body, err := files.ReadFile(path)
	if err != nil {
		panic(err) // embedded
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h.Set("Content-Type", kind)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-cache")
		h.Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	}
}

// pageOf is the name of a step's page.
func pageOf(step string) string {
	if step == directory.StepText {
		return directory.StepCode
	}
	return step
}

// wayText is how the page of all ways calls a method.
func wayText(method string, u *directory.Principal) string {
	if directory.IsTelephone(method) {
		return wayTexts[method] + " " + masked(u.NumberOf(method))
	}
	return wayTexts[method]
}
