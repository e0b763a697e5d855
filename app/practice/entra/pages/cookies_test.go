package pages

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"net/http"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

func TestATrustedBrowserIsTrustedByOneTenant(t *testing.T) {
	store, err := directory.New(directory.Options{Seed: []byte("0123456789abcdef0123456789abcdef")})
	if err != nil {
		t.Fatal(err)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	issuer, err := token.New(store, key)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest("GET", "http://127.0.0.1:4711", nil)
	if err != nil {
		t.Fatal(err)
	}
	site := New(store, issuer)
	const guest = "guest@" + aadsts.ContosoDomain
	store.Under(func(l *directory.Locked) {
		r.AddCookie(site.trust(l, guest, aadsts.Fabrikam))
		if !site.trusts(l, r, guest, aadsts.Fabrikam) || site.trusts(l, r, guest, aadsts.Contoso) {
			t.Error("the other tenant believes it")
		}
	})
}
