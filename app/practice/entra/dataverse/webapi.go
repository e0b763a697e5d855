package dataverse

import (
	"crypto/sha256"
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// serveData is everything under /api/data.
func (s *Service) serveData(w http.ResponseWriter, r *http.Request) {
	b, o := directory.BasesOf(r.Context(), r.Host), organizationFrom(r.Context())
	own := b.Organization(o.UniqueName)
	c, ok := s.issuer.Bearer(r, own, directory.WebAPIURL(own))
	if !ok || c.Tenant != o.Tenant.ID || s.doubleSlash() && !strings.HasSuffix(c.Audience, "/") {
		challenge := "Bearer authorization_uri=" + b.Authority + "/" + o.Tenant.ID + "/oauth2/authorize, resource_id=" + own + "/"
		if r.Header.Get("Authorization") != "" {
			challenge += `, error="invalid_token", error_description="The token is expired, not for this organization, or not a token of this tenant."`
		}
		w.Header().Set("WWW-Authenticate", challenge)
		writeOData(w, http.StatusUnauthorized, "0x80048d19", "Authentication is required: no token, or one that is not for this organization.")
		return
	}
	if challenge := s.issuer.CheckRevoked(c); challenge != "" {
		w.Header().Set("WWW-Authenticate", "Bearer authorization_uri="+b.Authority+"/"+o.Tenant.ID+"/oauth2/authorize, resource_id="+own+"/"+challenge)
		writeOData(w, http.StatusUnauthorized, "0x80048d19", "The token was revoked.")
		return
	}
	if o.Disabled {
		writeOData(w, http.StatusForbidden, "0x8004a104", "The Dynamics 365 organization you are attempting to access is currently disabled. Please contact your system administrator.")
		return
	}
	if c.IsApp() && !o.AdmitsApplications {
		writeOData(w, http.StatusForbidden, "0x80072560", "The user is not a member of the organization.")
		return
	}
	if !s.limited(w, o, c.ObjectID) {
		return
	}
	version, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/api/data/"), "/")
	if version != "v9.0" && version != "v9.1" && version != "v9.2" {
		writeOData(w, http.StatusNotFound, "0x80060888", "This version of the Web API is not there; v9.2 is.")
		return
	}
	context := directory.WebAPIURL(own) + "/api/data/" + version + "/$metadata"
	switch rest {
	case "":
		writeODataJSON(w, map[string]any{"@odata.context": context, "value": []any{}})
	case "WhoAmI", "WhoAmI()":
		writeODataJSON(w, map[string]any{
			"@odata.context": context + "#Microsoft.Dynamics.CRM.WhoAmIResponse",
			"BusinessUnitId": aadsts.IDOf("business unit " + o.UniqueName),
			"UserId":         userIn(o, c.ObjectID),
			"OrganizationId": o.ID,
		})
	default:
		writeOData(w, http.StatusNotFound, "0x8006088a", "Resource not found for the segment '"+aadsts.Show(rest)+"'.")
	}
}

// doubleSlash says whether organizations insist on an audience that ends in a slash.
func (s *Service) doubleSlash() bool {
	l := s.Lock()
	defer l.Unlock()
	return l.Settings().DoubleSlash
}

// userIn is a user's systemuserid in an organization.
func userIn(o directory.Environment, objectID string) string {
	sum := sha256.Sum256([]byte(o.ID + " " + objectID))
	return aadsts.GUID(sum[:16])
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
	w.Header().Set("Content-Type", "application/json; odata.metadata=minimal")
	w.Header().Set("OData-Version", "4.0")
	aadsts.WriteJSON(w, http.StatusOK, v)
}
