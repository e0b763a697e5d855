package problem

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"latchkey/app/pattern"
)

// The catalogue is {"entries": {CODE: Words}}. A piece in square brackets is left
// out when a {name} place in it has no argument, so that the words read well with
// and without arguments; every place stands in brackets. The front end imports the
// same file and follows the same rule.
//
//go:embed en.json
var catalogueJSON []byte

// catalogue is read once, on first use: most runs never explain anything.
var catalogue = sync.OnceValue(func() map[string]Words {
	var file struct{ Entries map[string]Words }
	if err := json.Unmarshal(catalogueJSON, &file); err != nil {
		panic("problem: en.json: " + err.Error()) // the file is part of the program
	}
	return file.Entries
})

// Words explain one code to people.
type Words struct {
	Title string `json:"title"` // a short heading
	What  string `json:"what"`  // what happened
	You   string `json:"you"`   // what the user can do
	Admin string `json:"admin"` // what an administrator can do; may be empty
	Next  Action `json:"next"`
	// Category groups codes in lists, such as "mfa" or "keychain".
	Category string `json:"category"`
}

// Action is the one thing to offer next, as a button or a hint. The set is closed.
type Action = string

// The actions.
const (
	Retry             Action = "retry"               // do the same again
	SignIn            Action = "sign-in"             // start a sign-in; a saved session may do
	PromptAgain       Action = "prompt-again"        // start a sign-in that asks, whatever is saved
	EditApplicationID Action = "edit-application-id" // go to the field
	EditRedirectURI   Action = "edit-redirect-uri"   // go to the field
	EditTenant        Action = "edit-tenant"         // go to "E-mail, organization address or tenant"
	EditName          Action = "edit-name"           // go to the field
	TypeURL           Action = "type-url"            // type the organization's address instead
	UnlockKeychain    Action = "unlock-keychain"     // the person's own unlocking
	UseMemory         Action = "use-memory"          // keep sessions in memory for this run
	PasteAddress      Action = "paste-address"       // paste the address where the browser ended
	Wait              Action = "wait"                // nothing to press; try later
	UseTwoFactor      Action = "use-two-factor"      // tick 2-Factor Authentication and go on
	UseBrowser        Action = "use-browser"         // sign in with the browser: it returns, or its address is pasted
	UseDeviceCode     Action = "use-device-code"     // sign in with a code typed on another page
	EditCredential    Action = "edit-credential"     // go to the password, secret or certificate
	AddAuthority      Action = "add-authority"       // Settings: the company's certificate authority
	ConfirmCloud      Action = "confirm-cloud"       // look at the custom cloud's hosts and confirm them
	AskAdmin          Action = "ask-admin"           // copy the words for the administrator
	None              Action = "none"
)

// Actions lists the closed set of next actions.
func Actions() []Action {
	return []Action{Retry, SignIn, PromptAgain, EditApplicationID, EditRedirectURI, EditTenant, EditName,
		TypeURL, UnlockKeychain, UseMemory, PasteAddress, UseTwoFactor, UseBrowser, UseDeviceCode, EditCredential,
		AddAuthority, ConfirmCloud, Wait, AskAdmin, None}
}

// Lookup returns the catalogue's words for a code, places not filled.
func Lookup(code string) (Words, bool) {
	w, ok := catalogue()[code]
	return w, ok
}

// Codes lists every code of the catalogue, sorted.
func Codes() []string { return slices.Sorted(maps.Keys(catalogue())) }

// Words returns the words for the problem with its arguments filled in. A code
// that the catalogue lacks gets words that say so.
func (p *Problem) Words() Words {
	w, ok := Lookup(p.Code)
	args := maps.Clone(p.Args)
	if args == nil {
		args = map[string]string{}
	}
	if p.RetryAfter > 0 {
		args["seconds"] = strconv.Itoa(p.RetryAfter)
	}
	if !ok {
		w = catalogue()["unknown"]
		args["code"] = p.Code
		if digits := aadstsDigits(p.Code); digits != "" {
			w = catalogue()["unknown-aadsts"]
			args["digits"] = digits
			if args["link"] == "" {
				args["link"] = lookupLink(digits, "")
			}
		}
	}
	w.Title, w.What = fill(w.Title, args), lead(args)+fill(w.What, args)
	w.You, w.Admin = fill(w.You, args), fill(w.Admin, args)
	return w
}

// lead is what is said before the words of a code that the text has in another form.
func lead(args map[string]string) string {
	switch {
	case args["readFrom"] != "":
		return fill(catalogue()["code-read"].What, args) + " "
	case args["guessedFrom"] != "":
		return fill(catalogue()["code-guessed"].What, args) + " "
	}
	return ""
}

var (
	optional = pattern.Lazy(`\[([^\[\]]*)\]`)
	place    = pattern.Lazy(`\{(\w+)\}`)
)

// fill puts arguments into their places, in one pass: an argument that looks like
// a place is only text.
func fill(text string, args map[string]string) string {
	return optional().ReplaceAllStringFunc(text, func(piece string) string {
		complete := true
		filled := place().ReplaceAllStringFunc(piece[1:len(piece)-1], func(name string) string {
			value := plain(args[name[1:len(name)-1]])
			complete = complete && value != ""
			return value
		})
		if !complete {
			return ""
		}
		return filled
	})
}

// plain makes an argument fit to stand in a sentence: arguments can come from a
// pasted page, and a terminal would obey control characters.
func plain(value string) string {
	const most = 200
	value = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(value, ""))
	value = strings.TrimSpace(value)
	if runes := []rune(value); len(runes) > most {
		value = string(runes[:most]) + "..."
	}
	return value
}
