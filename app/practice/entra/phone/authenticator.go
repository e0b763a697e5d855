package phone

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// KeyURI is what the QR code says (Google Authenticator's "Key URI Format").
func KeyURI(row directory.EnrolmentRow) string {
	issuer := aadsts.TenantOf(row.Tenant).Name
	q := url.Values{"secret": {row.Secret}, "issuer": {issuer}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {strconv.Itoa(CodePeriod)}}
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + row.User}
	return u.Scheme + "://" + u.Host + u.EscapedPath() + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// Enrolment is a QR code that a browser shows now.
type Enrolment struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Tenant            string `json:"tenant"` // domain
	Method            string `json:"method"` // that is being set up
	// Address is what the QR code says, and Secret the same for typing. A real phone's
	// authenticator takes either.
	Address string `json:"address"`
	Secret  string `json:"secret"`
	// Scanned says that the practice phone has taken it: Codes has its codes now.
	Scanned   bool      `json:"scanned"`
	ChangedAt time.Time `json:"changedAt"`
}

// shownEnrolments are the keys of the enrolments whose QR code counts.
func shownEnrolments(l *directory.Locked) []string {
	var keys []string
	for key, row := range l.Enrolments.All() {
		if row.Secret != "" && l.Unix() < row.Changed+directory.EnrolmentMemory && l.User(row.User) != nil {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// Enrolments lists the QR codes that are shown, by user.
func (s *Phone) Enrolments() []Enrolment {
	l := s.Lock()
	defer l.Unlock()
	list := []Enrolment{}
	for _, key := range shownEnrolments(l) {
		row := l.Enrolments.Row(key)
		list = append(list, Enrolment{
			ID: row.ID, UserPrincipalName: row.User, DisplayName: l.User(row.User).Display(), Tenant: aadsts.TenantOf(row.Tenant).Domain, Method: row.Method,
			Address: KeyURI(row), Secret: row.Secret, Scanned: row.Scanned, ChangedAt: time.Unix(row.Changed, 0).UTC(),
		})
	}
	return list
}

// Scan lets the practice phone take a QR code: by the enrolment's ID, by what the code
// says, or by the secret as it stands beside it for typing. The NotFound problem
// "practice-no-enrolment" is for a code that nobody shows now.
func (s *Phone) Scan(text string) error {
	typed := strings.ToUpper(strings.Join(strings.Fields(text), ""))
	l := s.Lock()
	defer l.Unlock()
	for _, key := range shownEnrolments(l) {
		row := l.Enrolments.Row(key)
		if text == row.ID || text == KeyURI(row) || typed == row.Secret {
			row.Scanned = true
			l.Enrolments.Put(key, row)
			l.NotifyChange()
			return nil
		}
	}
	return problem.New(problem.NotFound, "practice-no-enrolment")
}

// scannedCodes are those of accounts that the phone has just taken.
func scannedCodes(l *directory.Locked, step int64) []Code {
	var list []Code
	for _, key := range shownEnrolments(l) {
		if row := l.Enrolments.Row(key); row.Scanned && row.Method == directory.MethodCode {
			list = append(list, Code{
				UserPrincipalName: row.User, Code: OneTimeCode(row.Secret, step), Tenant: aadsts.TenantOf(row.Tenant).Domain,
				ValidUntil: time.Unix((step+1)*CodePeriod, 0).UTC(), New: true,
			})
		}
	}
	return list
}
