package directory

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// Policies are what an administrator demands of everybody. The zero value is the
// practice tenant's ordinary behavior: everybody who has a second factor is asked for it.
type Policies struct {
	// SecondFactor is "" for those who have registered one, "everybody" (without one, they have
	// to register), or "nobody".
	SecondFactor string `json:"secondFactor,omitempty"`
	// SecurityDefaults are Entra's: everybody registers an authenticator, administrators pass it with
	// every sign-in, others where it is necessary, and legacy programs are no way in.
	SecurityDefaults bool `json:"securityDefaults,omitempty"`
	// PushWithoutNumber asks only for Approve or Deny, as before 2023.
	PushWithoutNumber bool `json:"pushWithoutNumber,omitempty"`
	// ShowApplication and ShowPlace have the phone's request name the application and where the
	// sign-in comes from: Authenticator's "additional context". As "Microsoft managed", which is
	// what tenants begin with, both are off ("Protecting authentication methods in Microsoft Entra ID").
	ShowApplication bool `json:"showApplication,omitempty"`
	ShowPlace       bool `json:"showPlace,omitempty"`
	// AskPhoneDigits asks for the last digits of the telephone number before a text is
	// sent, or a call made, that the person chose as another way to sign in.
	AskPhoneDigits bool `json:"askPhoneDigits,omitempty"`
	// PutOffRegistration lets people put registering off for 14 days under security defaults and
	// per-user MFA "enabled", as Entra did in tenants made before 2024-07-29.
	PutOffRegistration bool `json:"putOffRegistration,omitempty"`
	// RegistrationCampaign is whom Entra asks, after a text or a call, to set up the Authenticator app:
	// "" is as Microsoft manages it, those who used a telephone; "everybody" who hasn't the app; "off".
	RegistrationCampaign string `json:"registrationCampaign,omitempty"`
	// SnoozeDays is how long "Skip for now" lasts: 0 is 1, Entra's default, -1 until the next sign-in.
	SnoozeDays int `json:"snoozeDays,omitempty"`
	// SnoozeWithoutEnd lets people skip for ever, instead of three times.
	SnoozeWithoutEnd bool `json:"snoozeWithoutEnd,omitempty"`
	// PasswordReset is by how many methods people prove themselves to reset a forgotten password: 1 or 2;
	// 0 leaves that to administrators, who may reset their own by two in any case.
	PasswordReset int `json:"passwordReset,omitempty"`
	// NoSystemPreferred asks for the method that is listed first, instead of the strongest.
	NoSystemPreferred bool `json:"noSystemPreferred,omitempty"`
	// NoFraudReports takes "report" away from the phone.
	NoFraudReports bool `json:"noFraudReports,omitempty"`
	// FraudAlert blocks whoever reports, as Entra's Fraud alert did until 2025.
	FraudAlert bool `json:"fraudAlert,omitempty"`
	// RememberDays is how long a browser may skip the second factor: 0 is 14, -1 not at all.
	RememberDays int `json:"rememberDays,omitempty"`
	// SignInHours is after how long a browser has to prove itself again; 0 is never.
	SignInHours int `json:"signInHours,omitempty"`
	// NeverStaySignedIn leaves out that question.
	NeverStaySignedIn bool `json:"neverStaySignedIn,omitempty"`
	// TrustHomeMFA has the other tenants trust the second factor that a guest passed at home, as
	// their cross-tenant access settings can. Without it, as in Entra, each asks for its own.
	TrustHomeMFA bool `json:"trustHomeMfa,omitempty"`
	// ConsentRequests lets people ask an administrator for consent.
	ConsentRequests bool `json:"consentRequests,omitempty"`
	// Place is where everybody is, for rules that are for places and for the phone: addresses on
	// this machine tell nothing. "" is nowhere in particular.
	Place string `json:"place,omitempty"`
	// Device are the states of everybody's device; none is an unknown one.
	Device []string `json:"device,omitempty"`
	// ResourcePlace is where resources see everybody, when that is another place than the one that the
	// sign-in sees: networks can send the two along different paths. "" is Place.
	ResourcePlace string `json:"resourcePlace,omitempty"`
	// Rules are Conditional Access policies, in their order: of those that end a sign-in the first
	// that fits counts, of those that demand something all.
	Rules []Rule `json:"rules,omitempty"`
}

// Rule is one Conditional Access policy: whom it is for, and what becomes of the sign-in.
// An empty list is everybody, every application, every way.
type Rule struct {
	Name  string   `json:"name"`
	Users []string `json:"users,omitempty"` // user principal names
	Apps  []string `json:"apps,omitempty"`  // ApplicationIDs
	Ways  []string `json:"ways,omitempty"`  // see the Way constants
	// Resources are application ids, such as Dataverse's, or unique names of organizations.
	Resources []string `json:"resources,omitempty"`
	// Contexts are authentication contexts ("c1" to "c99"): a rule with some is only for requests
	// that ask for one of them in the parameter claims.
	Contexts  []string `json:"contexts,omitempty"`
	Platforms []string `json:"platforms,omitempty"`
	// Places are where people are when the rule is for them, by Policies.Place; of
	// ExceptPlaces it is for everybody else.
	Places       []string `json:"places,omitempty"`
	ExceptPlaces []string `json:"exceptPlaces,omitempty"`
	// StrictPlaces takes the place that the resource sees for the rule, too, when the resource sent the
	// program here: Entra's session control "Strictly enforce location policies".
	StrictPlaces bool `json:"strictPlaces,omitempty"`
	// HighRisk is for people whose risk is high, and UserRisk for those of some levels: Entra's condition
	// "User risk". SignInRisk is its condition of that name.
	HighRisk   bool     `json:"highRisk,omitempty"`
	UserRisk   []string `json:"userRisk,omitempty"`
	SignInRisk []string `json:"signInRisk,omitempty"`
	// Clients are kinds of client, "Client apps"; Devices and ExceptDevices are "Filter for devices": for
	// those in one of some states, and for all but those.
	Clients       []string `json:"clients,omitempty"`
	Devices       []string `json:"devices,omitempty"`
	ExceptDevices []string `json:"exceptDevices,omitempty"`
	// Then is the outcome: a word of Outcomes, or "AADSTS" and a number of theirs.
	Then string `json:"then"`
	// ReportOnly notes in the sign-in log what the rule would have done, and does nothing.
	ReportOnly bool `json:"reportOnly,omitempty"`
	// Off keeps a rule without using it.
	Off bool `json:"off,omitempty"`
}

// The ways of signing in that a rule can be for.
const (
	WayBrowser     = "browser"
	WayDeviceCode  = "device-code"
	WayPassword    = "password"
	WayRefresh     = "refresh"
	WayApplication = "application"
)

var allWays = []string{WayBrowser, WayDeviceCode, WayPassword, WayRefresh, WayApplication}

// Bounds of policies.
const (
	mostRules   = 50
	mostDays    = 365
	mostHours   = 24 * 365
	mostSnooze  = 14  // days
	longestRule = 500 // people and applications of one
)

// Policies are those that hold.
func (l *Locked) Policies() Policies { return l.policies.rows[""] }

// Policies returns what holds.
func (s *Store) Policies() Policies {
	l := s.Lock()
	defer l.Unlock()
	p := l.Policies()
	p.Rules = cloneRules(p.Rules)
	return p
}

// SetPolicies replaces all policies. The Input problem "practice-policies" names the
// field that is wrong.
func (s *Store) SetPolicies(p Policies) error {
	if err := p.check(); err != nil {
		return err
	}
	p.Rules = cloneRules(p.Rules)
	l := s.Lock()
	defer l.Unlock()
	l.policies.Put("", p)
	l.NotifyChange()
	return nil
}

func cloneRules(list []Rule) []Rule {
	copied := make([]Rule, len(list))
	for i, r := range list {
		r.Users, r.Apps, r.Ways = slices.Clone(r.Users), slices.Clone(r.Apps), slices.Clone(r.Ways)
		r.Resources, r.Contexts, r.Platforms = slices.Clone(r.Resources), slices.Clone(r.Contexts), slices.Clone(r.Platforms)
		r.Places, r.ExceptPlaces = slices.Clone(r.Places), slices.Clone(r.ExceptPlaces)
		r.UserRisk, r.SignInRisk, r.Clients = slices.Clone(r.UserRisk), slices.Clone(r.SignInRisk), slices.Clone(r.Clients)
		r.Devices, r.ExceptDevices = slices.Clone(r.Devices), slices.Clone(r.ExceptDevices)
		copied[i] = r
	}
	return copied
}

func (p Policies) check() error {
	bad := func(field string) error { return problem.New(problem.Input, "practice-policies").At(field) }
	switch {
	case !slices.Contains([]string{"", "everybody", "nobody"}, p.SecondFactor):
		return bad("secondFactor")
	case p.RememberDays < -1 || p.RememberDays > mostDays:
		return bad("rememberDays")
	case !slices.Contains([]string{"", "everybody", "off"}, p.RegistrationCampaign):
		return bad("registrationCampaign")
	case p.SnoozeDays < -1 || p.SnoozeDays > mostSnooze:
		return bad("snoozeDays")
	case p.PasswordReset < 0 || p.PasswordReset > 2:
		return bad("passwordReset")
	case p.SignInHours < 0 || p.SignInHours > mostHours:
		return bad("signInHours")
	case p.Place != "" && !isName(p.Place):
		return bad("place")
	case p.ResourcePlace != "" && !isName(p.ResourcePlace):
		return bad("resourcePlace")
	case slices.ContainsFunc(p.Device, func(state string) bool { return !slices.Contains(deviceStates, state) }):
		return bad("device")
	case len(p.Rules) > mostRules:
		return bad("rules")
	}
	for i, r := range p.Rules {
		if field := r.wrong(); field != "" {
			return bad("rules[" + strconv.Itoa(i) + "]." + field)
		}
	}
	return nil
}

// wrong is the field of a rule that is.
func (r Rule) wrong() string {
	switch {
	case utf8.RuneCountInString(r.Name) > longestText || aadsts.Show(r.Name) != r.Name:
		return "name"
	case len(r.Users) > longestRule || slices.ContainsFunc(r.Users, func(u string) bool { return u != aadsts.NormalName(u) || aadsts.Show(u) != u }):
		return "users"
	case len(r.Apps) > longestRule || slices.ContainsFunc(r.Apps, func(id string) bool { return !aadsts.IsGUID(id) }):
		return "apps"
	case slices.ContainsFunc(r.Ways, func(w string) bool { return !slices.Contains(allWays, w) }):
		return "ways"
	case len(r.Resources) > longestRule || slices.ContainsFunc(r.Resources, func(name string) bool { return !aadsts.IsGUID(name) && !isName(name) }):
		return "resources"
	case len(r.Contexts) > longestRule || slices.ContainsFunc(r.Contexts, func(name string) bool { return !isContext(name) }):
		return "contexts"
	case slices.ContainsFunc(r.Platforms, func(name string) bool { return !slices.Contains(allPlatforms, name) }):
		return "platforms"
	case len(r.Places) > longestRule || slices.ContainsFunc(r.Places, func(name string) bool { return !isName(name) }):
		return "places"
	case len(r.ExceptPlaces) > longestRule || slices.ContainsFunc(r.ExceptPlaces, func(name string) bool { return !isName(name) }):
		return "exceptPlaces"
	}
	if _, ok := aadsts.OutcomeOf(r.Then); !ok {
		return "then"
	}
	return r.wrongCondition()
}

// isName says whether a text is the name of a place or an organization.
func isName(text string) bool {
	return text != "" && len(text) <= 60 && aadsts.Show(text) == text && strings.TrimSpace(text) == text
}

// isContext says whether a text is an authentication context's id: "c1" to "c99" (authentication
// contexts in Microsoft Graph's authenticationContextClassReference).
func isContext(text string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(text, "c"))
	return err == nil && n > 0 && n < 100 && text == "c"+strconv.Itoa(n)
}

// id names a rule in claims challenges (capolids).
func (r Rule) id(t aadsts.Tenant) string { return aadsts.PolicyID(t, r.Name) }

// called is how the sign-in log names a rule.
func (r Rule) called() string {
	if r.Name == "" {
		return "A rule without a name"
	}
	return "Rule '" + r.Name + "'"
}

// fits says whether a rule is for what somebody asks for. A rule that an earlier refusal named
// is for the sign-in that answers it, whatever that is for.
func (l *Locked) fits(r Rule, u *Principal, a Access) bool {
	p := l.Policies()
	return r.fitsAt(p, p.Place, u, a) || r.StrictPlaces && a.Claims.SeenElsewhere && r.fitsAt(p, p.placeAtResources(), u, a)
}

// fitsAt is fits for somebody at a place.
func (r Rule) fitsAt(p Policies, place string, u *Principal, a Access) bool {
	named := slices.Contains(a.Claims.Policies, r.id(a.Tenant))
	return !r.Off && (len(r.Users) == 0 || u != nil && slices.Contains(r.Users, u.Name)) &&
		(len(r.Apps) == 0 || slices.ContainsFunc(r.Apps, func(id string) bool { return strings.EqualFold(id, a.App.ApplicationID) })) &&
		(len(r.Ways) == 0 || slices.Contains(r.Ways, a.Way)) &&
		(len(r.Resources) == 0 || named || slices.ContainsFunc(r.Resources, a.isFor)) &&
		(len(r.Contexts) == 0 || named || slices.ContainsFunc(r.Contexts, func(c string) bool { return slices.Contains(a.Claims.Contexts, c) })) &&
		(len(r.Platforms) == 0 || slices.Contains(r.Platforms, a.Platform)) &&
		(len(r.Places) == 0 || slices.Contains(r.Places, place)) && !slices.Contains(r.ExceptPlaces, place) &&
		r.fitsConditions(p, u, a)
}

// EvaluatePolicies is what the policies make of a sign-in; nil lets it go on. u is nil for an
// application itself.
func (l *Locked) EvaluatePolicies(u *Principal, a Access) *aadsts.Refusal {
	for _, r := range l.Policies().Rules {
		o, _ := aadsts.OutcomeOf(r.Then)
		if o.Demand != "" || o.Word == termsOfUse || r.ReportOnly || !l.fits(r, u, a) || isMetBy(o.Word, l.Policies().deviceOf(a)) {
			continue
		}
		f := o.Refusal(a.Tenant, a.ResourceID())
		f.Rule = r.called()
		return f
	}
	return nil
}

// CheckDeviceSession is the error for a refresh token that began with a device code where those
// have been blocked since, or nil: such a session stays one of that flow ("protocol tracking",
// Microsoft's "Conditional Access: Authentication flows", which has the suberror, too).
func (l *Locked) CheckDeviceSession(u *Principal, row FamilyRow, a Access) *aadsts.Refusal {
	if !row.Device {
		return nil
	}
	a.Way = WayDeviceCode
	forbidden := l.Settings().BlockDeviceCode || slices.ContainsFunc(l.Policies().Rules, func(r Rule) bool {
		o, _ := aadsts.OutcomeOf(r.Then)
		return o.Code == 53003 && slices.Contains(r.Ways, WayDeviceCode) && !r.ReportOnly && l.fits(r, u, a)
	})
	if !forbidden {
		return nil
	}
	return aadsts.Refuse("invalid_grant", 530036, "Access has been blocked by Conditional Access policies. The refresh token is invalid due to authentication flow checks by Conditional Access.").WithSuberror("protection_policy_required")
}

// CheckSignInFrequency is the error for refresh tokens whose sign-in is too long ago, or nil.
func (l *Locked) CheckSignInFrequency(row FamilyRow) *aadsts.Refusal {
	if row.At >= l.OldestProof() {
		return nil
	}
	return aadsts.Refuse("invalid_grant", 70043, "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on %s and the maximum allowed lifetime for this request is %d.",
		time.Unix(row.At, 0).UTC().Format("2006-01-02T15:04:05.0000000Z"), l.Policies().SignInHours*60*60).WithSuberror("token_expired")
}
