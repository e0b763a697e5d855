package directory

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// consentRequestRow is what a person asks of the administrators.
type consentRequestRow struct {
	User        string   `json:"user"`
	Client      string   `json:"client"`
	Tenant      string   `json:"tenant"` // id
	Permissions []string `json:"permissions"`
	Reason      string   `json:"reason"`
	State       string   `json:"state"`
	At          int64    `json:"at"`
}

// The states of a request for consent.
const (
	requestPending  = "pending"
	requestApproved = "approved"
	requestDenied   = "denied"
)

const mostConsentRequests = 200

// ConsentRequest is what a person asks of the administrators, as one of them reads it.
type ConsentRequest struct {
	ID                string    `json:"id"`
	UserPrincipalName string    `json:"userPrincipalName"`
	ApplicationID     string    `json:"applicationId"`
	Application       string    `json:"application"`
	Tenant            string    `json:"tenant"` // domain
	Permissions       []string  `json:"permissions"`
	Reason            string    `json:"reason"`
	State             string    `json:"state"` // pending, approved or denied
	Time              time.Time `json:"time"`
}

// HasRequestedConsent says whether a person's request is still undecided.
func (l *Locked) HasRequestedConsent(name, client string, t aadsts.Tenant) bool {
	for _, row := range l.consentRequests.rows {
		if row.User == name && row.Client == client && row.Tenant == t.ID && row.State == requestPending {
			return true
		}
	}
	return false
}

// RequestConsent asks the administrators.
func (l *Locked) RequestConsent(name string, q AuthRequest, reason string) {
	if l.HasRequestedConsent(name, q.Client, q.TargetTenant()) {
		return
	}
	if keys := l.requestKeys(); len(keys) >= mostConsentRequests {
		l.consentRequests.Remove(keys[0])
	}
	l.consentRequests.Put(aadsts.GUID(l.RandomBytes(16)), consentRequestRow{
		User: name, Client: q.Client, Tenant: q.TargetTenant().ID, Permissions: PermissionsOf(q.Scope),
		Reason: aadsts.Show(strings.Join(strings.Fields(reason), " ")), State: requestPending, At: l.Unix(),
	})
	l.NotifyChange()
}

// requestKeys are in order of time, the undecided ones last.
func (l *Locked) requestKeys() []string {
	rows := l.consentRequests.rows
	return slices.SortedFunc(maps.Keys(rows), func(a, b string) int {
		if x, y := rows[a].State == requestPending, rows[b].State == requestPending; x != y {
			if x {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(rows[a].At, rows[b].At), cmp.Compare(a, b))
	})
}

// ConsentRequests lists what people asked of the administrators: the decided first, then
// those that wait, both oldest first; at most 200.
func (s *Store) ConsentRequests() []ConsentRequest {
	l := s.Lock()
	defer l.Unlock()
	list := []ConsentRequest{}
	for _, id := range l.requestKeys() {
		row := l.consentRequests.rows[id]
		list = append(list, ConsentRequest{
			ID: id, UserPrincipalName: row.User, ApplicationID: row.Client, Application: l.AppName(row.Client), Tenant: aadsts.TenantOf(row.Tenant).Domain,
			Permissions: slices.Clone(row.Permissions), Reason: row.Reason, State: row.State, Time: time.Unix(row.At, 0).UTC(),
		})
	}
	return list
}

// DecideConsentRequest approves a request, which grants its permissions to everybody in
// the tenant, or denies it. Problems: NotFound "practice-no-consent-request", Conflict
// "practice-consent-request-decided".
func (s *Store) DecideConsentRequest(id string, approve bool) error {
	l := s.Lock()
	defer l.Unlock()
	row, ok := l.consentRequests.rows[id]
	switch {
	case !ok:
		return problem.New(problem.NotFound, "practice-no-consent-request")
	case row.State != requestPending:
		return problem.New(problem.Conflict, "practice-consent-request-decided")
	}
	row.State = requestDenied
	if approve {
		row.State = requestApproved
		l.RecordConsent(Everybody, row.Client, aadsts.TenantOf(row.Tenant), row.Permissions, "")
	}
	l.consentRequests.Put(id, row)
	l.NotifyChange()
	return nil
}
