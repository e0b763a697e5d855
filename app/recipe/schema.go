package recipe

import (
	"maps"
	"reflect"
	"slices"

	"latchkey/app/yamlfile"
)

const schemaID = "https://latchkey.example/recipe.schema.json"

// shape is what recipe files can say.
func shape() yamlfile.Shape {
	return yamlfile.Shape{
		Title: "A recipe of Latchkey: one system", ID: schemaID, Most: 1 << 20,
		Left:     map[reflect.Type][]string{reflect.TypeFor[Recipe](): {"id"}, reflect.TypeFor[Step](): {"address"}, reflect.TypeFor[Field](): {"known"}},
		Required: required, Words: wordsOf, Descriptions: descriptions,
	}
}

// Schema is the JSON Schema of recipe files.
func Schema() []byte { return shape().Schema(reflect.TypeFor[Recipe]()) }

var required = map[reflect.Type][]string{
	reflect.TypeFor[Recipe]():       {"name"},
	reflect.TypeFor[Registration](): {"name", "accounts", "platform", "redirectUris", "permissions"},
	reflect.TypeFor[Permission]():   {"api", "name", "type"},
	reflect.TypeFor[Secret]():       {"description", "months"},
	reflect.TypeFor[Consent]():      {"who"},
	reflect.TypeFor[Screen]():       {"id", "title", "where", "fields"},
	reflect.TypeFor[Field]():        {"label"},
	reflect.TypeFor[Trap]():         {"title", "text"},
	reflect.TypeFor[Walkthrough]():  {"id", "role", "title", "steps"},
	reflect.TypeFor[Step]():         {"id", "title", "do"},
	reflect.TypeFor[Question]():     {"ask", "yes", "no"},
	reflect.TypeFor[Document]():     {"id", "title", "kind"},
	reflect.TypeFor[Item]():         {"text", "days"},
	reflect.TypeFor[ThenNow]():      {"then", "now"},
	reflect.TypeFor[Term]():         {"word", "text"},
}

// wordsOf are the words that can stand at a path.
func wordsOf(path string) []string {
	switch path {
	case "system":
		return []string{"dataverse", "salesforce", "mfa"}
	case "profile.signInAs":
		return []string{"application"}
	case "registration.accounts":
		return []string{AccountsSingle, AccountsMultiple}
	case "registration.platform":
		return []string{PlatformPublic, PlatformWeb}
	case "registration.permissions.api":
		return []string{"dataverse"}
	case "registration.permissions.type":
		return []string{"delegated", "application"}
	case "walkthroughs.role":
		return []string{RoleAdministrator, RoleUser, RoleHelpdesk}
	case "walkthroughs.steps.link":
		return slices.Sorted(maps.Keys(links))
	case "walkthroughs.steps.figure":
		return Figures()
	case "walkthroughs.steps.values":
		return Places()
	case "walkthroughs.steps.rehearse":
		return Rehearsals()
	case "documents.kind":
		return []string{"e-mail", "checklist", "guide"}
	}
	return nil
}

// descriptions are what the schema says of a key, by its path.
var descriptions = map[string]string{
	"name":                         "The system, as its maker calls it.",
	"like":                         "The id of another recipe that holds for this system too; then nothing but the name stands beside it.",
	"maker":                        "Whose it is.",
	"summary":                      "What it is and what this recipe does for it, in one sentence.",
	"system":                       "What people sign in to; \"mfa\" is the roll-out of a second factor.",
	"products":                     "What a profile that is made by this recipe serves.",
	"checkedOn":                    "The day on which this was last compared with its sources, as 2026-11-22.",
	"sources":                      "Where it is from: addresses, documents.",
	"unchecked":                    "What nobody could try, in sentences.",
	"methods":                      "The ways in which the system signs in.",
	"profile":                      "What a new profile begins with.",
	"registration":                 "How the application is registered in Microsoft Entra ID.",
	"registration.maker":           "The system's maker has registered it; an administrator only consents.",
	"registration.oldRedirectUris": "What registrations of former years carry; they can't be added to new ones.",
	"registration.publicClient":    "The switch \"Allow public client flows\".",
	"registration.idTokens":        "The switch \"ID tokens\" of the implicit grant.",
	"registration.accessTokens":    "The switch \"Access tokens\" of the implicit grant.",
	"registration.applicationUser": "The security role of the application user that has to be made in each environment.",
	"consent.old":                  "The maker's own link of the first generation, to the letter.",
	"screens":                      "The system's own screens, and what goes into their fields.",
	"screens.where":                "The way there, as \"Setup > Extend\".",
	"screens.fields.value":         "May hold places such as {applicationId}.",
	"screens.fields.own":           "Only the person knows it: a password, a secret.",
	"traps":                        "Known mistakes.",
	"traps.code":                   "The error by which it is met, as in the catalogue.",
	"walkthroughs.steps":           "In texts, **bold** is a word on a screen and `code` is something to type; places such as {applicationId} are filled in.",
	"walkthroughs.steps.say":       "What the helpdesk says on the phone.",
	"walkthroughs.steps.see":       "What should be seen then.",
	"walkthroughs.steps.old":       "The names that the same had in former years.",
	"walkthroughs.steps.link":      "A page of the profile's cloud.",
	"walkthroughs.steps.figure":    "A drawing.",
	"walkthroughs.steps.values":    "What to have at hand for copying.",
	"walkthroughs.steps.otherwise": "Questions to ask when it isn't seen.",
	"walkthroughs.steps.rehearse":  "Where the practice tenant has this step.",
	"documents.items.days":         "When, counted from the day of the switch: -14 is two weeks before.",
}
