package directory

import (
	"slices"
	"strings"
	"unicode/utf8"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// The methods' names are those of Entra's pages.
const (
	MethodPush   = "PhoneAppNotification"
	MethodCode   = "PhoneAppOTP"
	MethodText   = "OneWaySMS"
	MethodMobile = "TwoWayVoiceMobile"
	MethodOffice = "TwoWayVoiceOffice"
	MethodPass   = "TemporaryAccessPass"
	MethodKey    = "FidoKey" // a security key
)

// AllMethods are all, in the order in which pages offer them.
func AllMethods() []string {
	return []string{MethodPush, MethodCode, MethodText, MethodMobile, MethodOffice, MethodPass, MethodKey}
}

// IsTelephone says whether a method rings or texts a telephone number.
func IsTelephone(method string) bool {
	return method == MethodText || method == MethodMobile || method == MethodOffice
}

// Per-user MFA as Entra's old page has it: nothing is asked, registration is asked for
// at the next sign-in, or everything asks for the second factor.
const (
	MFADisabled = "disabled"
	MFAEnabled  = "enabled"
	MFAEnforced = "enforced"
)

// Person is a user as an administrator keeps them. The zero value of each field is the
// ordinary case.
type Person struct {
	UserPrincipalName string `json:"userPrincipalName"`
	GivenName         string `json:"givenName,omitempty"`
	Surname           string `json:"surname,omitempty"`
	// Password is "" for the one that is derived from the installation's seed.
	Password string `json:"password,omitempty"`
	// Methods are what is registered, by the names of Entra's pages; the first is the person's
	// default.
	Methods     []string `json:"methods,omitempty"`
	MobilePhone string   `json:"mobilePhone,omitempty"`
	OfficePhone string   `json:"officePhone,omitempty"`
	// TextSignIn lets the mobile phone's number stand for the user name, and a text to it for the
	// password ("SMS-based user sign-in"). No two people may have the same number for it.
	TextSignIn bool `json:"textSignIn,omitempty"`
	// GuestIn is the domain of the other tenant where the person is a guest, or "*" for
	// every other tenant, and GuestMethods are what is registered there.
	GuestIn      string   `json:"guestIn,omitempty"`
	GuestMethods []string `json:"guestMethods,omitempty"`
	// Invited says that the guest has not accepted the invitation yet, which Entra calls
	// PendingAcceptance.
	Invited bool `json:"invited,omitempty"`
	// EmailSignIn says that the guest has no account at home but a mailbox: the tenants where they are
	// a guest send a code to the user name, which is its address ("Email one-time passcode").
	EmailSignIn bool `json:"emailSignIn,omitempty"`
	// MFA is "", "disabled", "enabled" or "enforced".
	MFA           string `json:"mfa,omitempty"`
	Administrator bool   `json:"administrator,omitempty"`
	// RegisterAgain asks for new methods at the next sign-in.
	RegisterAgain bool `json:"registerAgain,omitempty"`
	// What keeps a person out: the account is switched off, locked after too many wrong
	// passwords for good, its password has expired, it was blocked from second factors
	// after a fraud report, or the sign-in looks risky. HighRisk, UserRisk and SignInRisk, which are
	// "low", "medium" or "high", keep nobody out: rules can be for those people. HighRisk counts before
	// UserRisk.
	Disabled        bool   `json:"disabled,omitempty"`
	Locked          bool   `json:"locked,omitempty"`
	PasswordExpired bool   `json:"passwordExpired,omitempty"`
	Blocked         bool   `json:"blocked,omitempty"`
	Risky           bool   `json:"risky,omitempty"`
	HighRisk        bool   `json:"highRisk,omitempty"`
	UserRisk        string `json:"userRisk,omitempty"`
	SignInRisk      string `json:"signInRisk,omitempty"`
	// Consent is "" when everything was consented to for this person, "ask" when they
	// decide themselves, "admin" when an administrator has to.
	Consent string `json:"consent,omitempty"`
	// NoMailbox says that the person has no mailbox, and so no e-mail address in tokens. The
	// address of those who have one is not their user name.
	NoMailbox bool `json:"noMailbox,omitempty"`
	// Groups are the groups of Contoso that the person is in, by name or by id.
	Groups []string `json:"groups,omitempty"`
	// Personal says that a personal account has the same name.
	Personal bool `json:"personal,omitempty"`
}

// guestable says whether a person can be a guest in what GuestIn names.
func guestable(name string) bool { return name == EveryTenant || isOtherTenant(name) }

// isOtherTenant says whether a domain is another tenant's than Contoso, there or not at the
// moment.
func isOtherTenant(name string) bool {
	return name == aadsts.FabrikamDomain || strings.HasSuffix(name, ".example") && aadsts.CompanyBySegment(name) > 0
}

// Display is the name as pages show it.
func (p Person) Display() string { return strings.TrimSpace(p.GivenName + " " + p.Surname) }

// Mail is the address of the person's mailbox, "" without one. It is made of the name, as in
// many companies: user names and e-mail addresses are two things, and a program that takes
// one for the other finds out here.
func (p Person) Mail() string {
	_, domain, _ := strings.Cut(p.UserPrincipalName, "@")
	switch {
	case p.NoMailbox:
		return ""
	case p.GivenName == "" || p.Surname == "" || strings.ContainsAny(p.GivenName+p.Surname, " @"):
		return p.UserPrincipalName
	}
	return strings.ToLower(p.GivenName + "." + p.Surname + "@" + domain)
}

// Clone shares nothing with the original.
func (p Person) Clone() Person {
	p.Methods, p.GuestMethods, p.Groups = slices.Clone(p.Methods), slices.Clone(p.GuestMethods), slices.Clone(p.Groups)
	return p
}

// builtIn are the people of every practice tenant, named after what they show. Their
// names are nobody's; the numbers are of the range that is kept free for fiction.
func builtIn() []Person {
	at := func(local, given, family string, p Person) Person {
		p.UserPrincipalName, p.GivenName, p.Surname = local+"@"+aadsts.ContosoDomain, given, family
		return p
	}
	has := func(methods ...string) Person {
		return Person{Methods: methods, MobilePhone: mobileNumber, OfficePhone: officeNumber}
	}
	return []Person{
		at("push", "Anna", "Berg", has(MethodPush)),
		at("totp", "Tom", "Okafor", has(MethodCode)),
		at("both", "Bea", "Lindqvist", has(MethodPush, MethodCode)),
		at("password", "Paul", "Werner", Person{}),
		at("enrol", "Elsa", "Novak", Person{MFA: MFAEnabled}),
		at("again", "Amir", "Haddad", Person{MFA: MFAEnforced, Methods: []string{MethodPush}, RegisterAgain: true}),
		at("consent", "Cora", "Moreno", Person{Consent: "ask"}),
		at("approval", "Ari", "Johansen", Person{Consent: "admin"}),
		at("admin", "Ada", "Petrov", Person{Methods: []string{MethodPush}, Administrator: true}),
		at("guest", "Greta", "Nilsson", Person{GuestIn: aadsts.FabrikamDomain, GuestMethods: []string{MethodCode, MethodPush}}),
		at("sms", "Sam", "Iversen", has(MethodText)),
		at("call", "Carla", "Moretti", has(MethodMobile)),
		at("office", "Otto", "Hansen", has(MethodOffice)),
		at("pass", "Pia", "Tanaka", has(MethodPass)),
		at("key", "Kim", "Sato", has(MethodKey)),
		at("methods", "Mira", "Kowalski", has(AllMethods()...)),
		at("blocked", "Bruno", "Castell", Person{Methods: []string{MethodPush}, Blocked: true}),
		at("locked", "Lena", "Farrow", Person{Locked: true}),
		at("disabled", "Dora", "Quist", Person{Disabled: true}),
		at("expired", "Ed", "Vance", Person{PasswordExpired: true}),
		at("risky", "Rita", "Solberg", Person{Risky: true}),
		at("twin", "Tess", "Marlow", Person{Personal: true}),
	}
}

// Numbers of the United States' range for fiction (555-0100 to 555-0199).
const (
	mobileNumber = "+1 425 555 0142"
	officeNumber = "+1 425 555 0117"
)

// mostGroups is more than a token holds.
const mostGroups = 500

// longestText bounds names and passwords of people.
const longestText = 120

// check is the Input problem "practice-person" when a person can't be one; its detail
// names the field.
func (p Person) check() error {
	bad := func(field string) error {
		return problem.New(problem.Input, "practice-person").With("user", aadsts.Show(p.UserPrincipalName)).At(field)
	}
	local, domain, ok := strings.Cut(p.UserPrincipalName, "@")
	switch {
	case !ok || local == "" || domain != aadsts.ContosoDomain || p.UserPrincipalName != aadsts.NormalName(p.UserPrincipalName) || strings.ContainsAny(local, " \t@/\\?#%\"<>"):
		return bad("userPrincipalName")
	case p.GuestIn != "" && !guestable(p.GuestIn):
		return bad("guestIn")
	case p.TextSignIn && digitsOf(p.MobilePhone) == "":
		return bad("textSignIn")
	case p.EmailSignIn && (p.GuestIn == "" || p.NoMailbox || p.Personal || p.TextSignIn || len(p.Methods) > 0):
		return bad("emailSignIn")
	case p.Invited && p.GuestIn == "":
		return bad("invited")
	case !slices.Contains([]string{"", MFADisabled, MFAEnabled, MFAEnforced}, p.MFA):
		return bad("mfa")
	case !slices.Contains([]string{"", "ask", "admin"}, p.Consent):
		return bad("consent")
	case p.UserRisk != "" && !slices.Contains(riskLevels, p.UserRisk):
		return bad("userRisk")
	case p.SignInRisk != "" && !slices.Contains(riskLevels, p.SignInRisk):
		return bad("signInRisk")
	}
	if len(p.Groups) > mostGroups || slices.ContainsFunc(p.Groups, func(name string) bool { return !isVisible(name) }) {
		return bad("groups")
	}
	for _, text := range []struct{ field, value string }{
		{"userPrincipalName", p.UserPrincipalName}, {"givenName", p.GivenName}, {"surname", p.Surname},
		{"password", p.Password}, {"mobilePhone", p.MobilePhone}, {"officePhone", p.OfficePhone},
	} {
		if utf8.RuneCountInString(text.value) > longestText || aadsts.Show(text.value) != text.value {
			return bad(text.field)
		}
	}
	if !knownMethods(p.Methods) || p.MobilePhone == "" && (slices.Contains(p.Methods, MethodText) || slices.Contains(p.Methods, MethodMobile)) ||
		p.OfficePhone == "" && slices.Contains(p.Methods, MethodOffice) {
		return bad("methods")
	}
	if !knownMethods(p.GuestMethods) || p.GuestIn == "" && len(p.GuestMethods) > 0 || slices.ContainsFunc(p.GuestMethods, func(m string) bool { return IsTelephone(m) && p.NumberOf(m) == "" }) {
		return bad("guestMethods")
	}
	return nil
}

// knownMethods says whether all are methods, each once.
func knownMethods(list []string) bool {
	for i, m := range list {
		if !slices.Contains(AllMethods(), m) || slices.Contains(list[:i], m) {
			return false
		}
	}
	return true
}

// NumberOf is the number that a method rings or texts.
func (p Person) NumberOf(method string) string {
	if method == MethodOffice {
		return p.OfficePhone
	}
	return p.MobilePhone
}
