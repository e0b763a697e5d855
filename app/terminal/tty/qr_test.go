package tty

import (
	"testing"

	"github.com/boombuler/barcode/qr"
)

func TestAQRCodeIsDrawnModuleByModule(t *testing.T) {
	const text = "https://microsoft.com/devicelogin"
	want, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	size := want.Bounds().Dx()
	rows := QR(text)
	if len(rows) != (size+2*quiet+1)/2 {
		t.Fatalf("%d rows for %d modules", len(rows), size)
	}
	for y := -quiet; y < size+quiet; y++ {
		row := []rune(rows[(y+quiet)/2])
		if len(row) != size+2*quiet {
			t.Fatalf("row %d has %d characters", y, len(row))
		}
		for x := -quiet; x < size+quiet; x++ {
			dark := false
			if x >= 0 && y >= 0 && x < size && y < size {
				r, _, _, _ := want.At(x, y).RGBA()
				dark = r == 0
			}
			drawn := row[x+quiet]
			light := drawn == '█' || drawn == '▀' && (y+quiet)%2 == 0 || drawn == '▄' && (y+quiet)%2 == 1
			if light == dark {
				t.Fatalf("module %d,%d is drawn wrong", x, y)
			}
		}
	}
}

func TestTextThatFitsNoQRCodeIsLeftOut(t *testing.T) {
	if rows := QR(string(make([]byte, 5000))); rows != nil {
		t.Errorf("%d rows", len(rows))
	}
}
