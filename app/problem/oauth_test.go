package problem

import (
	"reflect"
	"strings"
	"testing"
)

const entraAnswer = `{"error":"interaction_required","error_description":"AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000007-0000-0000-c000-000000000000'. Trace ID: 1b2f3a44-0000-4c11-9a44-0123456789ab Correlation ID: 2c3d4e5f-1111-4d22-8b55-abcdefabcdef Timestamp: 2026-01-31 09:41:07Z","error_codes":[50076],"timestamp":"2026-01-31 09:41:07Z","trace_id":"1b2f3a44-0000-4c11-9a44-0123456789ab","correlation_id":"2c3d4e5f-1111-4d22-8b55-abcdefabcdef","error_uri":"https://login.microsoftonline.com/error?code=50076","suberror":"basic_action","claims":"{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"c1\"]}}}"}`

func TestFromOAuthReadsEntrasAnswer(t *testing.T) {
	p := FromOAuth([]byte(entraAnswer), 400)
	want := Problem{
		Kind: SignInNeeded, Code: "AADSTS50076", OAuthError: "interaction_required", Suberror: "basic_action",
		Claims:        `{"access_token":{"capolids":{"essential":true,"values":["c1"]}}}`,
		CorrelationID: "2c3d4e5f-1111-4d22-8b55-abcdefabcdef", TraceID: "1b2f3a44-0000-4c11-9a44-0123456789ab",
		Time: "2026-01-31T09:41:07Z",
	}
	got := *p
	if !strings.HasPrefix(got.Detail, "AADSTS50076: Due to") {
		t.Errorf("detail %q", got.Detail)
	}
	got.Detail, got.Args = "", nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
}

func TestFromOAuthDecidesByErrorAndExplainsByCode(t *testing.T) {
	tests := []struct {
		name, body string
		status     int
		kind       Kind
		code       string
	}{
		{"invalid_grant", `{"error":"invalid_grant","error_description":"AADSTS70008: expired"}`, 400, SignInNeeded, "AADSTS70008"},
		{"invalid_grant bare", `{"error":"invalid_grant"}`, 400, SignInNeeded, "signin-needed"},
		{"login_required", `{"error":"login_required","error_description":"AADSTS50058: silent"}`, 400, SignInNeeded, "AADSTS50058"},
		{"consent_required", `{"error":"consent_required"}`, 400, SignInNeeded, "consent-required"},
		{"the error decides, not the code", `{"error":"unauthorized_client","error_description":"AADSTS50076: x"}`, 400, Refused, "AADSTS50076"},
		{"unauthorized_client", `{"error":"unauthorized_client","error_description":"AADSTS700016: Application"}`, 400, Refused, "AADSTS700016"},
		{"codes without description", `{"error":"invalid_client","error_codes":[7000218]}`, 401, Refused, "AADSTS7000218"},
		{"a known code before an unknown one", `{"error":"x","error_description":"AADSTS1234567: a","error_codes":[1234567,50011]}`, 400, Refused, "AADSTS50011"},
		{"an unknown code", `{"error":"x","error_description":"AADSTS1234567: a"}`, 400, Refused, "AADSTS1234567"},
		{"an unknown error", `{"error":"something_new"}`, 400, Refused, "refused"},
		{"server_error", `{"error":"server_error"}`, 503, Network, "server-error"},
		{"temporarily_unavailable", `{"error":"temporarily_unavailable","error_description":"AADSTS90033: passing"}`, 503, Network, "AADSTS90033"},
		{"members of the wrong type", `{"error":"invalid_grant","error_description":5,"error_codes":"50011","claims":{},"suberror":[]}`, 400, SignInNeeded, "signin-needed"},
		{"byte order mark", "\xef\xbb\xbf" + `{"error":"invalid_grant"}`, 400, SignInNeeded, "signin-needed"},
		{"what a policy demands at v2", `{"error":"invalid_grant","error_description":"AADSTS50076: x","suberror":"basic_action"}`, 400, SignInNeeded, "AADSTS50076"},
		{"what a policy forbids at v2", `{"error":"invalid_grant","error_description":"AADSTS53003: x","suberror":"message_only","claims":"{}"}`, 400, Refused, "AADSTS53003"},
		{"what a policy forbids at v1", `{"error":"interaction_required","error_description":"AADSTS53003: x","suberror":"message_only"}`, 400, Refused, "AADSTS53003"},
		{"a tenant that was closed", `{"error":"interaction_required","error_description":"AADSTS5000225: This tenant has been blocked due to inactivity."}`, 400, Refused, "AADSTS5000225"},
		{"token protection without a suberror", `{"error":"invalid_grant","error_description":"AADSTS530084: x"}`, 400, Refused, "AADSTS530084"},
		{"a session of a device code", `{"error":"invalid_grant","error_description":"AADSTS530036: x","suberror":"protection_policy_required"}`, 400, SignInNeeded, "AADSTS530036"},
		{"HTML", "<html>Sign in to the network</html>", 200, Network, "answer-not-json"},
		{"HTML with 503", "<html>503</html>", 503, Network, "server-error"},
		{"proxy", "", 407, Network, "proxy-407"},
		{"too many", "{}", 429, Network, "rate-limited"},
		{"truncated", `{"error":"invalid_gr`, 400, Network, "answer-not-json"},
		{"an array", `["error"]`, 400, Network, "answer-not-json"},
		{"null", `null`, 400, Network, "answer-not-json"},
		{"empty", "", 0, Network, "answer-not-json"},
		{"AD FS", `{"error":"invalid_grant","error_description":"MSIS9659: Invalid 'username' or 'password'."}`, 400, SignInNeeded, "signin-needed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := FromOAuth([]byte(tt.body), tt.status)
			if p.Kind != tt.kind || p.Code != tt.code {
				t.Errorf("%s %s, want %s %s", p.Kind, p.Code, tt.kind, tt.code)
			}
			if w := p.Words(); w.What == "" {
				t.Error("no words")
			}
		})
	}
}

func TestFromOAuthTrustsNothing(t *testing.T) {
	const canary = "eyJ0eXAiCANARY.eyJhdWQiCANARY.c2lnbmF0dXJlCANARY"
	p := FromOAuth([]byte(`{"error":"<script>`+canary+`","suberror":"`+canary+`","claims":"not json `+canary+`","correlation_id":"`+canary+`","error_description":"AADSTS50011 refresh_token=`+canary+` \u001b[31m"}`), 400)
	all := p.OAuthError + p.Suberror + p.Claims + p.CorrelationID + p.Detail
	if strings.Contains(all, "CANARY") || strings.Contains(all, "\x1b") {
		t.Errorf("%q", all)
	}
	if got := FromOAuth([]byte(`{"error":"invalid_grant","claims":"`+strings.Repeat("1", 20<<10)+`"}`), 400); got.Claims != "" {
		t.Errorf("%d bytes of claims", len(got.Claims))
	}
}

func TestFromMSALText(t *testing.T) {
	tests := []struct {
		name, text string
		kind       Kind
		code       string
	}{
		{"JSON within", "http call(https://login.microsoftonline.com/organizations/oauth2/v2.0/token)(POST) error: reply status code was 400:\n" + entraAnswer, SignInNeeded, "AADSTS50076"},
		{"HTML-escaped", `invalid_grant: AADSTS50011: The redirect URI &#39;http://localhost&#39; specified`, Refused, "AADSTS50011"},
		{"error and code", `error: interaction_required, AADSTS50079: enrol`, SignInNeeded, "AADSTS50079"},
		{"braces before the JSON", `failed {map[x:y]} {"error":"invalid_grant","error_description":"AADSTS50173: y"}`, SignInNeeded, "AADSTS50173"},
		{"page instead of JSON", "http call(https://x)(POST) error: reply status code was 502:\n<html>Bad gateway</html>", Network, "server-error"},
		{"network", `Post "https://login.microsoftonline.com/": dial tcp: lookup login.microsoftonline.com: no such host`, Network, "dns"},
		{"nothing known", "cache: unexpected state", Internal, "internal"},
		{"empty", "", Internal, "internal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := FromMSALText(tt.text)
			if p.Kind != tt.kind || p.Code != tt.code {
				t.Errorf("%s %s, want %s %s", p.Kind, p.Code, tt.kind, tt.code)
			}
		})
	}
	p := FromMSALText(`{&quot;error&quot;:&quot;invalid_grant&quot;} code=0.AXoACANARYCANARYCANARYCANARYCANARYCANARYCANARY&amp;code_verifier=CANARY`)
	if strings.Contains(p.Detail, "CANARY") {
		t.Errorf("detail %q", p.Detail)
	}
	if p := FromMSALText(`x code_verifier=CANARY and nothing else`); strings.Contains(p.Detail, "CANARY") {
		t.Errorf("detail %q", p.Detail)
	}
}
