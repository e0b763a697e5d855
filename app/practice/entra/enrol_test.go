package entra

import (
	"bytes"
	"image"
	"image/png"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/boombuler/barcode/qr"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
)

var (
	secretPattern = regexp.MustCompile(`<code id="practiceSecret">([A-Z2-7 ]+)</code>`)
	qrPattern     = regexp.MustCompile(`<img id="practiceQR" class="qr" src="([^"]+)"`)
)

// secret is the text beside the QR code.
func (b *browser) secret() string {
	b.Helper()
	m := secretPattern.FindStringSubmatch(b.page)
	if m == nil {
		b.Fatalf("no secret on the page:\n%s", b.page)
	}
	return strings.ReplaceAll(m[1], " ", "")
}

// enrols signs in as far as "More information required" and chooses a method.
func (g *rig) enrols(local, method string) *browser {
	g.Helper()
	b := g.browser().open(asks()).login(local)
	return b.wants("More information required", `id="idSubmit_ProofUp_Redirect"`).send().wants("Choose a method").send("method", method)
}

// codeFor is what an authenticator app shows: a library's idea of RFC 6238.
func (g *rig) codeFor(secret string) string {
	g.Helper()
	code, err := totp.GenerateCode(secret, g.now)
	if err != nil {
		g.Fatal(err)
	}
	return code
}

func (b *browser) follow() *browser {
	b.Helper()
	to := b.header.Get("Location")
	if b.status != 302 || !strings.HasPrefix(to, "/") {
		b.Fatalf("%d to %q, page:\n%s", b.status, to, b.page)
	}
	return b.open(to)
}

func methodsOf(t *testing.T, g *rig, local string) []string {
	t.Helper()
	p, err := g.Person(local + "@" + aadsts.ContosoDomain)
	must(t, err)
	return p.Methods
}

func TestAnAppIsEnrolledFromItsQRCode(t *testing.T) {
	g := newRig(t)
	b := g.enrols("enrol", directory.MethodCode)
	g.die()
	secret := b.secret()
	shown := g.Enrolments()
	if len(shown) != 1 || shown[0].Secret != secret || shown[0].UserPrincipalName != "enrol@"+aadsts.ContosoDomain || shown[0].Scanned {
		t.Fatalf("%+v", shown)
	}
	key, err := otp.NewKeyFromURL(shown[0].Address)
	must(t, err)
	if key.Type() != "totp" || key.Secret() != secret || key.Issuer() != aadsts.Contoso.Name || key.AccountName() != "enrol@"+aadsts.ContosoDomain || key.Period() != 30 || key.Digits() != otp.DigitsSix {
		t.Errorf("the address says %q", shown[0].Address)
	}

	// The picture says the same; its own address doesn't.
	at := b.at
	path := strings.ReplaceAll(qrPattern.FindStringSubmatch(b.page)[1], "&amp;", "&")
	if strings.Contains(path, secret) {
		t.Errorf("the secret stands in the address %q", path)
	}
	picture := g.picture(b, path)
	if want := modules(t, shown[0].Address); !slices.Equal(picture, want) {
		t.Errorf("the QR code is another one")
	}
	if other := g.browser().open(path); other.status == 200 {
		t.Error("another browser gets the QR code")
	}

	b.open(at).send().wants("Enter code").send("otc", "000000").wants("AADSTS500121")
	g.die()
	code, err := totp.GenerateCode(key.Secret(), g.now)
	must(t, err)
	b.send("otc", code).wants("A telephone to fall back on")
	g.die()
	b.open(at+"/later").wants("Your security info is set up", "Authenticator app: type a code")
	g.die()
	b.send().wants("Stay signed in?")
	status, answer := g.redeemed(b.send("answer", "no").returned().Get("code"))
	if status != 200 {
		t.Fatalf("%v", answer)
	}
	if c := g.claimsIn(answer["access_token"]); !slices.Contains(c.Methods, "mfa") {
		t.Errorf("amr %v", c.Methods)
	}
	p, err := g.Person("enrol@" + aadsts.ContosoDomain)
	must(t, err)
	if p.MFA != directory.MFAEnforced || !slices.Equal(p.Methods, []string{directory.MethodCode}) || len(g.Enrolments()) != 0 {
		t.Errorf("%+v, %+v", p, g.Enrolments())
	}

	// From now on that app signs in, with the next code; the one that was shown is used up.
	g.die()
	c := g.browser().open(asks()).login("enrol").wants("Enter code")
	c.send("otc", code).wants("used before")
	must(t, g.AdvanceClock(time.Minute))
	g.now = g.now.Add(time.Minute)
	if codes := g.Codes(); !slices.ContainsFunc(codes, func(c phone.Code) bool { return c.UserPrincipalName == "enrol@"+aadsts.ContosoDomain && !c.New }) {
		t.Errorf("the phone shows %+v", codes)
	}
	next, err := totp.GenerateCode(secret, g.State().Time)
	must(t, err)
	c.send("otc", next).wants("Stay signed in?")
	log := g.SignIns()
	if log[0].Code != 50072 || log[1].Code != 500121 || log[2].Code != 0 || !slices.Contains(log[2].Asked, "enrolapp") {
		t.Errorf("log %+v", log)
	}
}

// picture is a QR code of a page, module by module with its quiet zone.
func (g *rig) picture(b *browser, path string) []bool {
	g.Helper()
	b.open(path)
	if b.status != 200 || b.header.Get("Content-Type") != "image/png" || b.header.Get("Cache-Control") != "no-store" {
		g.Fatalf("%d %v", b.status, b.header)
	}
	img, err := png.Decode(strings.NewReader(b.page))
	if err != nil {
		g.Fatal(err)
	}
	return sampled(img, 5, 4)
}

func sampled(img image.Image, module, quiet int) []bool {
	var dark []bool
	side := img.Bounds().Dx()/module - 2*quiet
	for y := range side {
		for x := range side {
			r, _, _, _ := img.At((x+quiet)*module+module/2, (y+quiet)*module+module/2).RGBA()
			dark = append(dark, r == 0)
		}
	}
	return dark
}

func modules(t *testing.T, text string) []bool {
	t.Helper()
	code, err := qr.Encode(text, qr.M, qr.Auto)
	must(t, err)
	return sampled(code, 1, 0)
}

func TestTheNotificationIsTriedOut(t *testing.T) {
	g := newRig(t)
	b := g.enrols("enrol", directory.MethodPush).wants("Scan the QR code").send()
	b.wants("try it out", `id="idRichContext_DisplaySign"`, g.Prompts()[0].Number)
	at := b.at
	b.open(at + "/poll").wants(`"waiting":true`)
	must(t, g.Deny(g.Prompts()[0].ID))
	g.die()
	b.open(at + "/poll").wants(`"waiting":false`)
	b.open(at).send().wants("Scan the QR code", "AADSTS500121", "denied on the phone")
	if len(methodsOf(t, g, "enrol")) != 0 {
		t.Fatal("a method that was not proved is registered")
	}
	b.send()
	must(t, g.Approve(g.Prompts()[0].ID, g.Prompts()[0].Number))
	g.die()
	b.send().wants("A telephone to fall back on", `id="enrolLater"`)
	b.open(at + "/later").send().wants("Stay signed in?")
	if got := methodsOf(t, g, "enrol"); !slices.Equal(got, []string{directory.MethodPush}) {
		t.Errorf("%v", got)
	}
	g.browser().open(asks()).login("enrol").wants("Approve sign in request")
}

func TestTextAndCallAreTriedOut(t *testing.T) {
	g := newRig(t)
	b := g.enrols("enrol", directory.MethodText).wants("Your telephone number", `value="US" selected`)
	b.send("country", "AT", "phone", "abc").wants("no telephone number", `value="AT" selected`, `value="abc"`)
	b.send("country", "AT", "phone", "0660 12 34-567").wants("Enter code", "&#43;43 6601234567")
	text := g.Messages()
	if len(text) != 1 || text[0].Number != "+43 6601234567" || text[0].Kind != "text" {
		t.Fatalf("%+v", text)
	}
	b.send("otc", "12").wants("AADSTS500121")
	g.die()
	b.send("otc", text[0].Code).wants("A telephone to fall back on", directory.MethodOffice)
	b.send("method", directory.MethodMobile, "country", "US", "phone", "4255550177").wants("Choose one of the methods")
	b.send("method", directory.MethodOffice, "country", "US", "phone", "+1 (425) 555-0177").wants("We are calling", "&#43;1 4255550177")
	at := b.at
	b.open(at + "/poll").wants(`"waiting":true`)
	must(t, g.HangUp(g.ringing()))
	b.open(at).send().wants("A telephone to fall back on", "AADSTS500121", "(425) 555-0177")
	g.die()
	b.send("method", directory.MethodOffice, "country", "US", "phone", "4255550177")
	must(t, g.AnswerCall(g.ringing(), "#"))
	b.open(at + "/poll").wants(`"waiting":false`)
	b.open(at).send().wants("security info is set up", methodTexts[directory.MethodText], methodTexts[directory.MethodOffice])
	b.send().wants("Stay signed in?")
	p, err := g.Person("enrol@" + aadsts.ContosoDomain)
	must(t, err)
	if !slices.Equal(p.Methods, []string{directory.MethodText, directory.MethodOffice}) || p.MobilePhone != "+43 6601234567" || p.OfficePhone != "+1 4255550177" {
		t.Errorf("%+v", p)
	}
}

// ringing is the call that waits.
func (g *rig) ringing() string {
	g.Helper()
	for _, m := range g.Messages() {
		if m.State == directory.CallRinging {
			return m.ID
		}
	}
	g.Fatalf("no call rings: %+v", g.Messages())
	return ""
}

func TestAnInterruptedEnrolmentGoesOn(t *testing.T) {
	g := newRig(t)
	old := g.enrols("enrol", directory.MethodCode)
	first, picture := old.secret(), qrPattern.FindStringSubmatch(old.page)[1]
	g.die()
	b := g.browser().open(asks()).login("enrol").wants("Scan the QR code", "You began to set this up before")
	second := b.secret()
	if first == second || old.open(picture).status == 200 {
		t.Error("the old QR code is still good")
	}
	b.send().send("otc", g.codeFor(first)).wants("AADSTS500121")

	// The first browser takes over, so the second one's is void.
	old.open(strings.TrimSuffix(strings.Split(picture, "?")[0], "/qr")).wants("in another window")
	third := old.send().wants("Scan the QR code", "another window").secret()
	b.send("otc", g.codeFor(second)).wants("another window", "Scan the QR code")
	fourth := b.secret()
	if third == second || fourth == third {
		t.Error("a secret came again")
	}
	// So is the one before within a browser, when another method was looked at.
	void, at := qrPattern.FindStringSubmatch(b.page)[1], b.at
	b.open(at+"/other").wants("Choose a method").send("method", directory.MethodCode)
	fifth := b.secret()
	if fifth == fourth || b.open(void).status == 200 {
		t.Error("the QR code before is still good")
	}
	b.open(at).send().send("otc", g.codeFor(fourth)).wants("AADSTS500121")
	b.send("otc", g.codeFor(fifth)).wants("A telephone to fall back on")

	// The password alone adds nothing to what is registered now.
	old.send().wants("Enter code", `name="step" value="code"`)
	if got := methodsOf(t, g, "enrol"); !slices.Equal(got, []string{directory.MethodCode}) {
		t.Errorf("%v", got)
	}
}

// secretOf is what an enrolment shows now.
func (b *browser) secretOf(local string) string {
	b.Helper()
	for _, e := range b.Enrolments() {
		if e.UserPrincipalName == local+"@"+aadsts.ContosoDomain {
			return e.Secret
		}
	}
	b.Fatalf("nothing is shown for %s", local)
	return ""
}

func TestThePracticePhoneScans(t *testing.T) {
	g := newRig(t)
	b := g.enrols("enrol", directory.MethodCode)
	shown := g.Enrolments()[0]
	for _, text := range []string{"", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "otpauth://totp/x?secret=y"} {
		if code, _ := codeOfError(g.Scan(text)); code != "practice-no-enrolment" {
			t.Errorf("%q: %q", text, code)
		}
	}
	before := len(g.Codes())
	for _, text := range []string{shown.ID, shown.Address, strings.ToLower(shown.Secret[:4] + " " + shown.Secret[4:])} {
		must(t, g.Scan(text))
	}
	g.die()
	codes := g.Codes()
	last := codes[len(codes)-1]
	if len(codes) != before+1 || !last.New || last.UserPrincipalName != "enrol@"+aadsts.ContosoDomain || last.Code != g.codeFor(shown.Secret) {
		t.Fatalf("%+v", codes)
	}
	b.send().send("otc", last.Code).wants("A telephone to fall back on")
}

func TestAGuestRegistersInTheOtherTenant(t *testing.T) {
	g := newRig(t)
	p, err := g.Person("guest@" + aadsts.ContosoDomain)
	must(t, err)
	p.Methods, p.GuestMethods = []string{directory.MethodCode}, nil
	must(t, g.PutPerson(p))
	must(t, g.SetPolicies(directory.Policies{SecondFactor: "everybody"}))
	at := []string{"tenant", aadsts.FabrikamID, "client_id", directory.EveryOrganizationID, "scope", "openid"}
	b := g.browser().open(asks(at...)).login("guest").wants("More information required", "Fabrikam").send()
	if strings.Contains(b.page, directory.MethodText) {
		t.Error("the other tenant asks for telephone numbers")
	}
	b.send("method", directory.MethodCode)
	away := b.secret()
	b.send().send("otc", g.codeFor(away)).wants("security info is set up").send().wants("Stay signed in?")
	g.die()
	must(t, g.AdvanceClock(time.Minute))
	now := func(secret string) string {
		code, err := totp.GenerateCode(secret, g.State().Time)
		must(t, err)
		return code
	}
	home := g.User("guest@" + aadsts.ContosoDomain).TOTPSecret
	g.browser().open(asks(at...)).login("guest").send("otc", now(home)).wants("AADSTS500121")
	g.browser().open(asks(at...)).login("guest").send("otc", now(away)).wants("Stay signed in?")
	must(t, g.AdvanceClock(time.Minute))
	g.browser().open(asks()).login("guest").send("otc", now(home)).wants("Stay signed in?")
}

func TestNothingIsLeftOfARemovedPersonsEnrolment(t *testing.T) {
	g := newRig(t)
	b := g.enrols("enrol", directory.MethodCode)
	secret := b.secret()
	b.send().send("otc", g.codeFor(secret))
	must(t, g.RemovePerson("enrol@"+aadsts.ContosoDomain))
	must(t, g.PutPerson(directory.Person{UserPrincipalName: "enrol@" + aadsts.ContosoDomain, Methods: []string{directory.MethodCode}}))
	must(t, g.AdvanceClock(time.Minute))
	if g.User("enrol@"+aadsts.ContosoDomain).TOTPSecret == secret || len(g.Enrolments()) != 0 || g.rows("enrolment") != 0 {
		t.Error("the next person of that name inherits the app")
	}
}

func TestHostileTextOnThePagesIsInert(t *testing.T) {
	g := newRig(t)
	b := g.enrols("enrol", directory.MethodText)
	b.send("country", `"><script>`, "phone", `<img src=x onerror=alert(1)>`)
	if strings.Contains(b.page, "<img src=x") || strings.Contains(b.page, "<script>") {
		t.Errorf("%s", b.page)
	}
	if _, err := url.Parse(b.at); err != nil || bytes.Contains([]byte(b.page), []byte("\u202e")) {
		t.Error(err)
	}
}
