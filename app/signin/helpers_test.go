package signin

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// answer replaces a response.
func answer(r *http.Response, status int, kind, body string) {
	_ = r.Body.Close()
	r.StatusCode, r.Status = status, http.StatusText(status)
	r.Header = http.Header{"Content-Type": {kind}}
	r.ContentLength = int64(len(body))
	r.Body = io.NopCloser(strings.NewReader(body))
}

// idToken makes a token of the claims. Its signature is anybody's.
func idToken(t *testing.T, claims map[string]any) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: key}, nil)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
