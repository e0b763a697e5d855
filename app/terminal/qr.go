package terminal

import (
	"net"
	"net/url"
	"os"
	"runtime"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// reachesPhones reports whether an address means the same to another device: one of this
// machine itself does not.
func reachesPhones(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	return host != "localhost" && !strings.HasSuffix(host, ".localhost") && (ip == nil || !ip.IsLoopback() && !ip.IsUnspecified())
}

// drawQR shows an address for a phone's camera, on terminals that can.
func (e *Environment) drawQR(address string) {
	f, ok := e.Err.(*os.File)
	if !ok || !reachesPhones(address) || runtime.GOOS == "windows" || !isTerminal(f) {
		return
	}
	for _, row := range qrRows(address) {
		e.note("  \x1b[97;40m%s\x1b[0m", row)
	}
}

// quiet is how many light modules surround a QR code (ISO/IEC 18004 section 5.3.8).
const quiet = 4

// qrRows is a text as a QR code, two modules in each character: light ones are drawn,
// dark ones are the background. Text that does not fit gives none.
func qrRows(text string) []string {
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
