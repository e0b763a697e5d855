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
		Title: "A recipe of Latchkey: one target system", ID: schemaID, Most: 1 << 20,
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
