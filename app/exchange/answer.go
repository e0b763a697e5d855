package exchange

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"latchkey/app/credential"
	"latchkey/app/problem"
	"latchkey/app/secret"
	"latchkey/app/signin"
	"latchkey/app/signin/loopback"
)

// Code finds the code in what was pasted: the whole address where the browser ended,
// its query or fragment, the fields of a posted form, or the code alone. Everything but
// a code alone must carry the plan's state, which the authority puts behind the code:
// an address that lost it was cut or is another sign-in's.
//
// The error is a *problem.Problem: of kind Input when another paste can mend it, else
// the authority's own refusal (RFC 6749 section 4.1.2.1), explained.
func (p Plan) Code(text string) (secret.String, error) {
	if code, ok := signin.BareCode(text); ok {
		return secret.New(code), nil
	}
	values, err := signin.PastedValues(text)
	if err != nil {
		return secret.String{}, err
	}
	answer, ok := loopback.Parse(values)
	switch {
	case !ok:
		return secret.String{}, wrong("paste-no-code")
	case !loopback.HasState(values, p.State):
		return secret.String{}, wrong("paste-state-mismatch")
	case answer.Error != "":
		return secret.String{}, signin.Refusal(answer)
	}
	return answer.Code, nil
}

func wrong(code string) *problem.Problem { return problem.New(problem.Input, code).At("paste") }

// claims are those of a v1 token that tell people whose it is.
type claims struct {
	UPN        string `json:"upn"`
	UniqueName string `json:"unique_name"` // guests have no upn
	Preferred  string `json:"preferred_username"`
	Email      string `json:"email"`
	Tenant     string `json:"tid"`
}

// whose reads user and tenant out of a token, unverified: it came over TLS from the
// authority itself, and is only shown. v1's id_tokens are unsigned (alg "none").
func whose(token string) (account, tenant string) {
	_, rest, _ := strings.Cut(token, ".")
	payload, _, _ := strings.Cut(rest, ".")
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(payload, "="))
	var c claims
	if err != nil || json.Unmarshal(text, &c) != nil {
		return "", ""
	}
	for _, name := range []string{c.UPN, c.Preferred, c.UniqueName, c.Email} {
		if name != "" {
			return name, c.Tenant
		}
	}
	return "", c.Tenant
}

// answerLimit bounds an answer of the token endpoint; Entra's are below 20 KB.
const answerLimit = 1 << 20

// Result is what the code was exchanged for.
type Result struct {
	AccessToken  secret.String
	RefreshToken secret.String // empty when the registration gets none
	ExpiresOn    time.Time     // of the access token; zero when the answer does not tell
	Resource     string        // as the authority names it
	Account      string        // user principal name, for people; "" when no token has it
	Tenant       string        // GUID of the tenant that issued the tokens; "" when no token has it
}

// Redeem posts the form and returns the tokens; it keeps none. The client must be
// the guarded one of the plan's cloud. clientSecret may be empty: public registrations
// have none.
//
// The error is a *problem.Problem. Kind Input: the secret was not sent. SignInNeeded:
// the code is spent or too old, a new one is needed. Refused, Network: the code may
// still be good.
func (p Plan) Redeem(ctx context.Context, client *http.Client, code, clientSecret secret.String) (Result, error) {
	if code.Empty() {
		return Result{}, problem.New(problem.Input, "exchange-code-missing").At("paste")
	}
	if err := CheckSecret(clientSecret); err != nil {
		return Result{}, err
	}
	form := encode(p.form(code, clientSecret))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.TokenURL(), strings.NewReader(form))
	if err != nil {
		return Result{}, problem.From(err)
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Accept", "application/json")
	response, body, err := ask(client, request)
	if err != nil {
		return Result{}, err
	}
	if response.StatusCode != http.StatusOK {
		return Result{}, refused(body, response.StatusCode)
	}
	return p.result(response, body)
}

// CheckSecret refuses what is no client secret's value, before it is sent: Entra shows
// a secret's ID, a GUID, right beside it. An empty one is fine: public registrations
// have none.
func CheckSecret(clientSecret secret.String) error {
	if clientSecret.Empty() {
		return nil
	}
	c := credential.Credential{Kind: credential.Secret, Value: clientSecret}
	for _, p := range credential.Check(c, time.Time{}) { // a secret does not tell when it ends
		if !p.Warning {
			return p
		}
	}
	return nil
}

// ask sends a request and reads the whole answer.
func ask(client *http.Client, request *http.Request) (*http.Response, []byte, error) {
	response, err := client.Do(request)
	if err != nil {
		return nil, nil, problem.FromNetwork(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	if err != nil {
		return nil, nil, problem.FromNetwork(err)
	}
	return response, body, nil
}

// refused explains the token endpoint's error. That a Web registration wants its
// secret is no mistake of the registration here, as it is for a sign-in.
func refused(body []byte, status int) *problem.Problem {
	p := problem.FromOAuth(body, status)
	if p.Code == "AADSTS7000218" {
		wanted := problem.New(problem.Refused, "exchange-secret-wanted").At("clientSecret").Raw(p.Detail)
		wanted.OAuthError, wanted.CorrelationID, wanted.TraceID, wanted.Time = p.OAuthError, p.CorrelationID, p.TraceID, p.Time
		return wanted
	}
	return p
}

// tokenAnswer is RFC 6749 section 5.1 with what the v1 endpoint adds. It writes
// numbers as strings.
type tokenAnswer struct {
	TokenType    string          `json:"token_type"`
	AccessToken  string          `json:"access_token"`
	RefreshToken string          `json:"refresh_token"`
	IDToken      string          `json:"id_token"`
	Resource     string          `json:"resource"`
	ExpiresOn    json.RawMessage `json:"expires_on"` // Unix time
	ExpiresIn    json.RawMessage `json:"expires_in"` // seconds
}

// number reads a whole number above zero, written as one or as a string; 0 means that there is none.
func number(text json.RawMessage) int64 {
	n, err := strconv.ParseInt(strings.Trim(string(text), `"`), 10, 64)
	if err != nil {
		return 0
	}
	return max(n, 0)
}

func (p Plan) result(response *http.Response, body []byte) (Result, error) {
	var a tokenAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		return Result{}, problem.New(problem.Network, "answer-not-json").With("host", response.Request.URL.Hostname())
	}
	if a.AccessToken == "" || !strings.EqualFold(a.TokenType, "Bearer") {
		return Result{}, problem.New(problem.Network, "answer-unexpected").With("host", response.Request.URL.Hostname())
	}
	r := Result{
		AccessToken: secret.New(a.AccessToken), RefreshToken: secret.New(a.RefreshToken),
		ExpiresOn: expiry(a, response.Header.Get("Date")), Resource: a.Resource,
	}
	if r.Resource == "" {
		r.Resource = p.Resource
	}
	// The id_token is the one that is meant for us; v1 always sends one, unsigned.
	for _, token := range []string{a.IDToken, a.AccessToken} {
		if r.Account == "" && r.Tenant == "" {
			r.Account, r.Tenant = whose(token)
		}
	}
	return r, nil
}

// expiry prefers the point in time; a duration counts from the answer's own date.
func expiry(a tokenAnswer, date string) time.Time {
	if at := number(a.ExpiresOn); at > 0 {
		return time.Unix(at, 0)
	}
	seconds, answered := number(a.ExpiresIn), time.Time{}
	if seconds > 0 {
		answered, _ = http.ParseTime(date) // the zero time when it isn't a date
	}
	if answered.IsZero() {
		return answered
	}
	return answered.Add(time.Duration(seconds) * time.Second)
}
