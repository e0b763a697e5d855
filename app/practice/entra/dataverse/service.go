// Package dataverse is what tokens are for: the Global Discovery service, the Web API of the
// tenant's organizations as far as WhoAmI, and a mailbox for old programs that know user names
// and passwords only.
//
// It promises that an organization takes tokens of its own tenant and its own address only,
// and that a query option which it doesn't know is refused rather than passed over.
//
// Sources: Microsoft's "Global Discovery Service", "Instance entity type" and "Dataverse Web
// API", OData JSON Format 4.0.
package dataverse

import (
	"net/http"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// Service is Global Discovery, the Web API of the organizations, and what programs without
// OAuth reach.
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

// ServeOrganization is the Web API of one organization ("Dataverse Web API",
// v9.0 to v9.2): the service document and WhoAmI. Without a good token it answers
// 401 with the challenge from which a client learns the tenant and the audience.
func (s *Service) ServeOrganization(w http.ResponseWriter, r *http.Request, uniqueName string) {
	o, ok := s.Environment(uniqueName)
	if !ok {
		writeOData(w, http.StatusNotFound, "0x80048d1a", "No organization has this address.")
		return
	}
	s.named(w.Header())
	s.mux.ServeHTTP(w, r.WithContext(withOrganization(r.Context(), o)))
}

// Route registers Global Discovery and what programs without OAuth ask.
func (s *Service) Route(m *http.ServeMux) {
	m.HandleFunc("GET /api/discovery/v2.0/Instances", s.serveInstances)
	// Beside a tenant's keys, {tenant}/discovery/v2.0/keys, the pattern can't begin with api.
	m.HandleFunc("GET /{api}/discovery/v2.0/{rest...}", s.serveDiscovery)
	m.HandleFunc("GET /legacy/mailbox", s.serveLegacy)
}
