package graph

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// mostSignIns is how many are on one page, and how many without $top ("List signIns").
const mostSignIns = 1000

// auditor is whose token may read the log, and whether policies as well; without ok the request has been
// answered. A person needs the permission and a role. The codes of the refusals are those that people
// pasted; that the role of an administrator here is one that may is ours.
func (s *Service) auditor(w http.ResponseWriter, r *http.Request) (t aadsts.Tenant, policies, ok bool) {
	u, c := s.caller(w, r)
	switch {
	case u == nil:
		return t, false, false
	case !hasScope(c, directory.AuditPermission):
		s.refuse(w, r, http.StatusForbidden, "Authentication_MSGraphPermissionMissing", "The principal does not have required Microsoft Graph permission(s): "+directory.AuditPermission+" to call this API.")
		return t, false, false
	case !u.Administrator:
		s.refuse(w, r, http.StatusForbidden, "Authentication_RequestFromUnsupportedUserRole", "User is not in the allowed roles")
		return t, false, false
	}
	return aadsts.TenantOf(c.Tenant), hasScope(c, directory.PolicyPermission), true
}

type signInList struct {
	Context string   `json:"@odata.context"`
	Next    string   `json:"@odata.nextLink,omitempty"`
	Value   []signIn `json:"value"`
}

const signInsContext = "/v1.0/$metadata#auditLogs/signIns"

func (s *Service) serveSignIns(w http.ResponseWriter, r *http.Request) {
	t, policies, ok := s.auditor(w, r)
	if !ok {
		return
	}
	q, wrong := readSignInQuery(r.URL.RawQuery)
	if wrong != "" {
		s.refuse(w, r, http.StatusBadRequest, "BadRequest", wrong)
		return
	}
	b := directory.BasesOf(r.Context(), r.Host)
	answer := signInList{Context: b.Authority + signInsContext, Value: []signIn{}}
	var all []signIn
	for _, row := range s.SignIns() {
		if !isListed(row, t) {
			continue
		}
		if v := s.signInOf(row, t, policies); q.holds(v) {
			all = append(all, v)
		}
	}
	newestFirst(all)
	if q.oldestFirst {
		slices.Reverse(all)
	}
	all = all[min(q.skip, len(all)):]
	if len(all) > q.top {
		all = all[:q.top]
		next := q.given
		next.Set("$skiptoken", strconv.Itoa(q.skip+q.top))
		answer.Next = b.Authority + "/v1.0/auditLogs/signIns?" + next.Encode()
	}
	answer.Value = append(answer.Value, all...)
	aadsts.WriteJSON(w, http.StatusOK, answer)
}

func (s *Service) serveSignIn(w http.ResponseWriter, r *http.Request) {
	t, policies, ok := s.auditor(w, r)
	if !ok {
		return
	}
	for _, row := range s.SignIns() {
		if row.ID == r.PathValue("id") && row.Tenant == t.Domain {
			v := s.signInOf(row, t, policies)
			v.Context = directory.BasesOf(r.Context(), r.Host).Authority + signInsContext + "/$entity"
			aadsts.WriteJSON(w, http.StatusOK, v)
			return
		}
	}
	s.refuse(w, r, http.StatusNotFound, "ResourceNotFound", "The sign-in wasn't found.")
}

// signInQuery is what is asked of the list.
type signInQuery struct {
	given       url.Values
	top, skip   int
	oldestFirst bool
	conditions  []func(signIn) bool
}

func (q signInQuery) holds(v signIn) bool {
	return !slices.ContainsFunc(q.conditions, func(holds func(signIn) bool) bool { return !holds(v) })
}

// readSignInQuery reads $top, $filter, $orderby and $skiptoken; wrong says what can't be read.
func readSignInQuery(raw string) (q signInQuery, wrong string) {
	given, err := url.ParseQuery(raw)
	if err != nil || len(raw) > aadsts.LongestQuery {
		return q, "The query can't be read."
	}
	q = signInQuery{given: given, top: mostSignIns}
	for name := range given {
		value := given.Get(name)
		switch name {
		case "$top":
			if q.top, err = strconv.Atoi(value); err != nil || q.top < 1 || q.top > mostSignIns {
				return q, "Invalid value for $top: 1 to " + strconv.Itoa(mostSignIns) + "."
			}
		case "$skiptoken":
			if q.skip, err = strconv.Atoi(value); err != nil || q.skip < 0 {
				return q, "Invalid $skiptoken."
			}
		case "$orderby":
			property, direction, _ := strings.Cut(strings.TrimSpace(value), " ")
			if property != "createdDateTime" || direction != "" && direction != "asc" && direction != "desc" {
				return q, "$orderby can be createdDateTime, asc or desc, here."
			}
			q.oldestFirst = direction != "desc"
		case "$filter":
			for part := range strings.SplitSeq(value, " and ") {
				condition := readCondition(strings.TrimSpace(part))
				if condition == nil {
					return q, "Invalid filter clause: '" + aadsts.Show(part) + "'. Here, comparisons of userPrincipalName, userId, appId, appDisplayName, ipAddress, correlationId, resourceId, conditionalAccessStatus and status/errorCode by eq, and of createdDateTime, can be joined by and."
				}
				q.conditions = append(q.conditions, condition)
			}
		default:
			return q, "The query option '" + aadsts.Show(name) + "' is not supported here."
		}
	}
	return q, ""
}

// readCondition reads one comparison; nil is none that can be read.
func readCondition(text string) func(signIn) bool {
	parts := strings.Fields(text)
	if len(parts) < 3 {
		return nil
	}
	property, operator, value := parts[0], parts[1], strings.TrimSpace(text[strings.Index(text, " "+parts[1]+" ")+len(parts[1])+2:])
	if property == "createdDateTime" {
		return readTime(operator, value)
	}
	if property == "status/errorCode" {
		code, err := strconv.Atoi(value)
		if err != nil || operator != "eq" {
			return nil
		}
		return func(v signIn) bool { return v.Status.Code == code }
	}
	of := texts[property]
	if of == nil || operator != "eq" || len(value) < 2 || value[0] != '\'' || value[len(value)-1] != '\'' {
		return nil
	}
	inner := value[1 : len(value)-1]
	if strings.Contains(strings.ReplaceAll(inner, "''", ""), "'") {
		return nil // the text ends before, and something follows
	}
	wanted := strings.ReplaceAll(inner, "''", "'")
	return func(v signIn) bool { return strings.EqualFold(of(v), wanted) }
}

// texts are the properties that can be compared with a text.
var texts = map[string]func(signIn) string{
	"userPrincipalName":       func(v signIn) string { return v.UserPrincipalName },
	"userId":                  func(v signIn) string { return v.UserID },
	"appId":                   func(v signIn) string { return v.AppID },
	"appDisplayName":          func(v signIn) string { return v.AppDisplayName },
	"ipAddress":               func(v signIn) string { return v.Address },
	"correlationId":           func(v signIn) string { return v.Correlation },
	"resourceId":              func(v signIn) string { return v.ResourceID },
	"conditionalAccessStatus": func(v signIn) string { return v.Access },
}

func readTime(operator, value string) func(signIn) bool {
	at, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return nil
	}
	allowed := map[string][]int{"eq": {0}, "ge": {0, 1}, "gt": {1}, "le": {0, -1}, "lt": {-1}}[operator]
	if allowed == nil {
		return nil
	}
	return func(v signIn) bool { return slices.Contains(allowed, v.at.Compare(at)) }
}
