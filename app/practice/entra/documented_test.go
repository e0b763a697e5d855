package entra

import (
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"latchkey/app/practice/entra/directory"
)

// What docs/practice.md and Entra's documentation say in numbers and names. The tests hold the
// tenant to these, and not to its own constants.
const (
	mostFailures     = 10 // wrong passwords before the account is locked
	mostDeviceMisses = 5  // wrong device codes of a browser
	mostMissesOfAll  = 50 // of everybody together
	mostGuessers     = 200
	mostDevices      = 200
	mostFlows        = 200
	mostInShortTime  = 5 // texts and calls
	shortTimeSeconds = 5 * 60
	textSeconds      = 10 * 60
	callSeconds      = 60
	pushSeconds      = 60
	codeSeconds      = 10 * 60
	trustSeconds     = 14 * 24 * 60 * 60

	maxOrganizations   = 100_000
	mostCertificates   = 8
	longestCertificate = 16 << 10

	mobileNumber = "+1 425 555 0142"
	officeNumber = "+1 425 555 0117"

	deviceGrant      = "urn:ietf:params:oauth:grant-type:device_code"
	assertionType    = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	practiceMark     = "PRACTICE: nothing here is real"
	securityInfoPath = "/practice/securityinfo"
	microsoftOffice  = "d3590ed6-52b3-4102-aeff-aad2292ab01c"
)

// methodTexts are the methods as a person reads them.
var methodTexts = map[string]string{
	directory.MethodPush:   "Authenticator app: approve a notification",
	directory.MethodCode:   "Authenticator app: type a code",
	directory.MethodText:   "Mobile phone: type a code from a text message",
	directory.MethodOffice: "Office phone: answer a call",
}

// maskedNumbers are telephone numbers as pages show them, without the country.
var maskedNumbers = map[string]string{mobileNumber: "XXXXXXXX42", officeNumber: "XXXXXXXX17"}

// ordinaryUsers is how many users a new tenant has.
func ordinaryUsers(t testing.TB) int { return len(newRig(t).Users()) }

// codeAt is a secret's one-time code in a time step of thirty seconds (RFC 6238).
func (g *rig) codeAt(secret string, step int64) string {
	g.Helper()
	code, err := totp.GenerateCodeCustom(secret, time.Unix(step*30, 0), totp.ValidateOpts{Period: 30, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		g.Fatal(err)
	}
	return code
}
