package transfer

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/profile"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// whole is a valid profile in which every field is filled.
func whole() profile.Profile {
	p := profile.Profile{
		Schema: 1, ID: "55555555-5555-5555-5555-555555555555", Rev: 7,
		Name: "Contoso Sales", Label: "PROD", Color: "#ff0000", Pinned: true, Notes: "first line\nsecond line",
		Cloud: cloud.Public, Online: true, TwoFactor: true,
		ApplicationID: "7a1c5f0e-9d2b-4e63-8a41-0c5d7e9f1b23", RedirectURI: "http://localhost", Method: profile.Browser,
		ResponseMode: profile.ResponseQuery, DoubleSlash: true, SavePassword: true,
		Credential:   &profile.Credential{Kind: "certificate", Subject: "CN=unseen", Thumbprint: "ABCDEF0123"},
		ExtraTenants: []string{"fabrikam.com"}, DomainHint: "contoso.com",
		Tenant: "contoso.com", LoginHint: "anna.berg@contoso.com", OrganizationURL: "https://contoso.crm4.dynamics.com",
		HomeAccountID: "11111111-1111-1111-1111-111111111111.22222222-2222-2222-2222-222222222222",
		Username:      "anna.berg@contoso.com", AccountTenant: "66666666-6666-6666-6666-666666666666",
		AccountFor: "0123456789abcdef", TenantFor: "", VerifiedFor: "fedcba9876543210", RedirectFor: "0fedcba987654321",
		Organization: &profile.Organization{
			ID: "33333333-3333-3333-3333-333333333333", UniqueName: "unq1", FriendlyName: "Contoso Sales",
			URL: "https://contoso.crm4.dynamics.com", APIURL: "https://contoso.api.crm4.dynamics.com",
			Version: "9.2.24103.1", Region: "EMEA", TenantID: "22222222-2222-2222-2222-222222222222",
			EnvironmentID: "Default-44444444-4444-4444-4444-444444444444",
		},
		LastVerified: "2026-03-01T10:00:00Z", SignedInAt: "2026-03-01T09:00:00Z", LastPrompt: "unseen-prompt", LastPromptGuessed: true,
		Recipe: "documentscorepack",
	}
	return p
}

// lab is a valid profile of a custom cloud.
func lab(t testing.TB) profile.Profile {
	p := whole()
	p.Cloud, p.OrganizationURL, p.Organization, p.DomainHint = cloud.Custom, "https://one.crm.test.example", nil, ""
	p.CustomCloud = &cloud.Hosts{
		Authority: "login.test.example", Discovery: "disco.test.example:8443",
		Organizations: []string{"*.crm.test.example"}, CA: authorityPEM(t),
	}
	p.CustomCloud.Confirmed = p.CustomCloud.Fingerprint()
	return p
}

func authorityPEM(t testing.TB) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test authority"},
		NotBefore: noon, NotAfter: noon.AddDate(1, 0, 0), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func setupOf(t testing.TB, p profile.Profile, words Words) []byte {
	t.Helper()
	data, err := WriteSetup(p, words, noon)
	if err != nil {
		t.Fatal(err, codesOf(err))
	}
	return data
}

// edited is a file in which a value was replaced, with the right checksum: path leads
// through keys, and nil takes the last of them away.
func edited(t testing.TB, data []byte, value any, path ...string) []byte {
	t.Helper()
	root, err := parsed(data)
	if err != nil {
		t.Fatal(err)
	}
	at := root.(map[string]any)
	for _, key := range path[:len(path)-1] {
		at = at[key].(map[string]any)
	}
	if last := path[len(path)-1]; value == nil {
		delete(at, last)
	} else {
		at[last] = value
	}
	return resealed(t, root)
}

func resealed(t testing.TB, root any) []byte {
	t.Helper()
	object := root.(map[string]any)
	sum, err := checksum(object)
	if err != nil {
		t.Fatal(err)
	}
	object["checksum"] = sum
	data, err := json.MarshalIndent(object, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// codesOf are an error's codes with what they are about.
func codesOf(err error) string {
	var p *problem.Problem
	if !errors.As(err, &p) {
		return ""
	}
	if len(p.Fields) == 0 {
		return strings.TrimSpace(p.Code + " " + p.Args["key"])
	}
	var all []string
	for _, f := range p.Fields {
		all = append(all, codesOf(f))
	}
	return strings.Join(all, "; ")
}
