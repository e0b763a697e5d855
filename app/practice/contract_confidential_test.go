package practice_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"latchkey/app/practice"
)

// The contract with MSAL Go's confidential client.

func (h *house) confidential(id, tenant string, c confidential.Credential) confidential.Client {
	h.Helper()
	client, err := confidential.New(h.authority(tenant), id, c, confidential.WithHTTPClient(h.client), confidential.WithInstanceDiscovery(false))
	if err != nil {
		h.Fatal(err)
	}
	return client
}

func (h *house) secret(value string) confidential.Credential {
	h.Helper()
	c, err := confidential.NewCredFromSecret(value)
	if err != nil {
		h.Fatal(err)
	}
	return c
}

func TestMSALProvesAnApplicationBySecret(t *testing.T) {
	h := newHouse(t)
	secrets := h.app(practice.IntegrationCloudID).Secrets
	client := h.confidential(practice.IntegrationCloudID, practice.TenantID, h.secret(secrets[0].Value))
	for name, want := range map[string]int{"contoso": 200, "contososandbox": 200, "fabrikam": 403} {
		result, err := client.AcquireTokenByCredential(t.Context(), []string{h.org(name) + "/.default"})
		if err != nil {
			t.Fatal(err)
		}
		if status := h.whoAmI(name, result.AccessToken); status != want {
			t.Errorf("%s: %d, want %d", name, status, want)
		}
	}
	for value, code := range map[string]string{secrets[0].ID: "AADSTS7000215", secrets[1].Value: "AADSTS7000222"} {
		client := h.confidential(practice.IntegrationCloudID, practice.TenantID, h.secret(value))
		if _, err := client.AcquireTokenByCredential(t.Context(), []string{h.org("contoso") + "/.default"}); err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%v, want %s", err, code)
		}
	}
}

func TestMSALProvesAnApplicationByCertificate(t *testing.T) {
	h := newHouse(t)
	known, text := newCertificate(t)
	if _, err := h.control.AddCertificate(t.Context(), practice.MagentrixID, text); err != nil {
		t.Fatal(err)
	}
	for _, tenant := range []string{practice.TenantID, practice.FabrikamDomain} {
		client := h.confidential(practice.MagentrixID, tenant, known)
		org := map[string]string{practice.TenantID: "contoso", practice.FabrikamDomain: "fabrikamsales"}[tenant]
		if _, err := client.AcquireTokenByCredential(t.Context(), []string{h.org(org) + "/.default"}); err != nil {
			t.Errorf("%s: %v", tenant, err)
		}
	}
	stranger, _ := newCertificate(t)
	client := h.confidential(practice.MagentrixID, practice.TenantID, stranger)
	if _, err := client.AcquireTokenByCredential(t.Context(), []string{h.org("contoso") + "/.default"}); err == nil || !strings.Contains(err.Error(), "AADSTS700027") {
		t.Errorf("a certificate that nobody registered: %v", err)
	}
}

func newCertificate(t *testing.T) (confidential.Credential, string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "contract"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	credential, err := confidential.NewCredFromCert([]*x509.Certificate{certificate}, crypto.PrivateKey(key))
	if err != nil {
		t.Fatal(err)
	}
	return credential, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}
