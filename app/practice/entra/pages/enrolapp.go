package pages

import (
	"bytes"
	"encoding/base32"
	"image"
	"image/color"
	"image/png"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/boombuler/barcode/qr"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

// withSecret is the row with another one-time secret for a tenant. All but home have one
// together.
func withSecret(row directory.UserRow, t aadsts.Tenant, secret string) directory.UserRow {
	row.Secrets = maps.Clone(row.Secrets)
	if row.Secrets == nil {
		row.Secrets = map[string]string{}
	}
	key := directory.EveryTenant
	if t == aadsts.Contoso {
		key = t.ID
	}
	row.Secrets[key] = secret
	return row
}

// showSecret shows a fresh QR code; the one before is void.
func (v *visit) showSecret(row directory.EnrolmentRow) outcome {
	row.Secret, row.Scanned = base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(v.l.RandomBytes(20)), false
	return v.enrolTo(row, stepApp, "")
}

// qrLabel distinguishes one QR code from the next in its address, which must not be the secret.
func qrLabel(row directory.EnrolmentRow) string { return directory.Hash("qr " + row.Secret)[:12] }

// serveQR is the picture, for the browser and the sign-in that shows it now.
func (s *Site) serveQR(w http.ResponseWriter, r *http.Request) {
	var text string
	s.Under(func(l *directory.Locked) {
		v, bad := s.resume(l, r)
		if bad != nil || v.Step != stepApp {
			return
		}
		row := l.Enrolments.Row(directory.EnrolmentKey(v.User, v.factorTenant()))
		if row.Flow == v.id && row.Secret != "" && r.URL.Query().Get("n") == qrLabel(row) {
			text = phone.KeyURI(row)
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
		s.Log().Error("practice tenant: QR code", "error", err)
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
