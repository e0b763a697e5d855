package dataverse

import (
	"net/http"

	"latchkey/app/pattern"
)

// currentOrganization is the function with its parameter, which may be an alias ("Use Web API
// functions").
var currentOrganization = pattern.Lazy(`^RetrieveCurrentOrganization\(AccessType=(?:@\w+|Microsoft\.Dynamics\.CRM\.EndpointAccessType'\w+')\)$`)

// serveFunction answers a function of the Web API, when there is such a one.
func (s *Service) serveFunction(w http.ResponseWriter, r *http.Request, c caller, segment string) (there bool) {
	answer := map[string]any{}
	switch {
	case segment == "WhoAmI", segment == "WhoAmI()":
		answer["@odata.context"] = c.service + "$metadata#" + crm + ".WhoAmIResponse"
		answer["BusinessUnitId"], answer["UserId"], answer["OrganizationId"] = c.businessUnit(), c.userID, c.organization.ID
	case segment == "RetrieveVersion", segment == "RetrieveVersion()":
		answer["@odata.context"] = c.service + "$metadata#" + crm + ".RetrieveVersionResponse"
		answer["Version"] = c.organization.Version
	case currentOrganization().MatchString(segment):
		answer["@odata.context"] = c.service + "$metadata#" + crm + ".RetrieveCurrentOrganizationResponse"
		answer["Detail"] = c.detail()
	default:
		return false
	}
	if !isRead(r) {
		noMethod(r.Method).write(w)
		return true
	}
	writeODataJSON(w, answer)
	return true
}

// detail is the complex type OrganizationDetail ("Web API reference").
func (c caller) detail() map[string]any {
	endpoints := c.endpoints()
	keys, values := make([]string, 0, len(endpoints)), make([]string, 0, len(endpoints))
	for _, e := range endpoints {
		keys, values = append(keys, e.kind), append(values, e.address)
	}
	o := c.organization
	return map[string]any{
		"OrganizationId": o.ID, "FriendlyName": o.FriendlyName, "OrganizationVersion": o.Version, "EnvironmentId": o.EnvironmentID,
		"DatacenterId": datacenterOf(o), "Geo": o.Region.Code, "TenantId": o.Tenant.ID,
		"UrlName": o.UniqueName, "UniqueName": o.UniqueName, "State": "Enabled",
		"Endpoints": map[string]any{"Count": len(keys), "IsReadOnly": false, "Keys": keys, "Values": values},
	}
}

type endpoint struct{ kind, address string }

// endpoints are an organization's addresses by their kind (EndpointType).
func (c caller) endpoints() []endpoint {
	return []endpoint{
		{"WebApplication", c.address + "/"},
		{"OrganizationService", c.address + "/XRMServices/2011/Organization.svc"},
		{"OrganizationDataService", c.address + "/XRMServices/2011/OrganizationData.svc"},
	}
}
