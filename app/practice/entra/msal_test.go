package entra

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// The client library of Microsoft's own, as Latchkey uses it.
func TestMSALSignsInAndRefreshesForASecondResource(t *testing.T) {
	g := newRig(t)
	client, err := public.New(directory.DocumentsCorePackID,
		public.WithAuthority("https://"+directory.AuthorityHost+"/"+aadsts.ContosoID),
		public.WithInstanceDiscovery(false),
		public.WithHTTPClient(&http.Client{Transport: g}))
	if err != nil {
		t.Fatal(err)
	}
	scopes := []string{discovery + "/user_impersonation"}
	address, err := client.AuthCodeURL(t.Context(), directory.DocumentsCorePackID, redirect, scopes)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(address, front+"/") {
		t.Fatalf("%q %v", address, err)
	}
	q := u.Query()
	for name, value := range map[string]string{
		"state": "st&<te", "nonce": "n0nce", "code_challenge": directory.Hash(verifier), "code_challenge_method": "S256",
		"scope": strings.Join(append(scopes, "openid", "profile", "offline_access"), " "),
	} {
		q.Set(name, value)
	}
	b := g.browser().open(u.Path + "?" + q.Encode()).login("totp")
	code := b.send("otc", g.Codes()[0].Code).send("answer", "no").returned().Get("code")

	first, err := client.AcquireTokenByAuthCode(t.Context(), code, redirect, scopes, public.WithChallenge(verifier))
	if err != nil {
		t.Fatal(err)
	}
	if first.Account.PreferredUsername != "totp@"+aadsts.ContosoDomain || first.Account.HomeAccountID != g.User("totp@"+aadsts.ContosoDomain).ObjectID+"."+aadsts.ContosoID {
		t.Errorf("account %+v", first.Account)
	}
	var raw token.Claims
	if err := g.issuer.Read(first.IDToken.RawToken, &raw); err != nil || raw.Nonce != "n0nce" {
		t.Errorf("nonce %q, %v", raw.Nonce, err)
	}
	for _, org := range []string{contosoURL, fabrikamURL, contosoURL} {
		silent, err := client.AcquireTokenSilent(t.Context(), []string{org + "/user_impersonation"}, public.WithSilentAccount(first.Account))
		if err != nil {
			t.Fatal(err)
		}
		if status, _, who := g.get(org+"/api/data/v9.2/WhoAmI", silent.AccessToken); status != 200 {
			t.Errorf("%s: %d %v", org, status, who)
		}
	}
	if a := g.State().Alarms; len(a) != 0 {
		t.Errorf("alarms %+v", a)
	}
}

func TestMSALTellsRefusals(t *testing.T) {
	g := newRig(t)
	client, err := public.New(directory.DocumentsCorePackID,
		public.WithAuthority("https://"+directory.AuthorityHost+"/organizations"),
		public.WithInstanceDiscovery(false),
		public.WithHTTPClient(&http.Client{Transport: g}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.AcquireTokenByAuthCode(t.Context(), g.code(), redirect, []string{contosoURL + "/user_impersonation"}, public.WithChallenge(verifier))
	if err == nil || !strings.Contains(err.Error(), "AADSTS50194") {
		t.Errorf("%v", err)
	}
}
