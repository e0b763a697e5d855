package exchange

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// claims are those of a v1 token that tell people whose it is.
type claims struct {
	UPN        string `json:"upn"`
	UniqueName string `json:"unique_name"` // guests have no upn
	Preferred  string `json:"preferred_username"`
	Email      string `json:"email"`
	Tenant     string `json:"tid"`
}

// whose reads user and tenant out of a token, unverified: it came over TLS from the
// authority itself, and is only shown. v1's id_tokens are unsigned (alg "none").
func whose(token string) (account, tenant string) {
	_, rest, _ := strings.Cut(token, ".")
	payload, _, _ := strings.Cut(rest, ".")
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(payload, "="))
	var c claims
	if err != nil || json.Unmarshal(text, &c) != nil {
		return "", ""
	}
	for _, name := range []string{c.UPN, c.Preferred, c.UniqueName, c.Email} {
		if name != "" {
			return name, c.Tenant
		}
	}
	return "", c.Tenant
}
