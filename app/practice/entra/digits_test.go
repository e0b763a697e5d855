package entra

import (
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/directory"
)

// withDigits is a sign-in that chose another way, where the last digits are asked for.
func withDigits(t *testing.T, method string) (*rig, *browser) {
	t.Helper()
	g := newRig(t)
	must(t, g.SetPolicies(directory.Policies{AskPhoneDigits: true}))
	b := g.browser().open(asks()).login("methods")
	b.open(b.at+"/ways").send("method", method)
	return g, b
}

func TestTheLastDigitsOfTheNumberAreAskedFor(t *testing.T) {
	for method, row := range map[string]struct{ digits, kind, page string }{
		directory.MethodText:   {"0142", "text", "We sent a text message"},
		directory.MethodMobile: {" 01 42 ", "call", "Answer the call"},
		directory.MethodOffice: {"0117", "call", "Answer the call"},
	} {
		g, b := withDigits(t, method)
		b.wants("Verify your identity", `id="idTxtBx_SAOTCS_PhoneNumber" name="phonenumber" type="tel"`, `id="idSIButton9"`, maskedNumbers["+1 425 555 "+strings.ReplaceAll(row.digits, " ", "")])
		if strings.Count(b.page, `type="submit"`) != 1 || strings.Contains(b.page, strings.TrimSpace(row.digits)) {
			t.Errorf("%s: %s", method, b.page)
		}
		if len(g.Messages()) != 0 || len(g.Prompts()) != 0 {
			t.Errorf("%s: %+v %+v before the digits are right", method, g.Messages(), g.Prompts())
		}
		g.die()
		b.send("phonenumber", "").wants("Enter the last four digits")
		b.send("phonenumber", "9999").wants("AADSTS500121", `role="alert"`, `aria-invalid="true"`)
		b.send("phonenumber", row.digits).wants(row.page)
		if m := g.newest(); m.Kind != row.kind {
			t.Errorf("%s: %+v", method, m)
		}
	}
}

func TestTheDigitsCanBeGuessedAsOftenAsCodes(t *testing.T) {
	g, b := withDigits(t, directory.MethodText)
	for range directory.MostCodeMisses - 1 {
		b.send("phonenumber", "0000").wants("AADSTS500121")
	}
	b.send("phonenumber", "0000").wants("AADSTS50053")
	b.send("phonenumber", "0142").wants("AADSTS50053")
	if len(g.Messages()) != 0 {
		t.Error("a text was sent all the same")
	}
}

// Right digits in between give nobody more tries at a code.
func TestRightDigitsForgiveNoWrongCodes(t *testing.T) {
	_, b := withDigits(t, directory.MethodText)
	at := b.at
	for range directory.MostCodeMisses - 1 {
		b.send("phonenumber", "0142").send("otc", "wrong").wants("AADSTS500121")
		b.open(at+"/ways").send("method", directory.MethodText)
	}
	b.send("phonenumber", "0142").send("otc", "wrong").wants("AADSTS50053")
}

func TestOnlyTelephonesThatAreChosenAskForDigits(t *testing.T) {
	_, b := withDigits(t, directory.MethodCode)
	b.wants("Enter code")
	g, b := withDigits(t, directory.MethodText)
	b.open(b.at+"/ways").send("method", directory.MethodCode).wants("Enter code")
	b.send("otc", g.codeOf("methods")).send("answer", "no").returned()
	if asked := g.SignIns()[0].Asked; !slices.Contains(asked, "digits") {
		t.Errorf("the log says %q", asked)
	}
	g.browser().open(asks()).login("sms").wants("We sent a text message")
	must(t, g.SetPolicies(directory.Policies{}))
	b = g.browser().open(asks()).login("methods")
	b.open(b.at+"/ways").send("method", directory.MethodMobile).wants("Answer the call")
}
