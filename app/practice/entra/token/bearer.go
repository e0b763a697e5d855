package token

import (
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Bearer is the claims of a request's token (RFC 6750) when it is a good one of one of the
// tenants for one of the audiences.
func (s *Issuer) Bearer(r *http.Request, audiences ...string) (Claims, bool) {
	var c Claims
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") || len(token) > aadsts.LongestValue || s.Read(token, &c) != nil {
		return c, false
	}
	now := s.Now().Unix()
	if s.KindOf(c.Tenant) != directory.OwnTenant || now >= c.Expires || now < c.NotBefore {
		return c, false
	}
	for _, a := range audiences {
		if strings.TrimSuffix(c.Audience, "/") == a {
			return c, true
		}
	}
	return c, false
}
