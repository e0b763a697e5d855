package token

import (
	"encoding/json"
	"fmt"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Issuer makes the tenant's tokens, and answers what programs ask of the authority.
type Issuer struct {
	*directory.Store
	keys *Keyring
}

// New makes an issuer whose tokens are signed with the keys of a ring (RS256).
func New(store *directory.Store, keys *Keyring) *Issuer { return &Issuer{Store: store, keys: keys} }

// Sign is claims as a signed JWT.
func (s *Issuer) Sign(claims Claims) (string, error) {
	body, err := json.Marshal(claims)
	if err != nil {
		return "", fmt.Errorf("encode claims: %w", err)
	}
	key, err := s.keys.signing()
	if err != nil {
		return "", err
	}
	signer := key.v2
	if claims.Version == versionOne {
		signer = key.v1
	}
	sig, err := signer.Sign(body)
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	return sig.CompactSerialize()
}

// Read is the payload of a token that one of our keys signed.
func (s *Issuer) Read(token string, claims any) error {
	body, err := s.keys.verify(token)
	if err != nil {
		return fmt.Errorf("verify token: %w", err)
	}
	return json.Unmarshal(body, claims)
}

// SigningKeys are the ids of the published keys, the one that signs now first.
type SigningKeys struct {
	Signing   string   `json:"signing"`
	Published []string `json:"published"`
}

// SigningKeys lists the keys.
func (s *Issuer) SigningKeys() (SigningKeys, error) {
	signing, err := s.keys.signing()
	if err != nil {
		return SigningKeys{}, err
	}
	all, err := s.keys.published()
	if err != nil {
		return SigningKeys{}, err
	}
	list := SigningKeys{Signing: signing.id}
	for _, k := range all {
		list.Published = append(list.Published, k.id)
	}
	return list, nil
}

// RotateKeys lets the next key sign from now on; the old one stays published.
func (s *Issuer) RotateKeys() error { return s.keys.rotate() }

// serveKeys is the key set of v2, whose keys say whose tokens they sign.
func (s *Issuer) serveKeys(w http.ResponseWriter, r *http.Request) {
	s.writeKeys(w, r, s.issuerFor(directory.BasesOf(r.Context(), r.Host), r.PathValue("tenant")))
}

// serveKeysV1 is that of v1: the same keys without an issuer (from memory).
func (s *Issuer) serveKeysV1(w http.ResponseWriter, r *http.Request) { s.writeKeys(w, r, "") }

func (s *Issuer) writeKeys(w http.ResponseWriter, r *http.Request, issuer string) {
	if f := s.CheckTenant(r.PathValue("tenant")); f != nil {
		s.WriteRefusal(w, r, f)
		return
	}
	all, err := s.keys.published()
	if err != nil {
		s.refuseBroken(w, r, "keys", err)
		return
	}
	set := struct {
		Keys []publicKey `json:"keys"`
	}{}
	for _, k := range all {
		set.Keys = append(set.Keys, k.public(issuer))
	}
	writePublished(w, set)
}

// refuseBroken is the answer when something fails that isn't the client's fault.
func (s *Issuer) refuseBroken(w http.ResponseWriter, r *http.Request, what string, err error) {
	s.Log().Error("practice tenant: "+what, "error", err)
	s.WriteRefusal(w, r, aadsts.Refuse("server_error", 90033, "A transient error has occurred. Please try again.").WithStatus(http.StatusInternalServerError))
}

// Route registers the endpoints that programs ask.
func (s *Issuer) Route(m *http.ServeMux) {
	m.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", s.serveMetadata)
	m.HandleFunc("GET /{tenant}/discovery/v2.0/keys", s.serveKeys)
	m.HandleFunc("GET /{tenant}/discovery/keys", s.serveKeysV1)
	m.HandleFunc("GET /common/discovery/instance", s.serveInstance)
	m.HandleFunc("GET /{tenant}/.well-known/openid-configuration", s.serveMetadataV1)
	m.HandleFunc("GET /{tenant}/openid/userinfo", s.serveUserInfoV1)
	m.HandleFunc("POST /{tenant}/openid/userinfo", s.serveUserInfoV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/token", s.serveToken)
	m.HandleFunc("POST /{tenant}/oauth2/token", s.serveTokenV1)
	m.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", s.serveDeviceCode)
	m.HandleFunc("POST /{tenant}/oauth2/devicecode", s.serveDeviceCodeV1)
	m.HandleFunc("GET /{tenant}/UserRealm/{user}", s.serveRealm)
}
