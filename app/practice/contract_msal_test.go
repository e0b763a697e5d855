package practice_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
	"golang.org/x/oauth2"

	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
)

// The contract with MSAL Go's public client: what a desktop program of Microsoft's
// own making does at Entra, it does here.

func (h *house) public(id, tenant string) public.Client {
	h.Helper()
	client, err := public.New(id, public.WithAuthority(h.authority(tenant)), public.WithHTTPClient(h.client),
		public.WithInstanceDiscovery(false), public.WithClientCapabilities([]string{"CP1"}))
	if err != nil {
		h.Fatal(err)
	}
	return client
}

// byCode goes to the browser and back.
func (h *house) byCode(client public.Client, local, id string, scopes []string, tenant, claims string) (public.AuthResult, error) {
	h.Helper()
	address, err := client.AuthCodeURL(h.Context(), id, h.back, scopes, public.WithTenantID(tenant), public.WithClaims(claims))
	if err != nil {
		h.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		h.Fatal(err)
	}
	verifier := oauth2.GenerateVerifier()
	q := u.Query()
	q.Set("scope", strings.Join(scopes, " ")+" openid profile offline_access")
	q.Set("code_challenge", oauth2.S256ChallengeFromVerifier(verifier))
	q.Set("code_challenge_method", "S256")
	u.RawQuery = q.Encode()
	back := h.comesBack(local, u.String())
	return client.AcquireTokenByAuthCode(h.Context(), back.Get("code"), h.back, scopes,
		public.WithChallenge(verifier), public.WithTenantID(tenant), public.WithClaims(claims))
}

func TestMSALSignsInByCodeAndSilently(t *testing.T) {
	h := newHouse(t)
	client := h.public(practice.DocumentsCorePackID, practice.TenantID)
	first, err := h.byCode(client, "push", practice.DocumentsCorePackID, []string{h.org("contoso") + "/user_impersonation"}, practice.TenantID, "")
	if err != nil {
		t.Fatal(err)
	}
	if status := h.whoAmI("contoso", first.AccessToken); status != 200 {
		t.Errorf("WhoAmI %d", status)
	}
	for _, name := range []string{"fabrikam", "contoso"} {
		silent, err := client.AcquireTokenSilent(t.Context(), []string{h.org(name) + "/user_impersonation"}, public.WithSilentAccount(first.Account))
		if err != nil {
			t.Fatal(err)
		}
		if status := h.whoAmI(name, silent.AccessToken); status != 200 {
			t.Errorf("%s: %d", name, status)
		}
	}
}

func TestMSALSignsInByDeviceCode(t *testing.T) {
	h := newHouse(t)
	client := h.public(practice.DocumentsCorePackID, practice.TenantID)
	scopes := []string{h.org("contoso") + "/user_impersonation"}
	device, err := client.AcquireTokenByDeviceCode(t.Context(), scopes)
	if err != nil {
		t.Fatal(err)
	}
	if device.Result.VerificationURL != h.base+"/devicelogin" || !strings.Contains(device.Result.Message, device.Result.UserCode) {
		t.Errorf("%+v", device.Result)
	}
	if end := h.types("totp", device.Result.VerificationURL, device.Result.UserCode); !strings.Contains(end.Text, "You have signed in") {
		t.Errorf("the browser says %q", end.Text)
	}
	result, err := device.AuthenticationResult(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if status := h.whoAmI("contoso", result.AccessToken); status != 200 || result.Account.PreferredUsername != "totp@"+practice.Domain {
		t.Errorf("%d %+v", status, result.Account)
	}
	if _, err := client.AcquireTokenSilent(t.Context(), []string{h.org("fabrikam") + "/user_impersonation"}, public.WithSilentAccount(result.Account)); err != nil {
		t.Errorf("silently: %v", err)
	}
}

func TestMSALTellsThatADeviceWasDeclinedOrBlocked(t *testing.T) {
	h := newHouse(t)
	client := h.public(practice.DocumentsCorePackID, practice.TenantID)
	for code, prepare := range map[string]bool{"authorization_declined": false, "AADSTS53003": true} {
		if err := h.control.SetSettings(t.Context(), practice.Settings{BlockDeviceCode: prepare}); err != nil {
			t.Fatal(err)
		}
		device, err := client.AcquireTokenByDeviceCode(t.Context(), []string{h.org("contoso") + "/user_impersonation"})
		if err != nil {
			t.Fatal(err)
		}
		p := h.person("password")
		p.DeviceCode, p.Declines = device.Result.UserCode, !prepare
		if end, err := rehearsal.NewBrowser(p).SignIn(t.Context(), device.Result.VerificationURL); err != nil {
			t.Fatalf("%v: %s", err, end.Text)
		}
		if _, err := device.AuthenticationResult(t.Context()); err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%v, want %s", err, code)
		}
	}
}

func (h *house) byPassword(client public.Client, scopes []string, user, password string) (public.AuthResult, error) {
	//lint:ignore SA1019 deprecated, and still asked for by people with old scripts
	return client.AcquireTokenByUsernamePassword(h.Context(), scopes, user, password)
}

func TestMSALSignsInByPassword(t *testing.T) {
	h := newHouse(t)
	client := h.public(practice.DocumentsCorePackID, practice.TenantID)
	scopes := []string{h.org("contoso") + "/user_impersonation"}
	p := h.person("password")
	result, err := h.byPassword(client, scopes, p.UserName, p.Password)
	if err != nil {
		t.Fatal(err)
	}
	if status := h.whoAmI("contoso", result.AccessToken); status != 200 {
		t.Errorf("WhoAmI %d", status)
	}
	second := h.person("push")
	for user, row := range map[string][2]string{
		p.UserName: {"wrong", "AADSTS50126"}, second.UserName: {second.Password, "AADSTS50076"}, "nobody@" + practice.Domain: {"x", "AADSTS50034"},
	} {
		if _, err := h.byPassword(client, scopes, user, row[0]); err == nil || !strings.Contains(err.Error(), row[1]) {
			t.Errorf("%s: %v, want %s", user, err, row[1])
		}
	}
	// A federated user's password goes nowhere: MSAL wants the address of their server,
	// which is not here.
	if _, err := h.byPassword(client, scopes, "x@federated.example", "x"); err == nil || !strings.Contains(err.Error(), "asked sts.federated.example") {
		t.Errorf("federated: %v", err)
	}
}

func TestMSALAnswersAClaimsChallengeOfAnotherTenant(t *testing.T) {
	h := newHouse(t)
	client := h.public(practice.EveryOrganizationID, "organizations")
	home, err := h.byCode(client, "guest", practice.EveryOrganizationID, []string{h.org("contoso") + "/user_impersonation"}, practice.TenantID, "")
	if err != nil {
		t.Fatal(err)
	}
	scopes := []string{h.org("fabrikamsales") + "/user_impersonation"}
	silent := func() (public.AuthResult, error) {
		return client.AcquireTokenSilent(t.Context(), scopes, public.WithSilentAccount(home.Account), public.WithTenantID(practice.FabrikamID))
	}
	_, err = silent()
	var call msalerrors.CallErr
	if !errors.As(err, &call) {
		t.Fatalf("%v", err)
	}
	body, err := io.ReadAll(call.Resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var refusal struct{ Error, Suberror, Claims string }
	if err := json.Unmarshal(body, &refusal); err != nil || refusal.Error != "invalid_grant" || refusal.Suberror != "basic_action" || refusal.Claims == "" {
		t.Fatalf("%s %v", body, err)
	}
	away, err := h.byCode(client, "guest", practice.EveryOrganizationID, scopes, practice.FabrikamID, refusal.Claims)
	if err != nil {
		t.Fatal(err)
	}
	if away.Account.HomeAccountID != home.Account.HomeAccountID || away.IDToken.TenantID != practice.FabrikamID || away.IDToken.Oid == home.IDToken.Oid {
		t.Errorf("account %+v, at home %+v", away.Account, home.Account)
	}
	result, err := silent()
	if err != nil {
		t.Fatal(err)
	}
	if status := h.whoAmI("fabrikamsales", result.AccessToken); status != 200 {
		t.Errorf("WhoAmI %d", status)
	}
	if status := h.whoAmI("fabrikamsales", home.AccessToken); status != 401 {
		t.Errorf("a token of home: %d", status)
	}
}

// Continuous access evaluation as a program of MSAL's knows it: a token for a day, a resource
// that refuses it after a revocation, and one more prompt.
func TestMSALAnswersAResourceThatRefusesARevokedToken(t *testing.T) {
	h := newHouse(t)
	client := h.public(practice.DocumentsCorePackID, practice.TenantID)
	scopes := []string{h.org("contoso") + "/user_impersonation"}
	first, err := h.byCode(client, "password", practice.DocumentsCorePackID, scopes, practice.TenantID, "")
	if err != nil {
		t.Fatal(err)
	}
	if left := time.Until(first.ExpiresOn); left < 23*time.Hour {
		t.Errorf("the token ends in %v", left)
	}
	if err := h.control.Revoke(t.Context(), "password@"+practice.Domain); err != nil {
		t.Fatal(err)
	}
	claims := h.challengeOf("contoso", first.AccessToken)
	if !strings.Contains(claims, "nbf") {
		t.Fatalf("claims %q", claims)
	}
	if _, err := client.AcquireTokenSilent(t.Context(), scopes, public.WithSilentAccount(first.Account), public.WithClaims(claims)); err == nil || !strings.Contains(err.Error(), "invalid_grant") {
		t.Errorf("silently: %v", err)
	}
	again, err := h.byCode(client, "password", practice.DocumentsCorePackID, scopes, practice.TenantID, claims)
	if err != nil {
		t.Fatal(err)
	}
	if status := h.whoAmI("contoso", again.AccessToken); status != 200 {
		t.Errorf("WhoAmI %d", status)
	}
}

// A token that is used from elsewhere is refused, and MSAL learns from the token endpoint that there is no other.
func TestMSALIsRefusedWhereAPolicyMindsThePlace(t *testing.T) {
	h := newHouse(t)
	client := h.public(practice.DocumentsCorePackID, practice.TenantID)
	scopes := []string{h.org("contoso") + "/user_impersonation"}
	policies := practice.Policies{Place: "office", Rules: []practice.Rule{{Name: "Office only", ExceptPlaces: []string{"office"}, Then: "block"}}}
	move := func(place string) {
		policies.Place = place
		if err := h.control.SetPolicies(t.Context(), policies); err != nil {
			t.Fatal(err)
		}
	}
	move("office")
	first, err := h.byCode(client, "password", practice.DocumentsCorePackID, scopes, practice.TenantID, "")
	if err != nil {
		t.Fatal(err)
	}
	if status := h.whoAmI("contoso", first.AccessToken); status != 200 {
		t.Fatalf("in the office: %d", status)
	}
	move("airport")
	claims := h.challengeOf("contoso", first.AccessToken)
	if !strings.Contains(claims, "xms_rp_ipaddr") {
		t.Fatalf("claims %q", claims)
	}
	silent := func() error {
		_, err := client.AcquireTokenSilent(t.Context(), scopes, public.WithSilentAccount(first.Account), public.WithClaims(claims))
		return err
	}
	if err := silent(); err == nil || !strings.Contains(err.Error(), "AADSTS53003") {
		t.Errorf("at the airport: %v", err)
	}
	move("office")
	if err := silent(); err != nil {
		t.Errorf("back in the office: %v", err)
	}
}

// challengeOf is what an organization demands of the next token.
func (h *house) challengeOf(name, token string) string {
	h.Helper()
	req, err := http.NewRequestWithContext(h.Context(), http.MethodGet, h.org(name)+"/api/data/v9.2/WhoAmI", nil)
	if err != nil {
		h.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := h.client.Do(req)
	if err != nil {
		h.Fatal(err)
	}
	defer res.Body.Close()
	_, encoded, _ := strings.Cut(res.Header.Get("WWW-Authenticate"), `claims="`)
	text, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(encoded, `"`))
	if err != nil || res.StatusCode != http.StatusUnauthorized {
		h.Fatalf("%d %q %v", res.StatusCode, res.Header.Get("WWW-Authenticate"), err)
	}
	return string(text)
}
