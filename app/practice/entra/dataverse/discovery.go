package dataverse

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
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
	TrialExpiration  *string `json:"TrialExpirationDate"`
	UniqueName       string  `json:"UniqueName"`
	URLName          string  `json:"UrlName"`
	Version          string  `json:"Version"`
	URL              string  `json:"Url"`
}

var instanceProperties = []string{
	"ApiUrl", "DatacenterId", "DatacenterName", "EnvironmentId", "FriendlyName", "Id", "IsUserSysAdmin", "LastUpdated",
	"OrganizationType", "Purpose", "Region", "SchemaType", "State", "StatusMessage", "TenantId", "TrialExpirationDate",
	"UniqueName", "UrlName", "Version", "Url",
}

func instanceOf(b directory.Bases, o directory.Environment, i int) instance {
	url := b.Organization(o.UniqueName)
	v := instance{
		APIURL: directory.WebAPIURL(url), DatacenterID: aadsts.IDOf("datacenter " + o.Region.Datacenter), EnvironmentID: o.EnvironmentID,
		FriendlyName: o.FriendlyName, ID: o.ID, IsUserSysAdmin: i%3 == 0,
		LastUpdated:      time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).Add(time.Duration(i%5000) * time.Hour).Format(time.RFC3339),
		OrganizationType: o.Type, Region: o.Region.Code, SchemaType: "Full", TenantID: o.Tenant.ID,
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

// serveInstances lists the organizations of the tenant that the token is from. It honours $select and $top; a query
// option that it can't honour is refused, so that nobody takes a whole list for a
// filtered one.
func (s *Service) serveInstances(w http.ResponseWriter, r *http.Request) {
	b := directory.BasesOf(r.Context(), r.Host)
	c, ok := s.issuer.Bearer(r, b.Discovery)
	if !ok {
		w.Header().Set("WWW-Authenticate", "Bearer authorization_uri="+b.Authority+"/common/oauth2/authorize, resource_id="+b.Discovery+"/")
		writeOData(w, http.StatusUnauthorized, "Unauthorized", "Authentication is required: no token, or one that is not for Global Discovery.")
		return
	}
	if challenge := s.issuer.CheckRevoked(c); challenge != "" {
		w.Header().Set("WWW-Authenticate", "Bearer authorization_uri="+b.Authority+"/common/oauth2/authorize, resource_id="+b.Discovery+"/"+challenge)
		writeOData(w, http.StatusUnauthorized, "Unauthorized", "The token was revoked.")
		return
	}
	if c.IsApp() {
		writeOData(w, http.StatusForbidden, "Forbidden", "Global Discovery lists what a person can use; an application has to know the address of its organization.")
		return
	}
	t := aadsts.TenantOf(c.Tenant)
	p, bad := aadsts.ReadParams(r.URL.RawQuery, aadsts.LongestQuery)
	if bad != nil {
		writeOData(w, http.StatusBadRequest, "BadRequest", bad.Text)
		return
	}
	properties, top := []string(nil), s.EnvironmentCount(t)
	for name, value := range p {
		switch name {
		case "$select":
			for _, one := range strings.Split(value, ",") {
				one = strings.TrimSpace(one)
				if !slices.Contains(instanceProperties, one) {
					writeOData(w, http.StatusBadRequest, "BadRequest", "Could not find a property named '"+aadsts.Show(one)+"' on type 'Microsoft.DynamicsOnline.Discovery.Service.Instance'.")
					return
				}
				properties = append(properties, one)
			}
		case "$top":
			n, err := strconv.Atoi(value)
			if err != nil || n < 0 {
				writeOData(w, http.StatusBadRequest, "BadRequest", "$top has to be a number.")
				return
			}
			top = min(top, n)
		default:
			if strings.HasPrefix(name, "$") {
				writeOData(w, http.StatusNotImplemented, "NotImplemented", "The practice tenant does not know the query option '"+aadsts.Show(name)+"'.")
				return
			}
		}
	}
	s.streamInstances(w, b, t, top, properties)
}

// streamInstances writes row by row, so that a huge list costs no memory here.
func (s *Service) streamInstances(w http.ResponseWriter, b directory.Bases, t aadsts.Tenant, n int, properties []string) {
	h := w.Header()
	h.Set("Content-Type", "application/json; odata.metadata=minimal; charset=utf-8")
	h.Set("OData-Version", "4.0")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	out := bufio.NewWriterSize(w, 32<<10)
	defer out.Flush()
	context := b.Discovery + "/api/discovery/v2.0/$metadata#Instances"
	if len(properties) > 0 {
		context += "(" + strings.Join(properties, ",") + ")"
	}
	start, _ := json.Marshal(context)
	_, _ = out.WriteString(`{"@odata.context":` + string(start) + `,"value":[`)
	for i := range n {
		if i > 0 {
			_ = out.WriteByte(',')
		}
		row, err := encodeInstance(instanceOf(b, s.EnvironmentOf(t, i), i), properties)
		if err != nil {
			return // nothing in a row can fail to encode; a cut-off list is seen as such
		}
		if _, err := out.Write(row); err != nil {
			return
		}
	}
	_, _ = out.WriteString("]}")
}

func encodeInstance(v instance, properties []string) ([]byte, error) {
	row, err := json.Marshal(v)
	if err != nil || len(properties) == 0 {
		return row, err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(row, &all); err != nil {
		return nil, err
	}
	chosen := make(map[string]json.RawMessage, len(properties))
	for _, p := range properties {
		chosen[p] = all[p]
	}
	return json.Marshal(chosen)
}
