package api

import (
	"latchkey/app/registration"
)

// ConsentView is what a recipe's consent takes.
type ConsentView struct {
	Links []registration.Link `json:"links"`
	Mail  registration.Mail   `json:"mail"`
}

// Script is a recipe's registration as a script; format is one of "azure-cli",
// "graph-powershell", "graph-json", "terraform".
func (g *Guides) Script(id, profileID, format string) (registration.Output, error) {
	f, err := g.filled(id, profileID, nil)
	if err != nil {
		return registration.Output{}, err
	}
	return registration.Script(f.recipe, format, f.values, f.cloud)
}

// KeepScript saves such a script.
func (g *Guides) KeepScript(id, profileID, format string) (Sheet, error) {
	out, err := g.Script(id, profileID, format)
	if err != nil {
		return Sheet{}, err
	}
	return g.hub.keep(out.Name, out.Text)
}

// CheckManifest compares a registration's manifest with what a recipe needs.
func (g *Guides) CheckManifest(id, profileID, text string) ([]registration.Finding, error) {
	m, err := registration.Read([]byte(text))
	if err != nil {
		return nil, err
	}
	return g.check(id, profileID, m)
}

// CheckPractice does the same with a registration of the practice tenant.
func (g *Guides) CheckPractice(id, profileID, applicationID string) ([]registration.Finding, error) {
	m, err := g.practiceManifest(applicationID)
	if err != nil {
		return nil, err
	}
	return g.check(id, profileID, m)
}

func (g *Guides) check(id, profileID string, m registration.Manifest) ([]registration.Finding, error) {
	f, err := g.filled(id, profileID, nil)
	if err != nil {
		return nil, err
	}
	found := registration.Check(m, f.recipe, f.values, g.program.Now())
	if found == nil {
		found = []registration.Finding{}
	}
	return found, nil
}

// Consent are the links to an administrator's consent, and a message that asks for it.
func (g *Guides) Consent(id, profileID string) (ConsentView, error) {
	f, err := g.filled(id, profileID, nil)
	if err != nil {
		return ConsentView{}, err
	}
	mail, err := registration.Message(f.recipe, f.values, f.cloud)
	if err != nil {
		return ConsentView{}, err
	}
	return ConsentView{registration.Links(f.recipe, f.values, f.cloud), mail}, nil
}

// ReadConsent reads a link to consent, or the address at which an administrator ended.
func (g *Guides) ReadConsent(text string) (registration.Consent, error) {
	return registration.ParseLink(text)
}
