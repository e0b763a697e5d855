package entra

import (
	"bytes"
	"encoding/base32"
	"image"
	"image/color"
	"image/png"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/boombuler/barcode/qr"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/problem"
)

// withSecret is the row with another one-time secret for a tenant. All but home have one
// together.
func withSecret(row userRow, t aadsts.Tenant, secret string) userRow {
	row.Secrets = maps.Clone(row.Secrets)
	if row.Secrets == nil {
		row.Secrets = map[string]string{}
	}
	key := everyTenant
	if t == aadsts.Contoso {
		key = t.ID
	}
	row.Secrets[key] = secret
	return row
}

// showSecret shows a fresh QR code; the one before is void.
func (v *visit) showSecret(row enrolRow) outcome {
	row.Secret, row.Scanned = base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(v.l.random(20)), false
	return v.enrolTo(row, stepApp, "")
}

// addressOf is what the QR code says (Google Authenticator's "Key URI Format").
func addressOf(row enrolRow) string {
	issuer := aadsts.TenantOf(row.Tenant).Name
	q := url.Values{"secret": {row.Secret}, "issuer": {issuer}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {strconv.Itoa(codePeriod)}}
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + row.User}
	return u.Scheme + "://" + u.Host + u.EscapedPath() + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// qrLabel tells one QR code from the next in its address, which must not be the secret.
func qrLabel(row enrolRow) string { return hashed("qr " + row.Secret)[:12] }

// serveQR is the picture, for the browser and the sign-in that shows it now.
func (s *Site) serveQR(w http.ResponseWriter, r *http.Request) {
	var text string
	s.Under(func(l *Locked) {
		v, bad := s.resume(l, r)
		if bad != nil || v.Step != stepApp {
			return
		}
		row := l.enrolments.row(enrolKey(v.User, v.tenant()))
		if row.Flow == v.id && row.Secret != "" && r.URL.Query().Get("n") == qrLabel(row) {
			text = addressOf(row)
		}
	})
	h := w.Header()
	guardHeaders(h, "")
	if text == "" {
		http.Error(w, "this QR code is void", http.StatusNotFound)
		return
	}
	body, err := qrPicture(text)
	if err != nil { // the text is ours and short
		s.log.Error("practice tenant: QR code", "error", err)
		http.Error(w, "the QR code could not be drawn", http.StatusInternalServerError)
		return
	}
	h.Set("Content-Type", "image/png")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

const (
	qrQuiet  = 4 // light modules around it (ISO/IEC 18004 section 5.3.8)
	qrModule = 5 // pixels
)

// qrPicture is a text as a QR code, black on white whatever the page's colours are.
func qrPicture(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, err
	}
	size := code.Bounds().Dx()
	side := (size + 2*qrQuiet) * qrModule
	picture := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			mx, my := x/qrModule-qrQuiet, y/qrModule-qrQuiet
			if mx < 0 || my < 0 || mx >= size || my >= size {
				continue
			}
			if dark, _, _, _ := code.At(mx, my).RGBA(); dark == 0 {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	err = png.Encode(&b, picture)
	return b.Bytes(), err
}

// grouped writes a secret in fours, for typing.
func grouped(secret string) string {
	var parts []string
	for part := range slices.Chunk([]byte(secret), 4) {
		parts = append(parts, string(part))
	}
	return strings.Join(parts, " ")
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

// showing are the keys of the enrolments whose QR code counts.
func showing(l *Locked) []string {
	var keys []string
	for key, row := range l.enrolments.all() {
		if row.Secret != "" && l.unix() < row.Changed+enrolMemory && l.user(row.User) != nil {
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
	for _, key := range showing(l) {
		row := l.enrolments.row(key)
		list = append(list, Enrolment{
			ID: row.ID, UserPrincipalName: row.User, DisplayName: l.user(row.User).display(), Tenant: aadsts.TenantOf(row.Tenant).Domain, Method: row.Method,
			Address: addressOf(row), Secret: row.Secret, Scanned: row.Scanned, ChangedAt: time.Unix(row.Changed, 0).UTC(),
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
	for _, key := range showing(l) {
		row := l.enrolments.row(key)
		if text == row.ID || text == addressOf(row) || typed == row.Secret {
			row.Scanned = true
			l.enrolments.put(key, row)
			l.bump()
			return nil
		}
	}
	return problem.New(problem.NotFound, "practice-no-enrolment")
}

// scannedCodes are those of accounts that the phone has just taken.
func scannedCodes(l *Locked, step int64) []Code {
	var list []Code
	for _, key := range showing(l) {
		if row := l.enrolments.row(key); row.Scanned && row.Method == methodCode {
			list = append(list, Code{
				UserPrincipalName: row.User, Code: codeOf(row.Secret, step), Tenant: aadsts.TenantOf(row.Tenant).Domain,
				ValidUntil: time.Unix((step+1)*codePeriod, 0).UTC(), New: true,
			})
		}
	}
	return list
}
