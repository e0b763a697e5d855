package signin

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/signin/loopback"
)

// metadata is what an authority says of itself (OpenID Connect Discovery 1.0 section 3),
// as far as MSAL reads it and keeps it to itself.
type metadata struct {
	Issuer string `json:"issuer"`
	// NamesIssuer says that every answer at the redirect URI carries iss (RFC 9207
	// section 3). Entra's metadata has no such member.
	NamesIssuer bool `json:"authorization_response_iss_parameter_supported"`
}

// metadataPath is where MSAL asks for it, behind the tenant's name
// (apps/internal/oauth/ops/authority, OpenIDConfigurationEndpoint).
const metadataPath = "/v2.0/.well-known/openid-configuration"

// metadataReader is a transport that reads the metadata which MSAL fetches, so that nothing is
// asked for twice.
type metadataReader struct {
	next http.RoundTripper

	mu     sync.Mutex
	byPath map[string]metadata
}

func newMetadataReader(next http.RoundTripper) *metadataReader {
	return &metadataReader{next: next, byPath: map[string]metadata{}}
}

// RoundTrip implements http.RoundTripper.
func (m *metadataReader) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := m.next.RoundTrip(r)
	path := strings.ToLower(r.URL.Path)
	if err != nil || response.StatusCode != http.StatusOK || !strings.HasSuffix(path, metadataPath) {
		return response, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	if err != nil {
		return nil, err
	}
	var found metadata
	if json.Unmarshal(body, &found) == nil { // what can't be read MSAL refuses
		m.mu.Lock()
		m.byPath[path] = found
		m.mu.Unlock()
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// of is the metadata of a tenant; nothing when it was not fetched yet.
func (m *metadataReader) of(tenant string) metadata {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.byPath["/"+strings.ToLower(cmp.Or(tenant, anyTenant))+metadataPath]
}

// withIssuer is the target with the issuer that its tenant's metadata names. Only in a custom
// cloud does it count: in Microsoft's an issuer is known by its form.
func (c *client) withIssuer(t Target) Target {
	if t.Cloud.ID == cloud.Custom {
		t.issuer = c.metadata.of(t.silentTenant()).Issuer
	}
	return t
}

// checkAnswerIssuer refuses an answer of another authority than the one that was asked, where
// that one says that it always names itself (RFC 9207 section 2.4).
func (c *client) checkAnswerIssuer(t Target, answer loopback.Answer) error {
	known := c.metadata.of(t.Tenant)
	if known.NamesIssuer && answer.Issuer != known.Issuer {
		return problem.New(problem.Refused, "answer-wrong-issuer")
	}
	return nil
}
