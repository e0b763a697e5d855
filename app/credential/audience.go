package credential

import (
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/profile"
)

// Audience is where a credential may be sent. It is sealed together with the credential:
// a profile is a file that other programs can edit, and what is sealed must not follow it
// to another authority, another application or another person's name.
type Audience struct {
	Authority   string `json:"authority"`          // the host of sign-ins; see For
	Application string `json:"application"`        // ApplicationID, lower case
	UserName    string `json:"userName,omitempty"` // only of a password, lower case
}

// For is the audience of a request to a cloud. Clouds that share their authority's host,
// as Commercial and GCC do, are one place to send to; a custom cloud counts with
// everything that it consists of. userName counts for passwords only.
func For(c cloud.Cloud, applicationID, userName string) Audience {
	authority := c.AuthorityHost
	if c.ID == cloud.Custom {
		authority = c.Fingerprint()
	}
	return Audience{Authority: authority, Application: strings.ToLower(applicationID), UserName: strings.ToLower(userName)}
}

// ForProfile is where a profile sends its credentials.
func ForProfile(r profile.Resolved) Audience {
	p := r.Profile()
	return For(r.Cloud(), p.ApplicationID, p.LoginHint)
}

// of is the part of an audience that counts for a kind.
func (a Audience) of(kind Kind) Audience {
	if kind != Password {
		a.UserName = ""
	}
	return a
}
