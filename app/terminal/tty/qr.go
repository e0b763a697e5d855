package tty

import (
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is how many light modules surround a QR code (ISO/IEC 18004 section 5.3.8).
const quiet = 4

// QR is a text as a QR code, two modules in each character: light ones are drawn,
// dark ones are the background. Text that does not fit gives none.
func QR(text string) []string {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil
	}
	bounds := code.Bounds()
	light := func(x, y int) bool {
		if x < 0 || y < 0 || x >= bounds.Dx() || y >= bounds.Dy() {
			return true
		}
		r, _, _, _ := code.At(bounds.Min.X+x, bounds.Min.Y+y).RGBA()
		return r != 0
	}
	var rows []string
	for y := -quiet; y < bounds.Dy()+quiet; y += 2 {
		var row strings.Builder
		for x := -quiet; x < bounds.Dx()+quiet; x++ {
			row.WriteRune(halves(light(x, y), light(x, y+1)))
		}
		rows = append(rows, row.String())
	}
	return rows
}

// halves is the block character of an upper and a lower module.
func halves(upper, lower bool) rune {
	switch {
	case upper && lower:
		return '█'
	case upper:
		return '▀'
	case lower:
		return '▄'
	}
	return ' '
}
