package discovery

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"latchkey/app/problem"
)

// longestWait bounds Retry-After, in seconds: one day.
const longestWait = 24 * 60 * 60

// do sends a request; what fails comes back as a problem.
func (c *Client) do(req *http.Request) (*http.Response, error) {
	resp, err := c.HTTP.Do(req)
	if err == nil {
		return resp, nil
	}
	return nil, networkProblem(req.Context(), err, req.URL.Hostname())
}

// networkProblem makes a problem of an error and says which host it was about.
func networkProblem(ctx context.Context, err error, host string) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return problem.FromNetwork(context.Canceled)
	}
	p := problem.FromNetwork(err)
	if p.Args["host"] == "" {
		p.With("host", host)
	}
	return p
}

// checkAnswer returns nil for a 200 that says it is JSON. what is "discovery" or "whoami",
// the beginning of the codes.
func (c *Client) checkAnswer(resp *http.Response, what string) error {
	if resp.StatusCode != http.StatusOK {
		return c.refusal(resp, what)
	}
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" && !strings.HasSuffix(kind, "+json") {
		return notJSON(resp, kind)
	}
	return nil
}

// notJSON is a page where an answer should be: a proxy, a captive portal, an error
// page with status 200.
func notJSON(resp *http.Response, kind string) error {
	return problem.New(problem.Network, "answer-not-json").With("host", resp.Request.URL.Hostname()).
		With("type", kind).Raw(beginning(resp.Body))
}

// refusal is the problem for a status other than 200.
func (c *Client) refusal(resp *http.Response, what string) error {
	kind, code := problem.Organization, ""
	switch status := resp.StatusCode; {
	case status == http.StatusUnauthorized:
		code = what + "-token-refused"
	case status == http.StatusForbidden:
		code = what + "-forbidden"
	case status == http.StatusNotFound || status == http.StatusGone:
		code = what + "-not-found"
	case status == http.StatusTooManyRequests:
		code = "too-many-requests"
	case status == http.StatusProxyAuthRequired:
		kind, code = problem.Network, "proxy-407"
	case status >= 500:
		code = "server-error"
	default:
		code = "answer-unexpected-status"
	}
	p := problem.New(kind, code).With("host", resp.Request.URL.Hostname()).
		With("status", strconv.Itoa(resp.StatusCode)).When(c.Now())
	p.RetryAfter = retryAfter(resp.Header.Get("Retry-After"), c.Now())
	p.CorrelationID = firstOf(resp.Header, "x-ms-service-request-id", "REQ_ID", "request-id", "x-ms-request-id")
	tenant := ""
	if p.Claims, tenant = c.claims(resp.Header); tenant != "" {
		p.With("challengeTenant", tenant)
	}
	describe(p, beginning(resp.Body))
	switch own := p.Args["odataCode"]; {
	case strings.EqualFold(own, organizationDisabled):
		p.Code = "organization-disabled"
	case strings.EqualFold(own, applicationNotAllowed):
		p.Code = applicationNotAllowed
	}
	return p
}

// Dataverse's codes that come with status 403, whose own words would send people to their license: "The
// Dynamics 365 organization you are attempting to access is currently disabled" (Web service error codes,
// -2147180284), and an application that client application access control doesn't let in (ServiceClient #528).
const (
	organizationDisabled  = "0x8004A104"
	applicationNotAllowed = "0x80095FFC"
)

// retryAfter reads delay seconds or a date (RFC 9110 section 10.2.3), as seconds from
// now; 0 when it is neither or past, at most a day.
func retryAfter(value string, now time.Time) int {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	if strings.Trim(value, "0123456789") == "" {
		n, err := strconv.Atoi(value)
		if err != nil {
			return longestWait
		}
		return min(n, longestWait)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	wait := at.Sub(now)
	return int(min(max(wait+time.Second-1, 0), longestWait*time.Second) / time.Second)
}

// describe keeps the text of an error answer, and its code when it is OData's
// {"error":{"code","message"}} (OData JSON Format 4.0 section 19).
func describe(p *problem.Problem, text string) {
	var answer struct {
		Error struct{ Code, Message string }
	}
	if json.Unmarshal([]byte(text), &answer) != nil || answer.Error.Code == "" && answer.Error.Message == "" {
		p.Raw(text)
		return
	}
	p.With("odataCode", bounded(answer.Error.Code, 64))
	p.Raw(answer.Error.Code + ": " + answer.Error.Message)
}

// beginning returns the first few kilobytes of a body, for the details of a problem.
func beginning(body io.Reader) string {
	data, _ := io.ReadAll(io.LimitReader(body, 8<<10))
	return strings.ToValidUTF8(string(data), "")
}

func firstOf(h http.Header, names ...string) string {
	for _, n := range names {
		if v := h.Get(n); v != "" {
			return bounded(v, 100)
		}
	}
	return ""
}

// bounded cuts text at a number of bytes, never inside a character, and makes it
// valid UTF-8.
func bounded(text string, most int) string {
	if len(text) > most {
		text = text[:most]
	}
	return strings.ToValidUTF8(text, "")
}
