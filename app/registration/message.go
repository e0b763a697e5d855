package registration

import (
	"cmp"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/recipe"
)

// Mail is a message that is ready to send.
type Mail struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

// letter is what the template of the message sees.
type letter struct {
	Application, ApplicationID string
	Company, Who, Helpdesk     string
	Maker                      bool
	Warned                     bool // Who says already which role is not enough
	Organization               string
	Delegated, Roles           []string
	Link, Old                  string
	Redirect                   string
	Portal                     string
}

// Message asks whoever may do it for consent: who may, what it allows, the link, and what
// should be seen afterwards. Problems: Input "registration-none",
// "consent-no-application" as long as the ApplicationID isn't known.
func Message(r recipe.Recipe, v recipe.Values, c cloud.Cloud) (Mail, error) {
	if r.Registration == nil {
		return Mail{}, problem.New(problem.Input, "registration-none").With("recipe", r.Name)
	}
	links := Links(r, v, c)
	if len(links) == 0 {
		return Mail{}, problem.New(problem.Input, "consent-no-application").With("recipe", r.Name)
	}
	l := letter{
		Application: oneLine(cmp.Or(v.Fill(r.Registration.Name), r.Name)), ApplicationID: consentClient(r, v),
		Company: oneLine(v["company"]), Helpdesk: oneLine(v["helpdesk"]), Maker: r.Registration.Maker,
		Organization: oneLine(v["organizationUrl"]), Redirect: consentRedirect(r, v), Portal: c.EntraPortal,
	}
	if r.Consent != nil {
		l.Who = oneLine(v.Fill(r.Consent.Who))
		l.Warned = strings.Contains(l.Who, "System Administrator")
	}
	for _, p := range r.Registration.Permissions {
		if p.Type == "application" {
			l.Roles = append(l.Roles, p.Name)
		} else {
			l.Delegated = append(l.Delegated, p.Name)
		}
	}
	for _, link := range links {
		switch {
		case l.Link == "":
			l.Link = link.URL
		case link.Generation == GenerationOld:
			l.Old = link.URL
		}
	}
	var b strings.Builder
	if err := templates().ExecuteTemplate(&b, "message.txt", l); err != nil {
		return Mail{}, problem.From(err)
	}
	return Mail{Subject: "Please grant consent: " + l.Application, Text: b.String()}, nil
}
