package entra

import (
	"cmp"
	"maps"
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
)

// The steps of a sign-in; each is a page.
const (
	stepPick     = "pick"
	stepUser     = "user"
	stepPassword = "password"
	stepPush     = "push"
	stepKey      = "key"    // a security key is to be touched
	stepDenied   = "denied" // the push was not approved
	stepCode     = "code"
	stepWays     = "ways"
	stepDigits   = "digits" // the last ones of a telephone number, before a text or a call
	stepText     = "text"
	stepCall     = "call"
	stepPass     = "pass"     // Temporary Access Pass
	stepExpired  = "expired"  // choose another password
	stepTwin     = "twin"     // a personal account has the same name
	stepPersonal = "personal" // it was chosen
	stepKeep     = "kmsi"     // keep me signed in
	stepDevice   = "device"   // go on with the sign-in on another device?
)

// flow is how far a user has come.
type flow struct {
	Step   string `json:"step"`
	User   string `json:"user,omitempty"`
	First  bool   `json:"first,omitempty"`  // the password was right
	Second bool   `json:"second,omitempty"` // so was the second factor
	Prompt string `json:"prompt,omitempty"` // id of the push prompt
	// Message is the id of the text or the call, and Method the second factor that is
	// asked for.
	Message string `json:"message,omitempty"`
	Method  string `json:"method,omitempty"`
	Trust   bool   `json:"trust,omitempty"` // don't ask this browser again
	// Proved says that the second factor was passed now, not remembered.
	Proved bool `json:"proved,omitempty"`
	// Asked are the pages that were shown, in their order, each once.
	Asked []string `json:"asked,omitempty"`
	// Consented says that the person has just agreed to what the program asks for.
	Consented bool `json:"consented,omitempty"`
	// Above says that an administrator was sent for, to agree in this sign-in.
	Above bool `json:"above,omitempty"`
	// Adding says that "My security info" began this, to add a method.
	Adding bool `json:"adding,omitempty"`
	// Account waits for the answer whether a device or a program may have it.
	Account *account `json:"account,omitempty"`
}

// flowLifetime is how long a sign-in may take, in seconds; a client waits ten
// minutes and may be told to keep waiting.
const flowLifetime = 60 * 60

// mostFlows is how many sign-ins may be under way.
const mostFlows = 200

// visit is one request of a browser within a sign-in, which is locked as long as it takes.
type visit struct {
	s *Site
	l *Locked
	r *http.Request
	request
	flow
	id      string
	cookies []*http.Cookie
	silent  bool // prompt=none
	logged  bool
}

// newVisit is the first request of a sign-in. Every sign-in has a correlation id, for who
// looks for it in the log.
func (s *Site) newVisit(l *Locked, q request, r *http.Request) *visit {
	q.Created, q.Correlation = l.unix(), cmp.Or(q.Correlation, aadsts.GUID(l.random(16)))
	return &visit{s: s, l: l, r: r, request: q}
}

// begin starts a sign-in, or ends it at once when the browser is signed in already.
func (s *Site) begin(q request, p aadsts.Params, r *http.Request) outcome {
	l := s.Lock()
	defer l.Unlock()
	l.begin()
	v := s.newVisit(l, q, r)
	v.silent = p["prompt"] == "none"
	if bad := l.checkTenant(q.Tenant); bad != nil { // gone since it was looked up
		return v.stays(bad)
	}
	if l.app(q.Client) == nil { // removed since it was looked up
		return v.stays(aadsts.Refuse("unauthorized_client", 700016, "Application with identifier '%s' was not found in the directory '%s'.", q.Client, q.tenant().Name))
	}
	_, session := s.session(l, r)
	hint := l.user(aadsts.NormalName(p["login_hint"]))
	prompt := p["prompt"]
	var back *account // who comes back to this browser
	if prompt == "" || prompt == "none" || prompt == "consent" {
		a, several := pick(session, hint, p["login_hint"] != "")
		if a != nil && l.user(a.User).memberOf(v.tenant()) {
			back = a
		}
		switch {
		case back != nil && v.stale(*back):
			if prompt == "none" {
				v.User = back.User
				return v.refused(tooOldSession())
			}
		case back != nil && v.enough(*back):
			return v.issue(*back)
		case prompt == "none" && back != nil:
			v.User = back.User
			return v.refused(l.unproved(l.user(back.User), v.tenant()))
		case prompt == "none" && a != nil:
			return v.refused(accountNotSelectable())
		case prompt == "none" && several:
			return v.refused(accountNotSelectable())
		case prompt == "none":
			return v.refused(aadsts.Refuse("login_required", 50058, "A silent sign-in request was sent but no user is signed in."))
		}
	}
	v.start()
	if back != nil && v.stale(*back) {
		return v.again(*back)
	}
	if back != nil {
		return v.stepUp(*back)
	}
	problem := ""
	switch {
	case prompt == "select_account" && len(session.Accounts) > 0:
		v.Step = stepPick
	case hint != nil:
		v.Step, v.User = stepAfterName(l, hint), hint.name
	case p["login_hint"] != "":
		v.Step, problem = stepUser, aadsts.UnknownUserText
	case prompt != "login" && len(session.Accounts) > 0:
		v.Step = stepPick
	default:
		v.Step = stepUser
	}
	v.save()
	out := v.page(problem)
	v.logPage(out, p["login_hint"])
	out.view.Typed = aadsts.Show(p["login_hint"])
	return out
}

func accountNotSelectable() *aadsts.Refusal {
	return aadsts.Refuse("interaction_required", 16000, "Either multiple user identities are available for the current request or selected account is not supported for the scenario.")
}

// pick is the account that a request without a prompt can go on with; several
// says that a person would have to choose.
func pick(row sessionRow, hint *user, hinted bool) (a *account, several bool) {
	if hinted {
		for i := range row.Accounts {
			if hint != nil && row.Accounts[i].User == hint.name {
				return &row.Accounts[i], false
			}
		}
		return nil, false
	}
	if len(row.Accounts) == 1 {
		return &row.Accounts[0], false
	}
	return nil, len(row.Accounts) > 1
}

// start makes a sign-in that pages can go on with.
func (v *visit) start() {
	v.startBrowser()
	v.id = v.l.fresh(16)
	v.l.makeRoom()
	v.l.requests.put(v.id, v.request)
}

// startBrowser ties the sign-in to this browser, by a cookie that it has or gets.
func (v *visit) startBrowser() {
	value := cookieOf(v.r, v.s.cookie.browser)
	if value == "" {
		value = v.l.fresh(32)
		v.cookies = append(v.cookies, newCookie(v.s.cookie.browser, value, 0))
	}
	v.Browser = hashed(value)
}

// resume finds the sign-in of a request; it must come from the browser that began it.
func (s *Site) resume(l *Locked, r *http.Request) (*visit, *aadsts.Refusal) {
	if bad := l.checkTenant(r.PathValue("tenant")); bad != nil {
		return nil, bad
	}
	id := r.PathValue("flow")
	q, ok := l.requests.find(id)
	if !ok || l.unix() >= q.Created+flowLifetime || q.Tenant != r.PathValue("tenant") {
		return nil, aadsts.Refuse("invalid_request", 50089, "Authentication failed due to flow token expired. This sign-in is finished or too old: go back to the program and start again.")
	}
	if hashed(cookieOf(r, s.cookie.browser)) != q.Browser {
		return nil, aadsts.Refuse("invalid_request", 165000, "Invalid Request: Request Tokens do not match the user context. Open the address in the browser in which the sign-in was started, with cookies allowed.")
	}
	return &visit{s: s, l: l, r: r, request: q, flow: l.flows.row(id), id: id}, nil
}

// save keeps how far the user has come, and which page they see now.
func (v *visit) save() {
	if !slices.Contains(v.Asked, v.Step) {
		v.Asked = append(slices.Clone(v.Asked), v.Step)
	}
	v.l.flows.put(v.id, v.flow)
}

// makeRoom forgets the oldest sign-ins when there are too many, those without a
// password first: whoever opens them without end pushes out their own.
func (l *Locked) makeRoom() {
	surplus := len(l.requests.rows) - mostFlows + 1
	if surplus <= 0 {
		return
	}
	ids := slices.SortedFunc(maps.Keys(l.requests.rows), func(a, b string) int {
		if a, b := l.flows.rows[a].First, l.flows.rows[b].First; a != b {
			if a {
				return 1
			}
			return -1
		}
		return cmp.Compare(l.requests.rows[a].Created, l.requests.rows[b].Created)
	})
	for _, id := range ids[:surplus] {
		l.dropFlow(id)
	}
}

// dropFlow forgets a sign-in and ends what it has on the phone.
func (l *Locked) dropFlow(id string) {
	l.silence(id)
	l.flows.remove(id)
	l.requests.remove(id)
}
