package registration

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"latchkey/app/pattern"
	"latchkey/app/problem"
	"latchkey/app/recipe"
)

// file is all formats at once: where two of them have something each, only one is filled.
// Names are matched whatever their case, as Get-MgApplication | ConvertTo-Json writes them.
type file struct {
	AppID       string `json:"appId"`
	DisplayName string `json:"displayName"` // Graph
	Name        string `json:"name"`        // Azure AD
	Audience    string `json:"signInAudience"`
	Other       *bool  `json:"availableToOtherTenants"` // of former years

	// PublicClient is an object in Graph, a switch in former years.
	PublicClient json.RawMessage `json:"publicClient"`
	Web          struct {
		RedirectURIs []string `json:"redirectUris"`
		Implicit     struct {
			IDTokens     bool `json:"enableIdTokenIssuance"`
			AccessTokens bool `json:"enableAccessTokenIssuance"`
		} `json:"implicitGrantSettings"`
	} `json:"web"`
	SPA struct {
		RedirectURIs []string `json:"redirectUris"`
	} `json:"spa"`
	Fallback bool `json:"isFallbackPublicClient"`

	WithType []struct {
		URL  string `json:"url"`
		Type string `json:"type"`
	} `json:"replyUrlsWithType"`
	ReplyURLs    []string `json:"replyUrls"` // az of former years
	AllowPublic  bool     `json:"allowPublicClient"`
	AccessTokens bool     `json:"oauth2AllowImplicitFlow"`
	IDTokens     bool     `json:"oauth2AllowIdTokenImplicitFlow"`

	Access []struct {
		API    string `json:"resourceAppId"`
		Access []struct {
			ID   string `json:"id"`
			Type string `json:"type"`
		} `json:"resourceAccess"`
	} `json:"requiredResourceAccess"`
	Secrets []struct {
		EndDateTime string `json:"endDateTime"`
		EndDate     string `json:"endDate"`
	} `json:"passwordCredentials"`
}

// marks are members that only a registration has; their names in lower case.
var marks = []string{
	"signinaudience", "requiredresourceaccess", "replyurlswithtype", "replyurls", "isfallbackpublicclient",
	"allowpublicclient", "availabletoothertenants", "oauth2allowimplicitflow",
}

func fromObject(value json.RawMessage) (Manifest, error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(value, &members) != nil {
		return Manifest{}, problem.New(problem.Input, "manifest-unknown")
	}
	has := func(names ...string) bool {
		for name := range members {
			for _, n := range names {
				if strings.EqualFold(name, n) {
					return true
				}
			}
		}
		return false
	}
	switch {
	case has("access_token", "refresh_token", "id_token", "accessToken"):
		return Manifest{}, problem.New(problem.Input, "manifest-tokens")
	case has("servicePrincipalType", "servicePrincipalNames", "appOwnerOrganizationId"):
		return Manifest{}, problem.New(problem.Input, "manifest-service-principal")
	case !has(marks...) && has("error", "error_description"):
		return Manifest{}, problem.New(problem.Input, "manifest-error-answer")
	case !has(marks...):
		return Manifest{}, problem.New(problem.Input, "manifest-unknown")
	}
	var f file
	if err := json.Unmarshal(value, &f); err != nil {
		p := problem.New(problem.Input, "manifest-value")
		if wrong, ok := err.(*json.UnmarshalTypeError); ok {
			p.With("name", wrong.Field)
		}
		return Manifest{}, p
	}
	return f.manifest(), nil
}

func (f file) manifest() Manifest {
	m := Manifest{
		Name: f.DisplayName, AppID: strings.ToLower(f.AppID), Audience: f.audience(),
		Web: f.Web.RedirectURIs, SPA: f.SPA.RedirectURIs, PublicClient: f.Fallback || f.AllowPublic,
		IDTokens: f.IDTokens || f.Web.Implicit.IDTokens, AccessTokens: f.AccessTokens || f.Web.Implicit.AccessTokens,
	}
	if m.Name == "" {
		m.Name = f.Name
	}
	f.addRedirects(&m)
	for _, api := range f.Access {
		for _, a := range api.Access {
			m.Access = append(m.Access, Access{strings.ToLower(api.API), strings.ToLower(a.ID), a.Type})
		}
	}
	for _, s := range f.Secrets {
		m.Secrets = append(m.Secrets, instant(cmp.Or(s.EndDateTime, s.EndDate)))
	}
	return m
}

func (f file) audience() string {
	switch {
	case f.Audience != "" || f.Other == nil:
		return f.Audience
	case *f.Other:
		return audienceMultiple
	}
	return audienceSingle
}

func (f file) addRedirects(m *Manifest) {
	var object struct {
		RedirectURIs []string `json:"redirectUris"`
	}
	var native bool
	if json.Unmarshal(f.PublicClient, &object) == nil {
		m.Public = object.RedirectURIs
	} else if json.Unmarshal(f.PublicClient, &native) == nil && native {
		m.PublicClient = true
	}
	for _, u := range f.WithType {
		switch strings.ToLower(u.Type) {
		case "installedclient":
			m.Public = append(m.Public, u.URL)
		case "spa":
			m.SPA = append(m.SPA, u.URL)
		default:
			m.Web = append(m.Web, u.URL)
		}
	}
	if len(m.RedirectURIs()) == 0 && native {
		m.Public = f.ReplyURLs
	} else if len(m.RedirectURIs()) == 0 {
		m.Web = f.ReplyURLs
	}
}

// dotNet is how Windows PowerShell writes a time: milliseconds since 1970.
var dotNet = pattern.Lazy(`^/Date\((\d{1,15})\)/$`)

// instant reads the end of a client secret; the zero time when it can't be.
func instant(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	if m := dotNet().FindStringSubmatch(text); m != nil {
		ms, _ := strconv.ParseInt(m[1], 10, 64)
		return time.UnixMilli(ms).UTC()
	}
	return time.Time{}
}

// body is what POST /v1.0/applications takes ("application resource type").
type body struct {
	DisplayName    string          `json:"displayName"`
	SignInAudience string          `json:"signInAudience"`
	Fallback       bool            `json:"isFallbackPublicClient"`
	PublicClient   *redirectList   `json:"publicClient,omitempty"`
	Web            *web            `json:"web,omitempty"`
	Access         []requiredScope `json:"requiredResourceAccess"`
}

type redirectList struct {
	RedirectURIs []string `json:"redirectUris"`
}

type web struct {
	RedirectURIs []string  `json:"redirectUris,omitempty"`
	Implicit     *implicit `json:"implicitGrantSettings,omitempty"`
}

type implicit struct {
	IDTokens     bool `json:"enableIdTokenIssuance"`
	AccessTokens bool `json:"enableAccessTokenIssuance"`
}

// requiredScope is a member of requiredResourceAccess, for one API.
type requiredScope struct {
	API    string           `json:"resourceAppId"`
	Access []resourceAccess `json:"resourceAccess"`
}

type resourceAccess struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// marker stands for the id of a permission that only the directory knows; scripts put
// the id there once they have asked.
func marker(i int) string { return fmt.Sprintf("latchkey-permission-%d", i+1) }

// body is the application; with markers for unknown permissions, or without these.
func (w wanted) body(markers bool) body {
	b := body{DisplayName: w.Name, SignInAudience: w.Audience, Fallback: w.PublicClient, Access: []requiredScope{}}
	if w.Platform == recipe.PlatformWeb {
		b.Web = &web{RedirectURIs: w.RedirectURIs}
	} else {
		b.PublicClient = &redirectList{w.RedirectURIs}
	}
	if w.IDTokens || w.AccessTokens {
		if b.Web == nil {
			b.Web = &web{}
		}
		b.Web.Implicit = &implicit{w.IDTokens, w.AccessTokens}
	}
	var list []resourceAccess
	for i, p := range w.Permissions {
		id := p.ID
		if id == "" && markers {
			id = marker(i)
		}
		if id != "" {
			list = append(list, resourceAccess{id, p.Type})
		}
	}
	if list != nil {
		b.Access = append(b.Access, requiredScope{dataverse, list})
	}
	return b
}
