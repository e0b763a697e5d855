package pages

import (
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
	r, err := http.NewRequest("GET", "http://127.0.0.1:4711", nil)
	if err != nil {
		t.Fatal(err)
	}
	site := New(store, token.New(store, token.NewKeyring(nil, nil, store.RealTime)))
	const guest = "guest@" + aadsts.ContosoDomain
	store.Under(func(l *directory.Locked) {
		r.AddCookie(site.trust(l, r, guest, aadsts.Fabrikam))
		if !site.trusts(l, r, guest, aadsts.Fabrikam) || site.trusts(l, r, guest, aadsts.Contoso) {
			t.Error("the other tenant believes it")
		}
	})
}
