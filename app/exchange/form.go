package exchange

import "latchkey/app/secret"

// Field is one row of the form body, as Postman shows x-www-form-urlencoded.
type Field struct {
	Name  string
	Value string // of a secret field: its variable, as "{{code}}"
	// Secret marks a field whose value is not shown.
	Secret bool
}

// contentType of the POST (RFC 6749 appendix B).
const contentType = "application/x-www-form-urlencoded"

// The variables that stand for what is not shown.
const (
	codeField   = "code"
	secretField = "client_secret"
)

// Form is the body of the POST with variables in place of the secrets.
func (p Plan) Form() []Field {
	fields := p.form(secret.New(variable(codeField)), secret.New(variable(secretField)))
	if p.Public {
		return fields[:len(fields)-1]
	}
	return fields
}

// form is the body of the POST, in the order of the guides; the client secret comes
// last, and only when there is one.
func (p Plan) form(code, clientSecret secret.String) []Field {
	fields := []Field{
		{Name: "client_id", Value: p.ClientID},
		{Name: "grant_type", Value: "authorization_code"},
		{Name: codeField, Value: code.Reveal(), Secret: true},
		{Name: "redirect_uri", Value: p.RedirectURI},
		{Name: "resource", Value: p.Resource},
	}
	if !clientSecret.Empty() {
		fields = append(fields, Field{Name: secretField, Value: clientSecret.Reveal(), Secret: true})
	}
	return fields
}

// variable is a name as Postman writes its variables.
func variable(name string) string { return "{{" + name + "}}" }
