package pages

import (
	"cmp"
	"net/http"
	"slices"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// visit is one request of a browser within a sign-in, which is locked as long as it takes.
type visit struct {
	s *Site
	l *directory.Locked
	r *http.Request
	directory.AuthRequest
	directory.Flow
	id      string
	cookies []*http.Cookie
	session string // key of the session that this request began
	silent  bool   // prompt=none
	logged  bool
}

// newVisit is the first request of a sign-in. Every sign-in has a correlation id, for those who
// look for it in the log.
func (s *Site) newVisit(l *directory.Locked, q directory.AuthRequest, r *http.Request) *visit {
	q.Created, q.Correlation = l.Unix(), cmp.Or(q.Correlation, aadsts.GUID(l.RandomBytes(16)))
	return &visit{s: s, l: l, r: r, AuthRequest: q}
}

// begin starts a sign-in, or ends it at once when the browser is signed in already.
func (s *Site) begin(q directory.AuthRequest, p aadsts.Params, r *http.Request) outcome {
	l := s.Lock()
	defer l.Unlock()
	l.CountSignIn()
	v := s.newVisit(l, q, r)
	v.silent = p["prompt"] == "none"
	if bad := l.CheckTenant(q.Tenant); bad != nil { // gone since it was looked up
		return v.stays(bad)
	}
	if l.App(q.Client) == nil { // removed since it was looked up
		return v.stays(aadsts.Refuse("unauthorized_client", 700016, "Application with identifier '%s' was not found in the directory '%s'.", q.Client, q.TargetTenant().Name))
	}
	_, session := s.session(l, r)
	hint, hinted := s.hinted(l, session, p)
	if hint != nil && hint.IsUnknownIn(v.TargetTenant()) {
		hint = nil
	}
	prompt := p["prompt"]
	var back *directory.Account // who comes back to this browser
	if prompt == "" || prompt == "none" || prompt == "consent" {
		a, several := pick(session, hint, hinted)
		if a != nil && l.User(a.User).MemberOf(v.TargetTenant()) {
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
			return v.refused(l.SecondFactorRequired(l.User(back.User), v.access()))
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
		v.Step = directory.StepPick
	case hint != nil:
		v.Step, v.User = stepAfterName(l, hint), hint.Name
	case hinted:
		v.Step, problem = directory.StepUser, aadsts.UnknownUserText
	case prompt != "login" && len(session.Accounts) > 0:
		v.Step = directory.StepPick
	default:
		v.Step = directory.StepUser
	}
	v.save()
	out := v.page(problem)
	v.logPage(out, p["login_hint"])
	out.view.Typed = aadsts.Show(p["login_hint"])
	return out
}

// hinted is whom a request means: by their user name or the claim login_hint of a token
// (login_hint), an old ID token (id_token_hint), or the session that a token named (sid).
// hinted is false when it names nobody; one who isn't here is nil.
func (s *Site) hinted(l *directory.Locked, session directory.SessionRow, p aadsts.Params) (u *directory.Principal, hinted bool) {
	switch {
	case p["login_hint"] != "":
		return l.PrincipalByHint(p["login_hint"]), true
	case p["id_token_hint"] != "":
		u, _ = s.issuer.HintedBy(p["id_token_hint"])
		return u, true
	case p["sid"] != "":
		for _, a := range session.Accounts {
			if a.Session == p["sid"] {
				return l.User(a.User), true
			}
		}
		return nil, p["prompt"] == "none" // MSAL.js asks so for the session of a token
	}
	return nil, false
}

func accountNotSelectable() *aadsts.Refusal {
	return aadsts.Refuse("interaction_required", 16000, "Either multiple user identities are available for the current request or selected account is not supported for the scenario.")
}

// pick is the account that a request without a prompt can go on with; several
// says that a person would have to choose.
func pick(row directory.SessionRow, hint *directory.Principal, hinted bool) (a *directory.Account, several bool) {
	if hinted {
		for i := range row.Accounts {
			if hint != nil && row.Accounts[i].User == hint.Name {
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
	v.id = v.l.RandomToken(16)
	v.l.MakeRoomForFlow()
	v.l.Requests.Put(v.id, v.AuthRequest)
}

// startBrowser ties the sign-in to this browser, by a cookie that it has or gets.
func (v *visit) startBrowser() {
	value := cookieOf(v.r, v.s.cookiesOf(v.r).browser)
	if value == "" {
		value = v.l.RandomToken(32)
		c := v.s.cookiesOf(v.r)
		v.cookies = append(v.cookies, c.make(c.browser, value, 0))
	}
	v.Browser = directory.Hash(value)
}

// resume finds the sign-in of a request; it must come from the browser that began it.
func (s *Site) resume(l *directory.Locked, r *http.Request) (*visit, *aadsts.Refusal) {
	if bad := l.CheckTenant(r.PathValue("tenant")); bad != nil {
		return nil, bad
	}
	id := r.PathValue("flow")
	q, ok := l.Requests.Find(id)
	if !ok || l.Unix() >= q.Created+directory.FlowLifetime || q.Tenant != r.PathValue("tenant") {
		return nil, aadsts.Refuse("invalid_request", 50089, "Authentication failed due to flow token expired. This sign-in is finished or too old: go back to the program and start again.")
	}
	if directory.Hash(cookieOf(r, s.cookiesOf(r).browser)) != q.Browser {
		return nil, aadsts.Refuse("invalid_request", 165000, "Invalid Request: Request Tokens do not match the user context. Open the address in the browser in which the sign-in was started, with cookies allowed.")
	}
	return &visit{s: s, l: l, r: r, AuthRequest: q, Flow: l.Flows.Row(id), id: id}, nil
}

// save keeps how far the user has come, and which page they see now.
func (v *visit) save() {
	if !slices.Contains(v.Asked, v.Step) {
		v.Asked = append(slices.Clone(v.Asked), v.Step)
	}
	v.l.Flows.Put(v.id, v.Flow)
}

// stale says whether an account of this browser has to prove itself again.
func (v *visit) stale(a directory.Account) bool { return a.At < v.l.OldestProof() }

// again asks somebody who was signed in to prove who they are from the beginning.
func (v *visit) again(a directory.Account) outcome {
	v.User = a.User
	return v.goTo(firstProof(v.l, v.l.User(a.User)))
}

// supersede silences earlier sign-ins of the same person to the same program in the same
// browser: whoever begins again has given those up.
func (v *visit) supersede() {
	for id, f := range v.l.Flows.All() {
		q := v.l.Requests.Row(id)
		if id != v.id && f.User == v.User && q.Browser == v.Browser && q.Client == v.Client {
			v.l.SilenceFlow(id)
		}
	}
}
