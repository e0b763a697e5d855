package discovery

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// readChallenge finds, among the challenges of a 401, the Bearer one that names an
// authority of this cloud. On-premises servers send several headers.
func (c *Client) readChallenge(resp *http.Response) (Challenge, error) {
	host := resp.Request.URL.Hostname()
	stranger := ""
	for _, params := range bearerParams(resp.Header) {
		u, err := url.Parse(params["authorization_uri"])
		if err != nil || u.Host == "" {
			continue
		}
		if !c.Cloud.TrustsAuthorityURL(u) {
			stranger = u.Hostname()
			continue
		}
		return Challenge{
			Tenant:        tenantIn(u),
			AuthorityHost: strings.ToLower(u.Host),
			Resource:      bounded(params["resource_id"], 512),
		}, nil
	}
	if stranger != "" {
		return Challenge{}, problem.New(problem.Organization, "authority-not-trusted").With("host", host).
			With("authority", bounded(stranger, 253))
	}
	return Challenge{}, problem.New(problem.Organization, "not-an-organization").With("host", host)
}

// tenantIn is the first part of an authority's path when it names one tenant.
func tenantIn(u *url.URL) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if !cloud.IsTenant(first) {
		return ""
	}
	return strings.ToLower(first)
}

// claims is the claims challenge of a 401 (insufficient_claims, continuous access
// evaluation), base64 of a JSON object, and the tenant that it is for; "" when there is none, or
// when it sends people to an authority of another cloud.
func (c *Client) claims(h http.Header) (challenge, tenant string) {
	for _, params := range bearerParams(h) {
		u, err := url.Parse(params["authorization_uri"])
		if err != nil || u.Host != "" && !c.Cloud.TrustsAuthorityURL(u) {
			continue
		}
		encoded := strings.TrimRight(params["claims"], "=")
		data, err := base64.RawStdEncoding.DecodeString(encoded)
		if err != nil {
			data, err = base64.RawURLEncoding.DecodeString(encoded)
		}
		if err == nil && problem.IsChallenge(string(data)) {
			return string(data), tenantIn(u)
		}
	}
	return "", ""
}

// bearerParams reads the parameters of all Bearer challenges (RFC 6750 section 3).
// Dataverse leaves out the quotes around its values, so they end at a comma or blank.
func bearerParams(h http.Header) []map[string]string {
	var all []map[string]string
	for _, value := range h.Values("WWW-Authenticate") {
		for rest := value; ; {
			at := strings.Index(strings.ToLower(rest), "bearer ")
			if at < 0 {
				break
			}
			var params map[string]string
			params, rest = parseParams(rest[at+len("bearer "):])
			all = append(all, params)
		}
	}
	return all
}

// parseParams reads name=value pairs until something else begins, which it returns.
func parseParams(text string) (map[string]string, string) {
	params := map[string]string{}
	for {
		text = strings.TrimLeft(text, " \t,")
		name, rest, ok := strings.Cut(text, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !ok || name == "" || strings.ContainsAny(name, " \t,") {
			return params, text
		}
		var value string
		value, text = paramValue(strings.TrimLeft(rest, " \t"))
		if _, twice := params[name]; !twice {
			params[name] = value
		}
	}
}

// paramValue takes a quoted string (RFC 9110 section 5.6.4) or a bare value.
func paramValue(text string) (value, rest string) {
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, ", \t")
		if end < 0 {
			return text, ""
		}
		return text[:end], text[end:]
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		case text[i] == '"':
			return b.String(), text[i+1:]
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String(), ""
}
