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
	Schema     int    `json:"schema"`
	Kind       Kind   `json:"kind"`
	Value      string `json:"value,omitempty"`
	File       []byte `json:"file,omitempty"`
	Passphrase string `json:"passphrase,omitempty"`
}

func pack(c Credential) ([]byte, error) {
	data, err := json.Marshal(packed{schema, c.Kind, c.Value.Reveal(), c.File, c.Passphrase.Reveal()})
	if err != nil {
		return nil, problem.New(problem.Internal, "internal") // without the cause, which may quote
	}
	return data, nil
}

// unpack reads what was sealed. Causes are left out of its errors: they quote.
func unpack(data []byte, kind Kind) (Credential, error) {
	var p packed
	err := json.Unmarshal(data, &p)
	clear(data)
	switch {
	case err == nil && p.Schema > schema:
		return Credential{}, problem.New(problem.Storage, "credential-newer")
	case err != nil, p.Schema != schema, p.Kind != kind:
		return Credential{}, problem.New(problem.SignInNeeded, "credential-damaged")
	}
	return Credential{Kind: p.Kind, Value: secret.New(p.Value), File: p.File, Passphrase: secret.New(p.Passphrase)}, nil
}
