package entra

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
)

// Issuer makes the tenant's tokens, and answers what programs ask of the authority.
type Issuer struct {
	*Store
	signer jose.Signer
	keys   jose.JSONWebKeySet
}

// newIssuer makes an issuer whose key is on P-256; tokens are signed with it (ES256).
func newIssuer(store *Store, key *ecdsa.PrivateKey) (*Issuer, error) {
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

// signed is claims as a signed JWT.
func (s *Issuer) signed(claims any) (string, error) {
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

// opened is the payload of a token that our key signed.
func (s *Issuer) opened(token string, claims any) error {
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
	if f := s.checkTenant(r.PathValue("tenant")); f != nil {
		s.writeRefusal(w, r, f)
		return
	}
	aadsts.WriteJSON(w, http.StatusOK, s.keys)
}
