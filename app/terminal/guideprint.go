package terminal

import (
	"strconv"
	"strings"

	"latchkey/app/recipe"
)

func (e *Environment) printRecipe(r recipe.Recipe) {
	e.line("%s: %s", r.ID, inert(r.Summary))
	e.list("How it signs in:", r.Methods)
	e.list("What it takes:", r.Prerequisites)
	if r.Registration != nil {
		e.line("\nRegistration in Microsoft Entra ID:")
		e.table(nil, registrationRows(*r.Registration))
	}
	for _, s := range r.Screens {
		e.line("\n%s (%s)", s.Title, recipe.Plain(s.Where))
		rows := [][]string{}
		for _, field := range s.Fields {
			value := field.Value
			if field.Own {
				value = "(only you know it)"
			}
			rows = append(rows, []string{"  " + field.Label, recipe.Plain(value), recipe.Plain(field.Note)})
		}
		e.table([]string{"  FIELD", "VALUE", "NOTE"}, rows)
	}
	e.line("\nWatch out:")
	for _, t := range r.Traps {
		title := t.Title
		if t.Code != "" {
			title += " (" + t.Code + ")"
		}
		e.line("  %s: %s", title, recipe.Plain(t.Text))
	}
	e.line("")
	rows := [][]string{}
	for _, w := range r.Walkthroughs {
		rows = append(rows, []string{w.ID, w.Role, w.Title})
	}
	for _, d := range r.Documents {
		rows = append(rows, []string{d.ID, d.Kind, d.Title})
	}
	e.table([]string{"WALKTHROUGH", "FOR", "TITLE"}, rows)
	e.list("Compared with its sources on "+r.CheckedOn+". What could not be tried:", r.Unchecked)
}

// list prints sentences below a heading.
func (e *Environment) list(heading string, texts []string) {
	if len(texts) == 0 {
		return
	}
	e.line("\n%s", heading)
	for _, text := range texts {
		e.line("  %s", recipe.Plain(text))
	}
}

// registrationRows are the settings by the names that the portal has for them.
func registrationRows(r recipe.Registration) [][]string {
	rows := [][]string{}
	add := func(name, value string) {
		if value != "" {
			rows = append(rows, []string{"  " + name, inert(value)})
		}
	}
	accounts, platform := "Accounts in this organizational directory only", "Mobile and desktop applications"
	if r.Accounts == recipe.AccountsMultiple {
		accounts = "Accounts in any organizational directory"
	}
	if r.Platform == recipe.PlatformWeb {
		platform = "Web"
	}
	if r.Maker {
		add("Registered by", "the maker: an administrator only consents")
	}
	add("Name", r.Name)
	add("ApplicationID", r.ApplicationID)
	add("Supported account types", accounts)
	add("Platform", platform)
	add("Redirect URI", strings.Join(r.RedirectURIs, ", "))
	add("Only in old registrations", strings.Join(r.OldRedirectURIs, ", "))
	add("Allow public client flows", yesNo(r.PublicClient))
	for _, p := range r.Permissions {
		add("API permission", "Dynamics CRM (Dataverse), "+p.Type+": "+p.Name)
	}
	if r.IDTokens || r.AccessTokens {
		add("Implicit grant", "ID tokens "+yesNo(r.IDTokens)+", access tokens "+yesNo(r.AccessTokens))
	}
	if s := r.Secret; s != nil {
		add("Client secret", s.Description+", "+strconv.Itoa(s.Months)+" months")
	}
	add("Application user with the role", r.ApplicationUser)
	return rows
}
