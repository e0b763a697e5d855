package dataverse

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

type organizationKey struct{}

func withOrganization(ctx context.Context, o directory.Environment) context.Context {
	return context.WithValue(ctx, organizationKey{}, o)
}

func organizationFrom(ctx context.Context) directory.Environment {
	o, _ := ctx.Value(organizationKey{}).(directory.Environment)
	return o
}

// instance is a row of Global Discovery ("Instance entity type"): all twenty
// properties, in alphabetical order as the service writes them.
type instance struct {
	APIURL           string  `json:"ApiUrl"`
	DatacenterID     string  `json:"DatacenterId"`
	DatacenterName   *string `json:"DatacenterName"` // null, as nearly always
	EnvironmentID    string  `json:"EnvironmentId"`
	FriendlyName     string  `json:"FriendlyName"`
	ID               string  `json:"Id"`
	IsUserSysAdmin   bool    `json:"IsUserSysAdmin"`
	LastUpdated      string  `json:"LastUpdated"`
	OrganizationType int     `json:"OrganizationType"`
	Purpose          string  `json:"Purpose"`
	Region           string  `json:"Region"`
	SchemaType       string  `json:"SchemaType"`
	State            int     `json:"State"`
	StatusMessage    int     `json:"StatusMessage"`
	TenantID         string  `json:"TenantId"`
	TrialExpiration  string  `json:"TrialExpirationDate"`
	UniqueName       string  `json:"UniqueName"`
	URLName          string  `json:"UrlName"`
	Version          string  `json:"Version"`
	URL              string  `json:"Url"`
}

// instances is the one set of Global Discovery ("Instance EntitySet" of "Discover user
// organizations"); texts are compared with their case there.
func instances() *entityType {
	return &entityType{
		namespace: "Microsoft.DynamicsOnline.Discovery.Service", name: "Instance", set: "Instances",
		keys: []string{"Id", "UniqueName", "Region", "State", "Version"},
		properties: []property{
			{"ApiUrl", edmString}, {"DatacenterId", edmString}, {"DatacenterName", edmString}, {"EnvironmentId", edmString},
			{"FriendlyName", edmString}, {"Id", edmGUID}, {"IsUserSysAdmin", edmBoolean}, {"LastUpdated", edmDate},
			{"OrganizationType", edmInt}, {"Purpose", edmString}, {"Region", edmString}, {"SchemaType", edmString},
			{"State", edmInt}, {"StatusMessage", edmInt}, {"TenantId", edmGUID}, {"TrialExpirationDate", edmDate},
			{"UniqueName", edmString}, {"UrlName", edmString}, {"Version", edmString}, {"Url", edmString},
		},
	}
}

// noTrial is the end of a trial that is none: ServiceClient reads a date that can't be null
// (GlobalDiscoveryModel.cs), and this is .NET's for one that nobody set (from memory).
const noTrial = "0001-01-01T00:00:00Z"

func instanceOf(b directory.Bases, o directory.Environment, i int) instance {
	url := b.Organization(o.UniqueName)
	v := instance{
		APIURL: directory.WebAPIURL(url), DatacenterID: datacenterOf(o), EnvironmentID: o.EnvironmentID,
		FriendlyName: o.FriendlyName, ID: o.ID, IsUserSysAdmin: o.UsersAreAdmins,
		LastUpdated:      time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).Add(time.Duration(i%5000) * time.Hour).Format(time.RFC3339),
		OrganizationType: o.Type, Region: o.Region.Code, SchemaType: "Full", TenantID: o.Tenant.ID, TrialExpiration: noTrial,
		UniqueName: o.UniqueName, URLName: o.UniqueName, Version: o.Version, URL: url,
	}
	if o.Type == 5 {
		v.Purpose = "Sandbox"
	}
	if o.Disabled {
		v.State, v.StatusMessage = 1, 4
	}
	return v
}

func datacenterOf(o directory.Environment) string {
	return aadsts.IDOf("datacenter " + o.Region.Datacenter)
}

// serveInstances lists the organizations of the tenant that the token is from.
func (s *Service) serveInstances(w http.ResponseWriter, r *http.Request) {
	if t, ok := s.asked(w, r); ok {
		s.answerInstances(w, r, t)
	}
}

// serveDiscovery is what else there is: the service document, $metadata, and organizations by a
// key, which are a list as well ("GDS always returns an array of values").
func (s *Service) serveDiscovery(w http.ResponseWriter, r *http.Request) {
	segment := r.PathValue("rest")
	notThere := func() {
		writeOData(w, http.StatusNotFound, "NotFound", "Resource not found for the segment '"+aadsts.Show(segment)+"'.")
	}
	if r.PathValue("api") != "api" {
		notThere()
		return
	}
	t, ok := s.asked(w, r)
	if !ok {
		return
	}
	switch segment {
	case "":
		writeODataJSON(w, serviceDocument(discoveryBase(r)+"$metadata", instances()))
	case "$metadata":
		writeXML(w, edmx(instances().namespace, instances()))
	default:
		key, known := instances().readKey(segment)
		if !known {
			notThere()
			return
		}
		s.answerInstances(w, r, t, key)
	}
}

// answerInstances answers the query of a request, besides the key in its address.
func (s *Service) answerInstances(w http.ResponseWriter, r *http.Request, t aadsts.Tenant, key ...condition) {
	p, bad := aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	if bad != nil {
		writeOData(w, http.StatusBadRequest, "BadRequest", bad.Text)
		return
	}
	q, refused := instances().readQuery(p)
	if refused != nil {
		if refused.status == http.StatusBadRequest {
			refused.code = "BadRequest" // the other codes are an organization's
		}
		refused.write(w)
		return
	}
	q.conditions = append(q.conditions, key...)
	s.streamInstances(w, r, t, q)
}

// asked is the tenant whose organizations a request is for; without ok it has been answered.
func (s *Service) asked(w http.ResponseWriter, r *http.Request) (t aadsts.Tenant, ok bool) {
	b := directory.BasesOf(r.Context(), r.Host)
	c, ok := s.issuer.Bearer(r, b.Discovery)
	if !ok {
		w.Header().Set("WWW-Authenticate", "Bearer authorization_uri="+b.Authority+"/common/oauth2/authorize, resource_id="+b.Discovery+"/")
		writeOData(w, http.StatusUnauthorized, "Unauthorized", "Authentication is required: no token, or one that is not for Global Discovery.")
		return t, false
	}
	if challenge := s.issuer.EvaluateToken(r, c); challenge != nil {
		w.Header().Set("WWW-Authenticate", "Bearer authorization_uri="+b.Authority+"/common/oauth2/authorize, resource_id="+b.Discovery+"/"+challenge.Header())
		writeOData(w, http.StatusUnauthorized, "Unauthorized", challenge.Text())
		return t, false
	}
	if c.IsApp() {
		writeOData(w, http.StatusForbidden, "Forbidden", "Global Discovery lists what a person can use; an application has to know the address of its organization.")
		return t, false
	}
	return aadsts.TenantOf(c.Tenant), true
}

// discoveryBase is where Global Discovery is.
func discoveryBase(r *http.Request) string {
	return directory.BasesOf(r.Context(), r.Host).Discovery + "/api/discovery/v2.0/"
}

func oDataHead(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", oDataJSON)
	h.Set("OData-Version", "4.0")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
}

// streamInstances writes row by row, so that a huge list costs no memory here.
func (s *Service) streamInstances(w http.ResponseWriter, r *http.Request, t aadsts.Tenant, q query) {
	oDataHead(w)
	b := directory.BasesOf(r.Context(), r.Host)
	out := bufio.NewWriterSize(w, 32<<10)
	defer out.Flush()
	_, _ = out.WriteString(`{"@odata.context":` + quote(discoveryBase(r)+q.context(instances())) + `,"value":[`)
	written := 0
	for i := range s.EnvironmentCount(t) {
		if written == q.top {
			break
		}
		row, ok := encodeInstance(instanceOf(b, s.EnvironmentOf(t, i), i), q)
		if !ok {
			continue
		}
		if written > 0 {
			_ = out.WriteByte(',')
		}
		written++
		if _, err := out.Write(row); err != nil {
			return
		}
	}
	_, _ = out.WriteString("]}")
}

// encodeInstance is a row with the properties that were asked for; ok is false for one that
// the filter leaves out. Nothing in a row can fail to encode.
func encodeInstance(v instance, q query) (encoded []byte, ok bool) {
	encoded, _ = json.Marshal(v)
	if len(q.properties) == 0 && len(q.conditions) == 0 {
		return encoded, true
	}
	var all row
	if err := json.Unmarshal(encoded, &all); err != nil || !q.holds(all) {
		return nil, false
	}
	if len(q.properties) > 0 {
		encoded, _ = json.Marshal(q.chosen(all))
	}
	return encoded, true
}
