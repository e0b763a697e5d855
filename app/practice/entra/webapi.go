package entra

import (
	"crypto/sha256"
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Dataverse is Global Discovery, the Web API of the organizations, and what programs without
// OAuth reach.
type Dataverse struct {
	*Store
	issuer *Issuer
	mux    *http.ServeMux
}

func newDataverse(store *Store, issuer *Issuer) *Dataverse {
	s := &Dataverse{Store: store, issuer: issuer, mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /api/data/", s.serveData)
	return s
}

// ServeOrganization is the Web API of one organization ("Dataverse Web API",
// v9.0 to v9.2): the service document and WhoAmI. Without a good token it answers
// 401 with the challenge from which a client learns the tenant and the audience.
func (s *Dataverse) ServeOrganization(w http.ResponseWriter, r *http.Request, uniqueName string) {
	o, ok := s.organization(uniqueName)
	if !ok {
		writeOData(w, http.StatusNotFound, "0x80048d1a", "No organization has this address.")
		return
	}
	s.mux.ServeHTTP(w, r.WithContext(withOrganization(r.Context(), o)))
}

// serveData is everything under /api/data.
func (s *Dataverse) serveData(w http.ResponseWriter, r *http.Request) {
	b, o := bases(r.Context(), r.Host), organizationFrom(r.Context())
	own := b.Organization(o.unique)
	c, ok := s.bearer(r, own, apiURL(own))
	if !ok || c.Tenant != o.home.ID || s.doubleSlash() && !strings.HasSuffix(c.Audience, "/") {
		challenge := "Bearer authorization_uri=" + b.Authority + "/" + o.home.ID + "/oauth2/authorize, resource_id=" + own + "/"
		if r.Header.Get("Authorization") != "" {
			challenge += `, error="invalid_token", error_description="The token is expired, not for this organization, or not a token of this tenant."`
		}
		w.Header().Set("WWW-Authenticate", challenge)
		writeOData(w, http.StatusUnauthorized, "0x80048d19", "Authentication is required: no token, or one that is not for this organization.")
		return
	}
	if o.disabled {
		writeOData(w, http.StatusForbidden, "0x8004a104", "The Dynamics 365 organization you are attempting to access is currently disabled. Please contact your system administrator.")
		return
	}
	if c.isApp() && !o.applications {
		writeOData(w, http.StatusForbidden, "0x80072560", "The user is not a member of the organization.")
		return
	}
	version, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/api/data/"), "/")
	if version != "v9.0" && version != "v9.1" && version != "v9.2" {
		writeOData(w, http.StatusNotFound, "0x80060888", "This version of the Web API is not there; v9.2 is.")
		return
	}
	context := apiURL(own) + "/api/data/" + version + "/$metadata"
	switch rest {
	case "":
		writeODataJSON(w, map[string]any{"@odata.context": context, "value": []any{}})
	case "WhoAmI", "WhoAmI()":
		writeODataJSON(w, map[string]any{
			"@odata.context": context + "#Microsoft.Dynamics.CRM.WhoAmIResponse",
			"BusinessUnitId": aadsts.IDOf("business unit " + o.unique),
			"UserId":         userIn(o, c.ObjectID),
			"OrganizationId": o.id,
		})
	default:
		writeOData(w, http.StatusNotFound, "0x8006088a", "Resource not found for the segment '"+aadsts.Show(rest)+"'.")
	}
}

// doubleSlash says whether organizations insist on an audience that ends in a slash.
func (s *Dataverse) doubleSlash() bool {
	l := s.Lock()
	defer l.Unlock()
	return l.Settings().DoubleSlash
}

// userIn is a user's systemuserid in an organization.
func userIn(o organization, objectID string) string {
	sum := sha256.Sum256([]byte(o.id + " " + objectID))
	return aadsts.GUID(sum[:16])
}

// bearer is the claims of a good token of one of the tenants for one of the audiences.
func (s *Dataverse) bearer(r *http.Request, audiences ...string) (claims, bool) {
	var c claims
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") || len(token) > aadsts.LongestValue || s.issuer.opened(token, &c) != nil {
		return c, false
	}
	now := s.moment().Unix()
	if s.kindOf(c.Tenant) != ours || now >= c.Expires || now < c.NotBefore {
		return c, false
	}
	for _, a := range audiences {
		if strings.TrimSuffix(c.Audience, "/") == a {
			return c, true
		}
	}
	return c, false
}

// odataError is the error of OData JSON Format 4.0 section 19.
type odataError struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func writeOData(w http.ResponseWriter, status int, code, message string) {
	var e odataError
	e.Error.Code, e.Error.Message = code, message
	w.Header().Set("OData-Version", "4.0")
	aadsts.WriteJSON(w, status, e)
}

func writeODataJSON(w http.ResponseWriter, v any) {
	w.Header().Set("OData-Version", "4.0")
	aadsts.WriteJSON(w, http.StatusOK, v)
}
