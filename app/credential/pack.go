package credential

import (
	"encoding/json"

	"latchkey/app/problem"
	"latchkey/app/secret"
)

// schema is the version of the form in which credentials are sealed.
const schema = 1

// packed is a credential in the clear, as JSON. It exists only on its way into and
// out of the vault.
type packed struct {
	Schema     int      `json:"schema"`
	Kind       Kind     `json:"kind"`
	Audience   Audience `json:"audience"`
	Refused    bool     `json:"refused,omitempty"` // the identity provider has refused it
	Value      string   `json:"value,omitempty"`
	File       []byte   `json:"file,omitempty"`
	Passphrase string   `json:"passphrase,omitempty"`
}

// sealed is a credential as the vault has it.
type sealed struct {
	Credential
	audience Audience
	refused  bool
}

func pack(s sealed) ([]byte, error) {
	data, err := json.Marshal(packed{schema, s.Kind, s.audience, s.refused, s.Value.Reveal(), s.File, s.Passphrase.Reveal()})
	if err != nil {
		return nil, problem.New(problem.Internal, "internal") // without the cause, which may quote
	}
	return data, nil
}

// unpack reads what was sealed. Causes are left out of its errors: they quote.
func unpack(data []byte, kind Kind) (sealed, error) {
	var p packed
	err := json.Unmarshal(data, &p)
	clear(data)
	switch {
	case err == nil && p.Schema > schema:
		return sealed{}, problem.New(problem.Storage, "credential-newer")
	case err != nil, p.Schema != schema, p.Kind != kind:
		return sealed{}, problem.New(problem.SignInNeeded, "credential-damaged")
	}
	c := Credential{Kind: p.Kind, Value: secret.New(p.Value), File: p.File, Passphrase: secret.New(p.Passphrase)}
	return sealed{c, p.Audience, p.Refused}, nil
}

// allows says whether a sealed credential may be sent.
func (s sealed) allows(to Audience) error {
	switch {
	case s.audience != to:
		return forAnother(s.Kind)
	case s.refused:
		return refusedBefore(s.Kind)
	}
	return nil
}
