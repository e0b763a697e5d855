package secret

import (
	"strings"
	"testing"
)

const (
	jwtCanary     = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJDQU5BUlkiOiJDQU5BUlkifQ.CANARYsignatureCANARY"
	codeCanary    = "0.AXoACANARYcanaryCANARYcanaryCANARYcanaryCANARYcanary-canary_CANARY"
	refreshCanary = "1.AXoACANARYcanaryCANARYcanaryCANARYcanaryCANARYcanary-canary_CANARY"
)

func TestRedactTakesCredentialsOut(t *testing.T) {
	tests := map[string]string{
		"address, query":           "http://localhost:8400/?code=CANARY&state=CANARY&session_state=CANARY",
		"address, fragment":        "http://localhost/#access_token=CANARY&id_token=CANARY&token_type=Bearer",
		"address, code last":       "GET /callback?state=CANARY&code=CANARY HTTP/1.1",
		"address, short code":      "https://x/?code=CANARY",
		"address, encoded":         "https://x/?next=http%3A%2F%2Flocalhost%2F%3Fcode%3DCANARY%26state%3DCANARY",
		"address, user":            "https://anna:CANARY@contoso.crm4.dynamics.com/",
		"form":                     "grant_type=authorization_code&code=CANARY&code_verifier=CANARY&client_secret=CANARY",
		"form, password":           "loginfmt=anna%40contoso.example&passwd=CANARY&otc=CANARY",
		"JSON":                     `{"token_type":"Bearer","access_token":"CANARY","refresh_token":"CANARY","id_token":"CANARY"}`,
		"JSON with blanks":         `{ "access_token" : "CANARY with \" quote CANARY" }`,
		"JSON in JSON":             `{"body":"{\"access_token\":\"CANARY\",\"refresh_token\":\"CANARY\"}"}`,
		"JSON, single quotes":      `{'refresh_token': 'CANARY'}`,
		"Go map":                   `map[access_token:CANARY refresh_token:CANARY]`,
		"Go values":                `url.Values{"code":[]string{"CANARY"}, "code_verifier":[]string{"CANARY"}}`,
		"header":                   "Authorization: Bearer CANARYCANARY",
		"header, basic":            "Authorization: Basic Q0FOQVJZCANARY",
		"header, any scheme":       "authorization: CANARY",
		"header, cookies":          "Set-Cookie: ESTSAUTH=CANARY; path=/\nCookie: a=CANARY; b=CANARY",
		"bare JWT":                 "the token is " + jwtCanary + " indeed",
		"JWT in quotes":            `"` + jwtCanary + `"`,
		"JWE with empty parts":     "eyJCANARY0eXAi.." + strings.Repeat("CANARY", 5) + ".CANARY.CANARY",
		"bare Entra code":          codeCanary,
		"bare Entra refresh token": refreshCanary,
		"long run":                 strings.Repeat("CANARY", 20),
		"client secret":            "the secret abC8Q~CANARYCANARYCANARYCANARYCANARYC is wrong",
		"device code":              `{"device_code":"CANARY","user_code":"CANARY"}`,
		"verifier in a sentence":   "code_verifier: CANARY",
		"upper case names":         "ACCESS_TOKEN=CANARY Refresh_Token=CANARY",
		"camel case names":         `{"accessToken":"CANARY","refreshToken":"CANARY","idToken":"CANARY","codeVerifier":"CANARY","clientSecret":"CANARY"}`,
		"page's own fields":        `"sFT":"CANARY","sCtx":"CANARY","canary":"CANARY","flowToken":"CANARY"`,
		"MSAL cache":               `{"RefreshToken":{"k":{"secret":"CANARY","home_account_id":"x"}},"AccessToken":{"k":{"secret":"CANARY"}}}`,
		"form post page":           `<input type="hidden" name="code" value="CANARY"/><input name='id_token' value='CANARY'>`,
		"several lines":            "code=CANARY\nstate=CANARY\r\nnonce=CANARY",
		"client info":              "client_info=CANARY&id_token_hint=CANARY&assertion=CANARY&client_assertion=CANARY",
		"verifier alone":           "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1CANARYEjXk",
		"quoted value cut off":     `{"access_token":"CANARY CANARY`,
		"encoded twice":            "https://x/?next=http%253A%252F%252Flocalhost%252F%253Fcode%253DCANARY%2526state%253DCANARY",
		"code encoded twice":       "code%253DCANARY",
		"array":                    "code[]=CANARY&code[0]=CANARY&token%5B%5D=CANARY",
		"short names":              `token=CANARY&pass=CANARY {"token":"CANARY","pass":"CANARY"}`,
		"SAML":                     `SAMLResponse=CANARY&RelayState=x <input name="SAMLResponse" value="CANARY">`,
		"folded cookies":           "Cookie: a=CANARY;\r\n b=CANARY\r\n\tc=CANARY\r\nHost: x",
		"XML":                      `<password>CANARY with blanks</password><wsse:Password Type="x">CANARY</wsse:Password><accessToken>CANARY</accessToken>`,
		"bearer as a name":         `Bearer: CANARY {"bearer":"CANARY"} Latchkey-Bearer: CANARY`,
		"practice's own":           `{"controlToken":"CANARY","totpSecret":"CANARYCANARYCANARYCANARY22"} totp_secret=CANARY`,
		"ticket":                   "http://127.0.0.1:1234/#ticket=CANARY",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			got := Redact(text)
			if strings.Contains(got, "CANARY") {
				t.Errorf("Redact(%q) = %q", text, got)
			}
			if !strings.Contains(got, mask) {
				t.Errorf("nothing stands for what was taken out of %q: %q", text, got)
			}
			if again := Redact(got); strings.Count(again, mask) != strings.Count(got, mask) {
				t.Errorf("a second time changes %q to %q", got, again)
			}
		})
	}
}

func TestRedactLeavesWhatHelps(t *testing.T) {
	for _, text := range []string{
		"AADSTS50011: The redirect URI 'http://localhost:8400/' specified in the request does not match",
		`{"error":"invalid_grant","error_codes":[50011],"suberror":"basic_action"}`,
		`"correlation_id":"2c3d4e5f-1111-4d22-8b55-abcdefabcdef","trace_id":"1b2f3a44-0000-4c11-9a44-0123456789ab"`,
		"Correlation Id: 2c3d4e5f-1111-4d22-8b55-abcdefabcdef Timestamp: 2026-01-31 09:41:07Z",
		"Error code: 50011", "code=AADSTS50011", `{"code":50011}`, `{"error":{"code":"0x80072560"}}`,
		"https://login.microsoftonline.com/error?code=50011",
		"https://contoso.crm4.dynamics.com/api/data/v9.2/WhoAmI",
		"https://login.microsoftonline.com/6731de76-14a6-49ae-97bc-6eba6914391e/oauth2/v2.0/token",
		"client_id=6731de76-14a6-49ae-97bc-6eba6914391e&redirect_uri=http%3A%2F%2Flocalhost&scope=openid",
		"reply status code was 400:", "the sign-in code works once", "exit code 3", "exit code: 3", "Error code: 700016", "https://login.microsoftonline.com/error?code=700016",
		`Bearer authorization_uri=https://login.microsoftonline.com/x/oauth2/authorize, resource_id=https://contoso.crm4.dynamics.com/`,
		"basic authentication is off", `{"State":1}`, "'client_assertion' or 'client_secret' is required", "status: 401",
		"The state of the organization is 1.", "open /home/anna/.config/latchkey/profiles/6731de76-14a6-49ae-97bc-6eba6914391e.json: permission denied",
		"http://127.0.0.1:54321/", "anna@contoso.example", "dial tcp 127.0.0.1:443: connect: connection refused",
		"error=access_denied&error_subcode=cancel", "Basic User", "your password has expired", "",
		"x509: certificate signed by unknown authority", "unexpected token: x", "--- PASS: TestX", "<code>AADSTS50011</code>",
	} {
		if got := Redact(text); got != text {
			t.Errorf("Redact(%q) = %q", text, got)
		}
	}
}

// Six digits are a one-time code unless they are called an error.
func TestRedactTakesOneTimeCodesOut(t *testing.T) {
	for _, text := range []string{"otc=492039", `{"code":"492039"}`, "code=492039", "passwd=1234", "%26code%3D492039"} {
		if got := Redact(text); strings.Contains(got, "492039") || strings.Contains(got, "1234") {
			t.Errorf("Redact(%q) = %q", text, got)
		}
	}
}

func TestRedactKeepsWhatStandsAround(t *testing.T) {
	got := Redact("http://localhost:8400/?code=CANARY&state=CANARY&error=access_denied AADSTS65004")
	if want := "http://localhost:8400/?code=***&state=***&error=access_denied AADSTS65004"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	got = Redact(`{"access_token":"CANARY","expires_in":3599}`)
	if want := `{"access_token":"***","expires_in":3599}`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("http://localhost/?", "&x=y")
	f.Add(`{"a":`, `}`)
	f.Add("\xff", "%")
	f.Fuzz(func(t *testing.T, before, after string) {
		got := Redact(before + " access_token=CANARYSECRETVALUE&" + after)
		if strings.Contains(got, "CANARYSECRETVALUE") && !strings.Contains(before+after, "CANARYSECRETVALUE") {
			t.Fatalf("%q", got)
		}
	})
}

func TestANoteIsRedactedAsPeopleWrite(t *testing.T) {
	for text, want := range map[string]string{
		"app password: jtmo ejam idnz kokg, Passwort: geheim123": "app password: ***, Passwort: ***",
		"app password jtmo ejam idnz kokg":                       "app password ***",
		"jtmo-ejam-idnz-kokg\nAnna":                              "***\nAnna",
		"Kennwort: Sommer 2026!\nRuf an":                         "Kennwort: ***\nRuf an",
		"Windows-Kennwort = a b c. Danke":                        "Windows-Kennwort = ***. Danke",
		"pass: hunter2; call me":                                 "pass: ***; call me",
		"PIN: 4711":                                              "PIN: ***",
		"mot de passe : été2026":                                 "mot de passe : ***",
		"Contraseña: hola, gracias":                              "Contraseña: ***, gracias",
		"wachtwoord=zomer":                                       "wachtwoord=***",
		"code 1.AXYAabcd came":                                   "code *** came",
		"password=Summer2026!":                                   "password=***",
		"PASSWORD:\tx":                                           "PASSWORD:\t***",
	} {
		if got := RedactNote(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestANoteKeepsWhatIsNoPassword(t *testing.T) {
	for _, text := range []string{
		"They will open your file when they come.", "The password has expired, ask Anna.", "AADSTS50011: see code: AADSTS50011", "Compass: north, spin: left",
		"Version 1.2 of the add-on", "Call 4711.", "line one\nline two", "",
	} {
		if got := RedactNote(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}
