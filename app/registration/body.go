package registration

import (
	"fmt"

	"latchkey/app/recipe"
)

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
