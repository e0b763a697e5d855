package graph

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// signIn is a row of the log ("signIn resource type" of v1.0, with the properties in the order of "List
// signIns"). What Entra finds out about devices, places and risks, and nobody does here, is as in a row
// of its own about which nothing is known.
type signIn struct {
	Context           string          `json:"@odata.context,omitempty"`
	ID                string          `json:"id"`
	Created           string          `json:"createdDateTime"`
	UserDisplayName   string          `json:"userDisplayName"`
	UserPrincipalName string          `json:"userPrincipalName"`
	UserID            string          `json:"userId"`
	AppID             string          `json:"appId"`
	AppDisplayName    string          `json:"appDisplayName"`
	Address           string          `json:"ipAddress"`
	Client            string          `json:"clientAppUsed"`
	Correlation       string          `json:"correlationId"`
	Access            string          `json:"conditionalAccessStatus"` // "success", "failure" or "notApplied"
	Interactive       bool            `json:"isInteractive"`
	RiskDetail        string          `json:"riskDetail"`
	RiskAggregated    string          `json:"riskLevelAggregated"`
	RiskDuring        string          `json:"riskLevelDuringSignIn"`
	RiskState         string          `json:"riskState"`
	RiskEvents        []string        `json:"riskEventTypes"`
	RiskEventsV2      []string        `json:"riskEventTypes_v2"`
	Resource          string          `json:"resourceDisplayName"`
	ResourceID        string          `json:"resourceId"`
	Status            signInStatus    `json:"status"`
	Device            deviceDetail    `json:"deviceDetail"`
	Location          signInLocation  `json:"location"`
	AppliedPolicies   []appliedPolicy `json:"appliedConditionalAccessPolicies"`
	at                time.Time
}

type signInStatus struct {
	Code    int     `json:"errorCode"` // 0 is success
	Reason  *string `json:"failureReason"`
	Details *string `json:"additionalDetails"`
}

type deviceDetail struct {
	ID        string  `json:"deviceId"`
	Name      *string `json:"displayName"`
	System    string  `json:"operatingSystem"`
	Browser   string  `json:"browser"`
	Compliant *bool   `json:"isCompliant"`
	Managed   *bool   `json:"isManaged"`
	Trust     *string `json:"trustType"`
}

type signInLocation struct {
	City    string `json:"city"`
	State   string `json:"state"`
	Country string `json:"countryOrRegion"`
	Geo     struct {
		Altitude  *float64 `json:"altitude"`
		Latitude  *float64 `json:"latitude"`
		Longitude *float64 `json:"longitude"`
	} `json:"geoCoordinates"`
}

type appliedPolicy struct {
	ID      string   `json:"id"`
	Name    string   `json:"displayName"`
	Grant   []string `json:"enforcedGrantControls"`
	Session []string `json:"enforcedSessionControls"`
	Result  string   `json:"result"`
}

// isListed says whether a row is one that v1.0 lists: of people, and with a user name and a proof. What
// clients renew by themselves, and what applications do as themselves, is in beta only.
func isListed(row directory.SignIn, t aadsts.Tenant) bool {
	return row.Tenant == t.Domain && row.User != "" && row.Way != directory.WayRefresh && row.Way != directory.WayApplication
}

// signInOf is a row in Graph's shape. Which policies applied is for those who may read policies as well.
func (s *Service) signInOf(row directory.SignIn, t aadsts.Tenant, policies bool) signIn {
	v := signIn{
		ID: row.ID, Created: row.Time.UTC().Format("2006-01-02T15:04:05.0000000Z"), at: row.Time,
		UserPrincipalName: row.User, AppID: row.ApplicationID, AppDisplayName: row.Application, Address: row.Address,
		Client: clientNames[row.Client], Correlation: row.Correlation, Access: statusOf(row.Rules), Interactive: true,
		RiskDetail: "none", RiskAggregated: cmp.Or(row.Risk, "none"), RiskDuring: cmp.Or(row.Risk, "none"), RiskState: "none",
		RiskEvents: []string{}, RiskEventsV2: []string{}, Resource: s.resourceName(row.ResourceID), ResourceID: row.ResourceID,
		Status: signInStatus{Code: row.Code}, Device: deviceDetail{System: systemNames[row.Platform]}, AppliedPolicies: []appliedPolicy{},
	}
	if row.Risk != "" {
		v.RiskState = "atRisk"
	}
	if row.Code != 0 {
		reason := row.Why
		for _, r := range row.Rules { // the control API's rows begin with the rule that decided
			reason = strings.TrimPrefix(reason, "Rule '"+r.Name+"': ")
		}
		v.Status.Reason = &reason
	}
	if u := s.User(row.User); u != nil {
		v.UserDisplayName, v.UserPrincipalName, v.UserID = u.Display(), u.UPNIn(t), u.ObjectIDIn(t)
	}
	if policies {
		for _, r := range row.Rules {
			v.AppliedPolicies = append(v.AppliedPolicies, appliedPolicy{ID: r.ID, Name: r.Name, Grant: []string{controlOf(r.Then)}, Session: []string{}, Result: r.Result})
		}
	}
	return v
}

// statusOf sums up what became of the policies that were for a sign-in.
func statusOf(rules []directory.AppliedRule) string {
	status := "notApplied"
	for _, r := range rules {
		switch r.Result {
		case directory.AppliedFailure:
			return "failure"
		case directory.AppliedSuccess:
			status = "success"
		}
	}
	return status
}

// controlOf names the grant control of an outcome.
func controlOf(then string) string {
	o, _ := aadsts.OutcomeOf(then)
	switch {
	case o.Demand != "":
		return "Mfa"
	case o.Word == "compliant-device":
		return "RequireCompliantDevice"
	case o.Word == "joined-device":
		return "RequireDomainJoinedDevice"
	case o.Word == "approved-app":
		return "RequireApprovedApp"
	}
	return "Block"
}

var clientNames = map[string]string{
	directory.ClientBrowser: "Browser", directory.ClientProgram: "Mobile Apps and Desktop clients", directory.ClientOther: "Other clients",
}

var systemNames = map[string]string{"windows": "Windows", "macos": "MacOs", "linux": "Linux", "ios": "Ios", "android": "Android"}

// resourceName is what Entra calls a resource; an API of one's own has its registration's name.
func (s *Service) resourceName(id string) string {
	switch id {
	case directory.GraphID:
		return "Microsoft Graph"
	case directory.DataverseID:
		return "Dataverse"
	}
	return s.AppName(id)
}

// newestFirst is the order of the list.
func newestFirst(list []signIn) {
	slices.SortStableFunc(list, func(a, b signIn) int { return b.at.Compare(a.at) })
}
