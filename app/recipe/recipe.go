package recipe

// Recipe is one system.
type Recipe struct {
	ID   string `json:"id"`   // the name of its file: "resco-mobile-crm"
	Name string `json:"name"` // as its maker calls it; texts have it as {product}
	// Like is the id of another recipe that holds for this system too, under its own name.
	// Then nothing else stands in the file.
	Like    string `json:"like,omitempty"`
	Maker   string `json:"maker"`   // whose it is; "" for one that is nobody's in particular
	Summary string `json:"summary"` // one sentence
	// System is "dataverse", "salesforce", or "mfa" for the roll-out of a second factor.
	System string `json:"system"`
	// Products are what a profile made by this recipe serves.
	Products []string `json:"products,omitempty"`
	// CheckedOn is the day on which somebody last compared this with Sources, as 2026-11-22.
	CheckedOn string   `json:"checkedOn"`
	Sources   []string `json:"sources"`             // addresses and documents
	Unchecked []string `json:"unchecked,omitempty"` // what nobody could try, in sentences
	// Methods are the ways in which the system signs in, each a sentence.
	Methods       []string `json:"methods"`
	Prerequisites []string `json:"prerequisites,omitempty"`
	// Profile is what a new profile begins with; see Defaults.
	Profile      *Defaults     `json:"profile,omitempty"`
	Registration *Registration `json:"registration,omitempty"`
	Consent      *Consent      `json:"consent,omitempty"`
	Screens      []Screen      `json:"screens,omitempty"`
	Traps        []Trap        `json:"traps,omitempty"`
	Walkthroughs []Walkthrough `json:"walkthroughs"`
	Documents    []Document    `json:"documents,omitempty"` // e-mails, checklists
	ThenAndNow   []ThenNow     `json:"thenAndNow,omitempty"`
	Terms        []Term        `json:"terms,omitempty"`
}

// Defaults are what a new profile for the system begins with. What is empty stays as it is.
type Defaults struct {
	RedirectURI string `json:"redirectUri,omitempty"`
	// SignInAs is "application" for systems that have no person.
	SignInAs string `json:"signInAs,omitempty"`
}

// The values of Registration.Accounts and Registration.Platform.
const (
	AccountsSingle   = "single"
	AccountsMultiple = "multiple"
	PlatformPublic   = "public" // "Mobile and desktop applications"
	PlatformWeb      = "web"
)

// Registration is how the application is registered in Microsoft Entra ID.
type Registration struct {
	// Maker says that the system's maker has registered it: nobody else does, an
	// administrator consents only.
	Maker bool   `json:"maker,omitempty"`
	Name  string `json:"name"`
	// ApplicationID is that of the maker's own registration.
	ApplicationID string   `json:"applicationId,omitempty"`
	Accounts      string   `json:"accounts"` // "single" or "multiple"
	Platform      string   `json:"platform"` // "public" or "web"
	RedirectURIs  []string `json:"redirectUris"`
	// OldRedirectURIs are what registrations of former years carry. They work, and can't be
	// added to new ones.
	OldRedirectURIs []string `json:"oldRedirectUris,omitempty"`
	// PublicClient is "Allow public client flows".
	PublicClient bool `json:"publicClient"`
	// IDTokens and AccessTokens are the switches of the implicit grant.
	IDTokens     bool         `json:"idTokens,omitempty"`
	AccessTokens bool         `json:"accessTokens,omitempty"`
	Permissions  []Permission `json:"permissions"`
	Secret       *Secret      `json:"secret,omitempty"`
	// ApplicationUser is the security role of the application user that has to be made in
	// each environment; "" when there is none.
	ApplicationUser string `json:"applicationUser,omitempty"`
}

// Permission is one that the application asks for.
type Permission struct {
	API  string `json:"api"`  // "dataverse"
	Name string `json:"name"` // "user_impersonation"
	Type string `json:"type"` // "delegated" (Scope in manifests) or "application" (Role)
}

// Secret is the client secret that the system wants.
type Secret struct {
	Description string `json:"description"`
	Months      int    `json:"months"`
	Optional    bool   `json:"optional,omitempty"`
}

// Consent is how an administrator agrees for everybody.
type Consent struct {
	// Who may do it, in a sentence.
	Who string `json:"who"`
	// Old is the maker's own link of the first generation, to the letter.
	Old string `json:"old,omitempty"`
	// RedirectURI is where new links lead back to.
	RedirectURI string `json:"redirectUri,omitempty"`
}

// Screen is one of the system's own screens, and what goes where: its field card.
type Screen struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Where  string  `json:"where"` // the way there, as "Setup > Extend"
	Fields []Field `json:"fields"`
	Finish string  `json:"finish,omitempty"` // what to press then
}

// Field is one field of a screen.
type Field struct {
	Label string `json:"label"`
	// Value may hold places such as {applicationId}.
	Value string `json:"value,omitempty"`
	// Known says, once the recipe was filled in, that the value can be typed as it stands.
	Known bool `json:"known,omitempty"`
	// Own says that only the person knows it: a password, a secret. It has no Value.
	Own  bool   `json:"own,omitempty"`
	Note string `json:"note,omitempty"`
}

// Trap is a known mistake.
type Trap struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	// Code is the error by which it is met, as in the catalogue: "AADSTS7000218".
	Code string `json:"code,omitempty"`
}

// The roles of walkthroughs.
const (
	RoleAdministrator = "administrator"
	RoleUser          = "user"
	RoleHelpdesk      = "helpdesk"
)

// Walkthrough is what one person does, step by step.
type Walkthrough struct {
	ID    string `json:"id"`
	Role  string `json:"role"` // "administrator", "user" or "helpdesk"
	Title string `json:"title"`
	Steps []Step `json:"steps"`
}

// Step is one step. Its texts are sentences in which **bold** is a word on a screen and
// `code` is something to type; places such as {applicationId} are filled in.
type Step struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Do    []string `json:"do"`
	// Say is what the helpdesk says on the phone.
	Say string `json:"say,omitempty"`
	// See is what should be seen then.
	See string `json:"see,omitempty"`
	// Old are the names that the same had in former years.
	Old string `json:"old,omitempty"`
	// Link is a page of the profile's cloud, by name; Address is that page, once the recipe
	// was filled in.
	Link    string `json:"link,omitempty"`
	Address string `json:"address,omitempty"`
	// Figure is the name of a drawing; see Figures.
	Figure string `json:"figure,omitempty"`
	// Values are what to have at hand for copying, by the names of places.
	Values []string `json:"values,omitempty"`
	// Otherwise are questions to ask when it isn't seen.
	Otherwise []Question `json:"otherwise,omitempty"`
	// Rehearse is where the practice tenant has this step; see Rehearsals.
	Rehearse string `json:"rehearse,omitempty"`
}

// Question is a branch: what to ask, and what follows from the answer.
type Question struct {
	Ask string `json:"ask"`
	Yes Answer `json:"yes"`
	No  Answer `json:"no"`
}

// Answer is what to do then: a text, a step to go to, or both.
type Answer struct {
	Text string `json:"text,omitempty"`
	Go   string `json:"go,omitempty"`   // a step's id
	Code string `json:"code,omitempty"` // an error of the catalogue, to read about
}

// Document is a text to send or to tick off.
type Document struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Kind is "e-mail", "checklist" or "guide".
	Kind    string   `json:"kind"`
	Subject string   `json:"subject,omitempty"` // of an e-mail
	Text    []string `json:"text,omitempty"`    // paragraphs
	Items   []Item   `json:"items,omitempty"`   // of a checklist
}

// Item is one line of a checklist.
type Item struct {
	Text string `json:"text"`
	// Days is when, counted from the day on which the second factor is switched on:
	// -14 is two weeks before.
	Days int `json:"days"`
}

// ThenNow is what a document of former years says, and what has become of it.
type ThenNow struct {
	Then string `json:"then"`
	Now  string `json:"now"`
	// Retired says that it is gone.
	Retired bool `json:"retired,omitempty"`
}

// Term is a word that people stumble over.
type Term struct {
	Word string `json:"word"`
	Text string `json:"text"`
}
