package problem

import (
	"slices"
	"testing"
)

// Thirty errors as people paste them: with the line breaks of mails and tickets, as HTML,
// in the language of their browser, cut off, quoted, and typed from a phone call.
var pasted = []struct {
	name, text string
	want       []string
}{
	{"a sign-in page", "Sign in\nSorry, but we’re having trouble signing you in.\n\nAADSTS50011: The redirect URI 'http://localhost/' specified in the request does not match the redirect URIs configured for the application '5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8'.", []string{"AADSTS50011"}},
	{"broken by a mail program", "> AADSTS500\n> 11: The redirect URI specified in the request\n> does not match", []string{"AADSTS50011"}},
	{"broken between letters and digits", "AADSTS\n700016: Application with identifier was not found", []string{"AADSTS700016"}},
	{"German", "Anmelden\nLeider können wir Sie nicht anmelden.\nAADSTS50105: Ihr Administrator hat die Anwendung so konfiguriert, dass Benutzer blockiert werden", []string{"AADSTS50105"}},
	{"French", "Nous n’avons pas pu vous connecter.\nAADSTS65001 : L’utilisateur ou l’administrateur n’a pas donné son consentement", []string{"AADSTS65001"}},
	{"Spanish", "Lo sentimos, tenemos problemas para iniciar su sesión. AADSTS90094: se necesita el consentimiento del administrador", []string{"AADSTS90094"}},
	{"Japanese", "申し訳ありませんが、サインイン中に問題が発生しました。\nAADSTS53003: アクセスが条件付きアクセス ポリシーによってブロックされました。", []string{"AADSTS53003"}},
	{"Japanese, wide digits", "エラーコード ＡＡＤＳＴＳ５００１１", []string{"AADSTS50011"}},
	{"Russian", "Произошла ошибка входа. AADSTS50020: Учетная запись пользователя не существует в клиенте", []string{"AADSTS50020"}},
	{"Polish ticket", "Użytkownik zgłasza: „AADSTS50076 - z powodu zmiany konfiguracji wprowadzonej przez administratora”", []string{"AADSTS50076"}},
	{"HTML of the page", `<div class="row text-body"><div id="exceptionMessageContainer">AADSTS50194: Application &#39;5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8&#39;(Add-on) is not configured as a multi-tenant application.</div></div>`, []string{"AADSTS50194"}},
	{"HTML mail", `<p style="font-family:Calibri">Hi,<br>it says <b>AADSTS</b><b>7000218</b>: The request body must contain: client_assertion</p>`, []string{"AADSTS7000218"}},
	{"token answer", `{"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired due to inactivity.\r\nTrace ID: 0a1b\r\nCorrelation ID: 9e44e64e-9be0-4c4e-9b22-3c0bd13f3e20\r\nTimestamp: 2026-11-22 10:00:00Z","error_codes":[700082],"suberror":"bad_token"}`, []string{"AADSTS700082"}},
	{"token answer within a log", `2026-11-22 10:01:02,113 [12] ERROR Connector - POST token 400 {\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\",\"error_codes\":[7000215]}`, []string{"AADSTS7000215"}},
	{"MSAL exception", "MSAL.NetCore.4.60.0.0.MsalUiRequiredException:\n\tErrorCode: invalid_grant\nMicrosoft.Identity.Client.MsalUiRequiredException: AADSTS50079: Due to a configuration change made by your administrator\n   at Microsoft.Identity.Client.Internal", []string{"AADSTS50079"}},
	{"ADAL exception", "AdalServiceException: AADSTS50126: Error validating credentials due to invalid username or password.\nErrorCode: invalid_grant\nStatusCode: 400", []string{"AADSTS50126"}},
	{"connection of a tool", "Unable to Login to Dynamics CRM\nOrganizationServiceProxy is null\nAADSTS50058: A silent sign-in request was sent but no user is signed in.", []string{"AADSTS50058"}},
	{"address of a redirect", "http://localhost/?error=access_denied&error_description=AADSTS65004%3a+User+declined+to+consent+to+access+the+app.%0d%0aTrace+ID%3a+1&error_uri=https%3a%2f%2flogin.microsoftonline.com%2ferror%3fcode%3d65004", []string{"AADSTS65004"}},
	{"address in a fragment", "https://login.microsoftonline.com/common/oauth2/nativeclient#error=consent_required&error_description=AADSTS65001%3A%20The%20user%20or%20administrator%20has%20not%20consented", []string{"AADSTS65001"}},
	{"link to look it up", "see https://login.microsoftonline.com/error?code=700054 please", []string{"AADSTS700054"}},
	{"troubleshooting details", "Troubleshooting details\nIf you contact your administrator, send this info to them.\nError Code: 50105\nRequest Id: 8d2c\nCorrelation Id: 0ad5e4c3-5a2a-4d0e-9f6b-7a2f0d9c3b11\nTimestamp: 2026-11-22T10:11:12Z", []string{"AADSTS50105"}},
	{"typed from the phone", "aadsts 50 011", []string{"AADSTS50011"}},
	{"the number alone", "700016", []string{"AADSTS700016"}},
	{"sign-in log export", "Status,Sign-in error code,Failure reason\nFailure,50097,Device authentication is required", []string{"AADSTS50097"}},
	{"two errors of one attempt", "First it said AADSTS50076, after the code AADSTS53000: Device is not in required device state", []string{"AADSTS50076", "AADSTS53000"}},
	{"Dynamics", `{"error":{"code":"0x80072560","message":"The user is not a member of the organization."}}`, []string{"0x80072560"}},
	{"AD FS page", "An error occurred. Contact your administrator for more information.\nMSIS9605: The client is not allowed to access the requested resource.", []string{"MSIS9605"}},
	{"Chromium at the end", "This site can’t be reached\nlocalhost refused to connect.\nTry:\nChecking the connection\nERR_CONNECTION_REFUSED", []string{"loopback-refused"}},
	{"behind a proxy", `Post "https://login.microsoftonline.com/x/oauth2/v2.0/token": Proxy Authentication Required`, []string{"proxy-407"}},
	{"a code that nobody knows", "AADSTS9999999: Something entirely new", []string{"AADSTS9999999"}},
}

func TestExplainReadsWhatPeoplePaste(t *testing.T) {
	if len(pasted) < 30 {
		t.Fatalf("%d texts", len(pasted))
	}
	for _, c := range pasted {
		t.Run(c.name, func(t *testing.T) {
			got := Explain(c.text)
			if !slices.Equal(codesOf(got), c.want) {
				t.Errorf("found %q, want %q", codesOf(got), c.want)
			}
			for _, p := range got {
				if w := p.Words(); w.Title == "" || w.What == "" || w.You == "" {
					t.Errorf("%s has no words: %+v", p.Code, w)
				}
			}
		})
	}
}
