package token

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-jose/go-jose/v4"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Issuer makes the tenant's tokens, and answers what programs ask of the authority.
type Issuer struct {
	*directory.Store
	signer jose.Signer
	keys   jose.JSONWebKeySet
}

// New makes an issuer whose key is on P-256; tokens are signed with it (ES256).
func New(store *directory.Store, key *ecdsa.PrivateKey) (*Issuer, error) {
	s := &Issuer{Store: store}
	if key.Curve != elliptic.P256() {
		return nil, errors.New("practice tenant: the signing key is not on P-256")
	}
	public, err := key.PublicKey.Bytes()
	if err != nil {
		return nil, fmt.Errorf("practice tenant: signing key: %w", err)
	}
	sum := sha256.Sum256(public)
	id := base64.RawURLEncoding.EncodeToString(sum[:20])
	s.keys.Keys = []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: id, Use: "sig", Algorithm: string(jose.ES256)}}
	s.signer, err = jose.NewSigner(
		jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: key, KeyID: id}},
		(&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return nil, fmt.Errorf("practice tenant: signing key: %w", err)
	}
	return s, nil
}

// Sign is claims as a signed JWT.
func (s *Issuer) Sign(claims any) (string, error) {
	body, err := json.Marshal(claims)
	if err != nil {
		return "", fmt.Errorf("encode claims: %w", err)
	}
	sig, err := s.signer.Sign(body)
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	return sig.CompactSerialize()
}

// Read is the payload of a token that our key signed.
func (s *Issuer) Read(token string, claims any) error {
	sig, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return fmt.Errorf("parse token: %w", err)
	}
	body, err := sig.Verify(s.keys.Keys[0].Key)
	if err != nil {
		return fmt.Errorf("verify token: %w", err)
	}
	return json.Unmarshal(body, claims)
}

func (s *Issuer) serveKeys(w http.ResponseWriter, r *http.Request) {
	if f := s.CheckTenant(r.PathValue("tenant")); f != nil {
		s.WriteRefusal(w, r, f)
		return
	}
	aadsts.WriteJSON(w, http.StatusOK, s.keys)
}

// Route registers the endpoints that programs ask.
func (s *Issuer) Route(m *http.ServeMux) {
	m.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", s.serveMetadata)
	m.HandleFunc("GET /{tenant}/discovery/v2.0/keys", s.serveKeys)
	m.HandleFunc("GET /common/discovery/instance", s.serveInstance)
	m.HandleFunc("GET /{tenant}/.well-known/openid-configuration", s.serveMetadataV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/token", s.serveToken)
	m.HandleFunc("POST /{tenant}/oauth2/token", s.serveTokenV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", s.serveDeviceCode)
	m.HandleFunc("GET /{tenant}/UserRealm/{user}", s.serveRealm)
}
