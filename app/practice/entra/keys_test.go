package entra

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// madeKeys makes two keys for all tests: each takes a tenth of a second and more.
var madeKeys = sync.OnceValues(func() (keys []token.SigningKey, err error) {
	for range 2 {
		k, err := token.NewSigningKey(time.Unix(1790000010, 0))
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return keys, nil
})

func testKeys(t testing.TB) []token.SigningKey {
	t.Helper()
	keys, err := madeKeys()
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// part is a part of a JWT as it is: no code of the tenant reads it.
func part(t testing.TB, jwt any, n int) map[string]any {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(strings.Split(jwt.(string), ".")[n])
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// publishedKeys are the keys at an address, by kid.
func (g *rig) publishedKeys(path string) map[string]map[string]any {
	g.Helper()
	status, _, answer := g.get("https://"+directory.AuthorityHost+path, "")
	if status != 200 {
		g.Fatalf("%s: %d %v", path, status, answer)
	}
	found := map[string]map[string]any{}
	for _, k := range answer["keys"].([]any) {
		key := k.(map[string]any)
		found[key["kid"].(string)] = key
	}
	return found
}

// verifiedBy checks a token's signature with nothing but a published key.
func verifiedBy(t testing.TB, jwt any, key map[string]any) bool {
	t.Helper()
	decode := func(text any) []byte {
		raw, err := base64.RawURLEncoding.DecodeString(text.(string))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	public := rsa.PublicKey{N: new(big.Int).SetBytes(decode(key["n"])), E: int(new(big.Int).SetBytes(decode(key["e"])).Int64())}
	text := jwt.(string)
	cut := strings.LastIndexByte(text, '.')
	sum := sha256.Sum256([]byte(text[:cut]))
	return rsa.VerifyPKCS1v15(&public, crypto.SHA256, sum[:], decode(text[cut+1:])) == nil
}

func TestTokensAreSignedAsEntras(t *testing.T) {
	g := newRig(t)
	_, v2 := g.redeemed(g.code())
	_, v1 := g.tokensV1("grant_type", "authorization_code", "code", g.codeV1(), "redirect_uri", seedRedirect)
	keys := g.publishedKeys("/" + aadsts.ContosoID + "/discovery/v2.0/keys")
	if len(keys) < 2 {
		t.Fatalf("%d keys", len(keys))
	}
	for what, jwt := range map[string]any{"id": v2["id_token"], "access": v2["access_token"], "v1 id": v1["id_token"], "v1 access": v1["access_token"]} {
		header := part(t, jwt, 0)
		key := keys[header["kid"].(string)]
		if header["alg"] != "RS256" || header["typ"] != "JWT" || key == nil || !verifiedBy(t, jwt, key) {
			t.Errorf("%s: header %v", what, header)
		}
		// Only tokens of v1 name the certificate.
		want := any(nil)
		if part(t, jwt, 1)["ver"] == "1.0" {
			want = header["kid"]
		}
		if header["x5t"] != want {
			t.Errorf("%s: x5t %v, want %v", what, header["x5t"], want)
		}
	}
}

func TestKeysHaveTheMembersOfEntras(t *testing.T) {
	g := newRig(t)
	for path, issuer := range map[string]any{
		"/common/discovery/v2.0/keys":                               "https://" + directory.AuthorityHost + "/{tenantid}/v2.0",
		"/" + aadsts.ContosoDomain + "/discovery/v2.0/keys":         "https://" + directory.AuthorityHost + "/" + aadsts.ContosoID + "/v2.0",
		"/common/discovery/keys":                                    nil,
		"/" + aadsts.FabrikamID + "/discovery/keys":                 nil,
		"/" + strings.ToUpper(aadsts.ContosoID) + "/discovery/keys": nil,
	} {
		for kid, key := range g.publishedKeys(path) {
			want := []string{"e", "issuer", "kid", "kty", "n", "use", "x5c", "x5t"}
			if issuer == nil {
				want = slices.DeleteFunc(want, func(name string) bool { return name == "issuer" })
			}
			if got := slices.Sorted(maps.Keys(key)); !slices.Equal(got, want) {
				t.Errorf("%s: members %v", path, got)
			}
			chain := key["x5c"].([]any)
			der, err := base64.StdEncoding.DecodeString(chain[0].(string))
			if err != nil {
				t.Fatal(err)
			}
			certificate, err := x509.ParseCertificate(der)
			if err != nil {
				t.Fatal(err)
			}
			sum := sha1.Sum(der)
			public, ok := certificate.PublicKey.(*rsa.PublicKey)
			if len(chain) != 1 || key["issuer"] != issuer || key["x5t"] != kid || base64.RawURLEncoding.EncodeToString(sum[:]) != kid ||
				!ok || base64.RawURLEncoding.EncodeToString(public.N.Bytes()) != key["n"] || public.N.BitLen() != 2048 || certificate.CheckSignature(certificate.SignatureAlgorithm, certificate.RawTBSCertificate, certificate.Signature) != nil {
				t.Errorf("%s: key %v", path, key)
			}
		}
	}
	status, _, answer := g.get("https://"+directory.AuthorityHost+"/adatum.example/discovery/keys", "")
	g.refusedWith(status, answer, "invalid_request", 90002)
}

// What was signed before a rotation stays good, and a client that fetches the keys again
// finds the key of what is signed after it.
func TestKeysRotate(t *testing.T) {
	g := newRig(t)
	const path = "/common/discovery/v2.0/keys"
	_, old := g.redeemed(g.code())
	before := g.publishedKeys(path)
	must(t, g.RotateKeys())
	_, young := g.redeemed(g.code())
	after := g.publishedKeys(path)
	was, is := part(t, old["access_token"], 0)["kid"].(string), part(t, young["access_token"], 0)["kid"].(string)
	if was == is || before[is] == nil {
		t.Errorf("the key that signs next was not published before: %s, then %s", was, is)
	}
	if after[was] == nil || after[is] == nil || len(after) != len(before)+1 {
		t.Errorf("%d keys, then %d", len(before), len(after))
	}
	who := contosoURL + "/api/data/v9.2/WhoAmI"
	for _, answer := range []map[string]any{old, young} {
		if status, _, _ := g.get(who, answer["access_token"].(string)); status != 200 {
			t.Errorf("WhoAmI %d", status)
		}
	}
	for range 4 {
		must(t, g.RotateKeys())
	}
	if status, _, _ := g.get(who, old["access_token"].(string)); status != 401 {
		t.Errorf("a key that went long ago is still good: %d", status)
	}
	if n := len(g.publishedKeys(path)); n != 5 {
		t.Errorf("%d keys are published", n)
	}
	if status, _ := g.tokens("grant_type", "refresh_token", "refresh_token", old["refresh_token"].(string)); status != 200 {
		t.Errorf("the session did not survive: %d", status)
	}
}
