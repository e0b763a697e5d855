package token

import (
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// assertionType is RFC 7523 section 2.2.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// assertion is RFC 7523 section 3, as Entra wants it ("Certificate credentials").
type assertion struct {
	Issuer    string   `json:"iss"`
	Subject   string   `json:"sub"`
	Audience  audience `json:"aud"`
	Expires   float64  `json:"exp"`
	NotBefore float64  `json:"nbf"`
}

// audience is one string or a list of them (RFC 7519 section 4.1.3).
type audience []string

// UnmarshalJSON implements json.Unmarshaler.
func (a *audience) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*a = audience{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(a))
}

// clockSkew is how far a client's clock may be off, in seconds.
const clockSkew = 300

// checkAssertion verifies a client assertion with the certificates of the
// registration. own are the audiences that mean this server. Its times are the
// client's, so they are compared with the real clock and not with the practice one.
func (s *Issuer) checkAssertion(a *directory.App, p aadsts.Params, own []string) *aadsts.Refusal {
	if p["client_assertion_type"] != assertionType {
		return badAssertion("The parameter client_assertion_type has to be '" + assertionType + "'.")
	}
	sig, err := jose.ParseSignedCompact(p["client_assertion"], []jose.SignatureAlgorithm{jose.RS256, jose.PS256})
	if err != nil {
		return badAssertion("It is not a JWT that is signed with RS256 or PS256.")
	}
	var list []*x509.Certificate
	s.Under(func(l *directory.Locked) { list = l.CertificatesOf(a.ApplicationID) })
	key := certificateNamed(list, sig.Signatures[0].Protected)
	if key == nil {
		return badAssertion("The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]")
	}
	body, err := sig.Verify(key.PublicKey)
	var claims assertion
	if err != nil || json.Unmarshal(body, &claims) != nil {
		return badAssertion("Client assertion failed signature validation. [Reason - The key was found, but use of the key to verify the signature failed.]")
	}
	now := float64(s.RealTime().Unix())
	switch {
	case !strings.EqualFold(claims.Issuer, a.ApplicationID) || !strings.EqualFold(claims.Subject, a.ApplicationID):
		return aadsts.Refuse("invalid_client", 700021, "Client assertion application identifier doesn't match 'client_id' parameter.").WithStatus(http.StatusUnauthorized)
	case !slices.ContainsFunc(claims.Audience, func(one string) bool { return slices.Contains(own, one) }):
		return aadsts.Refuse("invalid_client", 700023, "Client assertion audience claim does not match Realm issuer. It has to be the address of the token endpoint.").WithStatus(http.StatusUnauthorized)
	case now >= claims.Expires+clockSkew || now < claims.NotBefore-clockSkew:
		return aadsts.Refuse("invalid_client", 700024, "Client assertion is not within its valid time range.").WithStatus(http.StatusUnauthorized)
	case key.NotAfter.Before(s.RealTime()):
		return badAssertion("The certificate has expired.")
	}
	return nil
}

func badAssertion(why string) *aadsts.Refusal {
	return aadsts.Refuse("invalid_client", 700027, "Client assertion failed validation. %s", why).WithStatus(http.StatusUnauthorized)
}

// certificateNamed finds the certificate that an assertion's header names by thumbprint:
// x5t, x5t#S256, or kid in hex. Client libraries write base64 in both alphabets.
func certificateNamed(list []*x509.Certificate, header jose.Header) *x509.Certificate {
	text := func(name string) string {
		value, _ := header.ExtraHeaders[jose.HeaderKey(name)].(string)
		return strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(value), "=")
	}
	for _, c := range list {
		old, sum := sha1.Sum(c.Raw), sha256.Sum256(c.Raw)
		if text("x5t") == base64.RawURLEncoding.EncodeToString(old[:]) ||
			text("x5t#S256") == base64.RawURLEncoding.EncodeToString(sum[:]) ||
			strings.EqualFold(header.KeyID, hex.EncodeToString(old[:])) {
			return c
		}
	}
	return nil
}
