package discovery

import (
	"latchkey/app/cloud"
	"latchkey/app/profile"
)

// Instance is one organization as Global Discovery describes it: the twenty
// properties of the entity type Instance in the service's $metadata. Texts are as the
// server sent them, as valid UTF-8 of at most [MaxText] bytes; whoever shows them
// must expect any character.
type Instance struct {
	ID                  string // OrganizationId, GUID
	UniqueName          string
	URLName             string
	FriendlyName        string
	URL                 string // https://org.crm4.dynamics.com/
	APIURL              string // https://org.api.crm4.dynamics.com/
	Version             string
	Region              string
	TenantID            string // GUID
	EnvironmentID       string
	DatacenterID        string
	DatacenterName      string // usually ""
	LastUpdated         string // RFC 3339
	TrialExpirationDate string // RFC 3339, "" or a day in year 1 when it is no trial
	Purpose             string
	SchemaType          string
	State               int // 0 enabled, 1 disabled
	StatusMessage       int // 0 instance locked ... 6 instance picker ready
	OrganizationType    int // 0 customer, 5 sandbox, 12 default, 13 developer, 14 trial, 15 Teams ...
	IsUserSysAdmin      bool
}

// Disabled reports whether nobody can sign in to the organization now.
func (i Instance) Disabled() bool { return i.State != 0 }

// Organization is the instance as a profile keeps it. A Web API that is another
// organization's is left out: it would get the tokens of this one.
func (i Instance) Organization() profile.Organization {
	return profile.Organization{
		ID:            i.ID,
		UniqueName:    i.UniqueName,
		FriendlyName:  i.FriendlyName,
		URL:           trimSlash(i.URL),
		APIURL:        i.ownAPI(),
		Version:       i.Version,
		Region:        i.Region,
		TenantID:      i.TenantID,
		EnvironmentID: i.EnvironmentID,
	}
}

// ownAPI is APIURL, or "" when it is another organization's than URL. Addresses of a
// custom cloud are for the profile to judge, which knows its hosts.
func (i Instance) ownAPI() string {
	address, _, err := cloud.ParseOrganizationURL(i.URL)
	if err != nil {
		return trimSlash(i.APIURL)
	}
	if api, _, err := cloud.ParseOrganizationURL(i.APIURL); err != nil || api != address {
		return ""
	}
	return trimSlash(i.APIURL)
}
