package api

import (
	"strings"

	"github.com/boombuler/barcode/qr"

	"latchkey/app/signin"
)

// deviceCode is a device code with a picture for the phone's camera.
func deviceCode(d *signin.Device) *DeviceCode {
	if d == nil {
		return nil
	}
	return &DeviceCode{
		UserCode: d.UserCode, VerificationURL: d.VerificationURL, ExpiresAt: stamp(d.ExpiresAt), QR: qrCode(d.VerificationURL),
	}
}

// qrCode is a text as a QR code (ISO/IEC 18004), row by row; "1" is a dark module. Text
// that does not fit gives none.
func qrCode(text string) []string {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return []string{}
	}
	size := code.Bounds()
	rows := make([]string, 0, size.Dy())
	for y := size.Min.Y; y < size.Max.Y; y++ {
		var row strings.Builder
		for x := size.Min.X; x < size.Max.X; x++ {
			bit := byte('0')
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				bit = '1'
			}
			row.WriteByte(bit)
		}
		rows = append(rows, row.String())
	}
	return rows
}
