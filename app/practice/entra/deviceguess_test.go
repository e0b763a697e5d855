package entra

import (
	"testing"
	"time"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

func TestDeviceCodesCannotBeGuessedWithoutEnd(t *testing.T) {
	g := newRig(t)
	_, d := g.device()
	b := g.browser().open(token.DevicePath)
	for range mostDeviceMisses - 1 {
		b.send("otc", "ABCDEFGHJ").wants("AADSTS70018")
	}
	b.send("otc", "").wants("Enter the code.") // no guess
	b.send("otc", "ABCDEFGHJ").wants("Too many codes")
	g.die()
	b.send("otc", d["user_code"].(string)).wants("Too many codes")
	g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).wants(`id="i0116"`)
	g.now = g.now.Add(directory.LockSeconds * time.Second)
	b.send("otc", "ABCDEFGHJ").wants("AADSTS70018")
	b.send("otc", d["user_code"].(string)).wants(`id="i0116"`)
}

// A script is another browser as often as it likes, or has no cookies at all.
func TestManyBrowsersCannotGuessDeviceCodesEither(t *testing.T) {
	g := newRig(t)
	bare := g.browser().open(token.DevicePath)
	bare.client.Jar = nil
	for range mostDeviceMisses - 1 {
		bare.send("otc", "ABCDEFGHJ").wants("AADSTS70018")
	}
	bare.send("otc", "ABCDEFGHJ").wants("Too many codes")
	for range mostMissesOfAll - mostDeviceMisses - 1 {
		g.browser().open(token.DevicePath).send("otc", "ABCDEFGHJ").wants("AADSTS70018")
	}
	g.browser().open(token.DevicePath).send("otc", "ABCDEFGHJ").wants("Too many codes")
	g.browser().open(token.DevicePath).send("otc", "ABCDEFGHJ").wants("Too many codes")
	g.now = g.now.Add(directory.LockSeconds * time.Second)
	g.browser().open(token.DevicePath).send("otc", "ABCDEFGHJ").wants("AADSTS70018")
	for range mostGuessers + 10 {
		g.now = g.now.Add(directory.LockSeconds * time.Second)
		g.browser().open(token.DevicePath).send("otc", "ABCDEFGHJ")
	}
	if n := g.rows("device-guess"); n > mostGuessers {
		t.Errorf("%d browsers are remembered", n)
	}
}
