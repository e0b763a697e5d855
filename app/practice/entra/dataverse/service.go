// Package dataverse is what tokens are for: the Global Discovery service, what a program reads of
// an organization when it connects (by the Web API, in batches, by SOAP), and a mailbox for old
// programs that know user names and passwords only.
//
// It promises that an organization takes tokens of its own tenant and its own address only, that
// nothing can be written, that a query option which it doesn't know is refused rather than passed
// over, and that what a request can cost has bounds.
//
// Sources: Microsoft's "Discover user organizations", "Dataverse Web API", "Execute batch operations
// using the Web API", "Service protection API limits", "Impersonate another user using the Web API";
// ServiceClient's source for SOAP; OData 4.0.
package dataverse

import (
	"net/http"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// Service is Global Discovery, the organizations, and what programs without OAuth reach.
type Service struct {
	*directory.Store
	issuer   *token.Issuer
	mux      *http.ServeMux
	requests requestCounts
}

// New makes a service whose bearers are checked with the issuer's key.
func New(store *directory.Store, issuer *token.Issuer) *Service {
	s := &Service{Store: store, issuer: issuer, mux: http.NewServeMux()}
	s.mux.HandleFunc("/api/data/", s.serveData)
	return s
}

// ServeOrganization is one organization: its Web API (v9.0 to v9.2) and its organization service.
// Without a good token it answers 401 with the challenge from which a client learns the tenant and
// the audience.
func (s *Service) ServeOrganization(w http.ResponseWriter, r *http.Request, uniqueName string) {
	o, ok := s.Environment(uniqueName)
	if !ok {
		writeOData(w, http.StatusNotFound, "0x80048d1a", "No organization has this address.")
		return
	}
	s.named(w.Header())
	r = r.WithContext(withOrganization(r.Context(), o))
	if IsOrganizationService(r.URL.Path) {
		s.serveSOAP(w, r)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// Route registers Global Discovery and what programs without OAuth ask.
func (s *Service) Route(m *http.ServeMux) {
	m.HandleFunc("GET /api/discovery/v2.0/Instances", s.serveInstances)
	// Beside a tenant's keys, {tenant}/discovery/v2.0/keys, the pattern can't begin with api.
	m.HandleFunc("GET /{api}/discovery/v2.0/{rest...}", s.serveDiscovery)
	m.HandleFunc("GET /legacy/mailbox", s.serveLegacy)
}
