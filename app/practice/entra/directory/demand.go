package directory

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Access is what somebody asks for when they ask for tokens: what policies decide about, and
// what their refusals name.
type Access struct {
	Tenant   aadsts.Tenant
	App      *App
	Way      string // see the Way constants
	Resource string // address or application id of what the tokens are for; "" is Microsoft Graph
	Platform string // see PlatformOf; "" is unknown
	Claims   aadsts.ClaimsRequest
	Legacy   bool // a program without modern authentication
}

// DataverseID is the application id of Dataverse, the same in every tenant.
const DataverseID = "00000007-0000-0000-c000-000000000000"

// ResourceIn is the address of the resource that a scope parameter is for; "" when it names
// none, which means Microsoft Graph.
func ResourceIn(scope string) string {
	for _, word := range strings.Fields(scope) {
		if cut := strings.LastIndexByte(word, '/'); cut > 0 && strings.Contains(word, "://") {
			return strings.TrimRight(word[:cut], "/")
		}
	}
	return ""
}

// ResourceID is the application id by which refusals name the resource: Entra writes it where
// a person would expect an address, and support looks for it (recorded answers with AADSTS50076
// name 00000003-… and 00000007-…). That Global Discovery is Dataverse's is from memory.
func (a Access) ResourceID() string {
	switch {
	case a.Resource == "", IsGraph(a.Resource):
		return GraphID
	case aadsts.IsGUID(a.Resource):
		return a.Resource
	}
	return DataverseID
}

// isFor says whether the resource is one that a rule names: by its application id, which is all
// that Entra knows, or, for an organization, by its unique name.
func (a Access) isFor(name string) bool {
	if strings.EqualFold(name, a.ResourceID()) {
		return true
	}
	u, err := url.Parse(a.Resource)
	if err != nil || u.Host == "" {
		return false
	}
	label, _, _ := strings.Cut(u.Host, ".")
	segment := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	return strings.EqualFold(name, label) || segment != "" && strings.EqualFold(name, segment)
}

// The platforms that a rule can be for ("Conditional Access: Conditions").
var allPlatforms = []string{"windows", "macos", "linux", "ios", "android"}

// Platforms are those that a rule can be for.
func Platforms() []string { return slices.Clone(allPlatforms) }

// PlatformOf is the platform that a request comes from, as Entra reads it from the User-Agent;
// programs of Microsoft's libraries say it in x-client-OS. "" is unknown.
func PlatformOf(r *http.Request) string {
	text := strings.ToLower(r.UserAgent() + " " + r.Header.Get("x-client-OS"))
	for _, row := range [][2]string{{"android", "android"}, {"iphone", "ios"}, {"ipad", "ios"}, {"windows", "windows"}, {"mac os", "macos"}, {"macintosh", "macos"}, {"darwin", "macos"}, {"linux", "linux"}} {
		if strings.Contains(text, row[0]) {
			return row[1]
		}
	}
	return ""
}

// Demand is what a sign-in has to prove besides the password.
type Demand struct {
	Strength aadsts.Strength
	// Policies are the ids of the rules that demand it, and Rule the name of one; none when it is
	// the person's own setting, or the program's wish.
	Policies []string
	Rule     string
	// Mandatory says that Microsoft demands it, whatever the tenant wants.
	Mandatory bool
	// Risk says that a rule for risks demands it: who has registered nothing is blocked.
	Risk bool
}

// CanWait says whether registering a second factor may be put off, where that is allowed.
func (d Demand) CanWait() bool { return len(d.Policies) == 0 && !d.Mandatory }

// DemandOf is what a tenant demands of somebody who asks for something. All rules that fit count,
// as at Entra.
func (l *Locked) DemandOf(u *Principal, a Access) Demand {
	var d Demand
	if a.App.isForAdministering() {
		d.Strength, d.Rule, d.Mandatory = aadsts.MFAStrength, mandatoryRule, true
	}
	if a.Claims.MFA || l.RequiresSecondFactor(u, a.Tenant) {
		d.Strength = aadsts.MFAStrength
	}
	for _, r := range l.Policies().Rules {
		o, _ := aadsts.OutcomeOf(r.Then)
		if o.Demand == "" || r.ReportOnly || !l.fits(r, u, a) {
			continue
		}
		d.Strength, d.Rule = aadsts.StrongerOf(d.Strength, o.Demand), r.called()
		d.Policies, d.Risk = append(d.Policies, r.id(a.Tenant)), d.Risk || r.isForRisk()
	}
	return d
}

// rankOf is a method's place in the order in which Entra asks, the most secure first
// ("System-preferred multifactor authentication", as of 2026; between these are methods that nobody
// has here). A Temporary Access Pass that isn't there can't be asked for.
func (l *Locked) rankOf(u *Principal, method string) int {
	switch method {
	case MethodPass:
		if l.HasPass(u.Name) {
			return 1
		}
	case MethodKey:
		return 2
	case MethodPush:
		return 4
	case MethodCode:
		return 6
	case MethodText, MethodMobile, MethodOffice:
		return 7
	}
	return 8
}

// InAskedOrder are methods of a person in the order in which a sign-in asks for them: the strongest
// first, and of telephones, which share a rank, the person's default; all in the person's order where
// a policy says so.
func (l *Locked) InAskedOrder(u *Principal, methods []string) []string {
	methods = slices.Clone(methods)
	if l.Policies().NoSystemPreferred {
		return methods
	}
	slices.SortStableFunc(methods, func(a, b string) int { return cmp.Compare(l.rankOf(u, a), l.rankOf(u, b)) })
	return methods
}

// MethodsFor are somebody's methods that are strong enough for a demand, in their order.
func (d Demand) MethodsFor(u *Principal, t aadsts.Tenant) []string {
	return slices.DeleteFunc(slices.Clone(u.MethodsIn(t)), func(method string) bool { return !StrengthOf(method).Meets(d.Strength) })
}

// StrengthOf is how strong the proof of a method is, together with the password.
func StrengthOf(method string) aadsts.Strength {
	if method == MethodKey {
		return aadsts.PhishingResistantStrength
	}
	return aadsts.MFAStrength
}

// CheckDemand is the error for a proof that isn't strong enough, or nil.
func (l *Locked) CheckDemand(u *Principal, proof aadsts.Strength, a Access) *aadsts.Refusal {
	d := l.DemandOf(u, a)
	switch {
	case d.Strength == aadsts.PasswordStrength:
		return nil
	case len(u.MethodsIn(l.FactorTenant(a.Tenant))) == 0 && a.Way == WayRefresh && d.CanWait() && l.HasPutOffRegistration(u, a.Tenant):
		return nil
	case len(u.MethodsIn(l.FactorTenant(a.Tenant))) > 0 && proof.Meets(d.Strength):
		return nil
	}
	return l.SecondFactorRequired(u, a)
}

// SecondFactorRequired is the error for somebody who has to go to the browser for a second
// factor: to pass it, or to register it first. Its claims are what the sign-in has to ask for.
// Where none of the person's methods is strong enough the browser would ask in vain, so that
// is a refusal for good (AADSTS53003, from memory).
func (l *Locked) SecondFactorRequired(u *Principal, a Access) *aadsts.Refusal {
	d := l.DemandOf(u, a)
	if bad := l.checkMethods(u, a, d); bad != nil {
		return bad
	}
	f := aadsts.RefuseByPolicy("basic_action", 50076, "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '%s'.", a.ResourceID())
	if len(u.MethodsIn(l.FactorTenant(a.Tenant))) == 0 {
		f = aadsts.RefuseByPolicy("basic_action", 50079, "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '%s'.", a.ResourceID())
	}
	f.Claims, f.Rule = aadsts.ClaimsChallenge(a.Tenant, d.Policies...), d.Rule
	return f
}

// NoMethodMeets says whether somebody can't meet a demand, whatever they do: a second factor can
// be registered on the way, a security key can't.
func (l *Locked) NoMethodMeets(u *Principal, t aadsts.Tenant, d Demand) bool {
	return !aadsts.MFAStrength.Meets(d.Strength) && len(d.MethodsFor(u, l.FactorTenant(t))) == 0
}

func noMethodMeets(a Access, d Demand) *aadsts.Refusal {
	f := aadsts.OutcomeRefusal("block", a.Tenant, a.ResourceID())
	f.Text += " The policy demands a " + string(d.Strength) + " method, and this person has none."
	f.Rule, f.Claims = d.Rule, aadsts.ClaimsChallenge(a.Tenant, d.Policies...)
	return f
}

// CheckMethods is the error for somebody who can't meet what is demanded, or nil.
func (l *Locked) CheckMethods(u *Principal, a Access) *aadsts.Refusal {
	return l.checkMethods(u, a, l.DemandOf(u, a))
}

// checkMethods is CheckMethods for a demand. Registering on the way is no answer to a risk: AADSTS53004
// ("Configure and enable risk policies": who has not registered before is blocked).
func (l *Locked) checkMethods(u *Principal, a Access, d Demand) *aadsts.Refusal {
	switch {
	case l.NoMethodMeets(u, a.Tenant, d):
		return noMethodMeets(a, d)
	case d.Risk && len(u.MethodsIn(l.FactorTenant(a.Tenant))) == 0:
		f := aadsts.OutcomeRefusal("registration-risk", a.Tenant, a.ResourceID())
		f.Rule = d.Rule
		return f
	}
	return nil
}

// reported are what the rules that only report would have made of a sign-in, for the log.
func (l *Locked) reported(u *Principal, proof aadsts.Strength, a Access) []string {
	var list []string
	for _, r := range l.Policies().Rules {
		o, _ := aadsts.OutcomeOf(r.Then)
		switch {
		case !r.ReportOnly || !l.fits(r, u, a) || isMetBy(o.Word, l.Policies().deviceOf(a)):
		case o.Demand == "":
			list = append(list, r.called()+" would have ended it with "+o.Refusal(a.Tenant, a.ResourceID()).Name())
		case !proof.Meets(o.Demand):
			list = append(list, r.called()+" would have demanded "+string(o.Demand))
		}
	}
	return list
}

// WithReports is why a sign-in went well, with what the rules that only report have to say.
func (l *Locked) WithReports(why string, u *Principal, proof aadsts.Strength, a Access) string {
	if list := l.reported(u, proof, a); len(list) > 0 {
		return why + "; report-only: " + strings.Join(list, ", ")
	}
	return why
}
