package api

import (
	"context"
	"strings"
	"time"

	"github.com/boombuler/barcode/qr"

	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/signin"
)

// SwitchTo goes on by another flow: "post", "query", "paste" or
// "device-code". The old link is dead afterwards.
func (c *Connection) SwitchTo(id, flow string) error {
	_, attempt, err := c.operations.waiting(id)
	if err != nil {
		return err
	}
	return attempt.SwitchTo(signin.Flow(flow))
}

// Skip continues without the other tenant that is being signed in to: what was retrieved
// before stays.
func (c *Connection) Skip(id string) error {
	op, attempt, err := c.operations.waiting(id)
	if err != nil {
		return err
	}
	if op.snapshot().Guest == "" || op.snapshot().Kind != "retrieve" {
		return problem.New(problem.NotFound, "operation-not-waiting")
	}
	attempt.Abandon(problem.New(problem.Cancelled, "tenant-skipped"))
	return nil
}

// Session returns what this computer knows of a draft's session; nothing is asked of the
// network.
func (c *Connection) Session(d Draft) (SessionView, error) {
	p, err := d.profile()
	if err != nil {
		return SessionView{}, err
	}
	resolved, err := profile.Resolve(p)
	if err != nil {
		return SessionView{}, err
	}
	v, err := c.program.Connection.View(context.Background(), resolved)
	if err != nil {
		return SessionView{}, err
	}
	view := SessionView{
		Account: v.Account.Username, Name: v.Account.Name, HomeAccountID: v.Account.HomeAccountID, Tenant: v.Account.TenantID,
		Guest: v.Guest, Since: p.SignedInAt, IssuedAt: stamp(v.IssuedAt), ExpiresAt: stamp(v.ExpiresOn),
		MFA: "not-reported", Prompt: v.Prompt, PromptGuessed: v.PromptGuessed, Storage: "keychain", Accounts: rowsOf(v.Accounts, p.HomeAccountID), Problem: v.Problem,
	}
	if v.MFA != nil {
		view.MFA = map[bool]string{true: "yes", false: "no"}[*v.MFA]
	}
	if view.Since == "" {
		view.Since = stamp(v.ProvedAt)
	}
	if c.program.Vault.InMemory() {
		view.Storage = "memory"
	}
	return view, nil
}

func rowsOf(accounts []signin.Account, current string) []AccountRow {
	rows := make([]AccountRow, len(accounts))
	for i, a := range accounts {
		rows[i] = AccountRow{HomeAccountID: a.HomeAccountID, Username: a.Username, Tenant: a.TenantID, Current: strings.EqualFold(a.HomeAccountID, current)}
	}
	return rows
}

// TakeAccount puts one of the cached accounts into a draft.
func (c *Connection) TakeAccount(d Draft, homeAccountID string) (Draft, error) {
	p, err := d.profile()
	if err != nil {
		return d, err
	}
	resolved, err := profile.Resolve(p)
	if err != nil {
		return d, err
	}
	if p, err = c.program.Connection.UseAccount(context.Background(), resolved, homeAccountID); err != nil {
		return d, err
	}
	return d.showing(p), nil
}

// stamp is a time as the front end gets it; "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

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
