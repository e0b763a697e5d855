package registration

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"latchkey/app/problem"
)

// Manifest is what a registration's manifest says, as far as recipes are concerned,
// whatever its format was. It holds no secret: manifests have none, and the hints of
// theirs are left behind.
type Manifest struct {
	Name  string
	AppID string // the ApplicationID
	// Audience is a value of signInAudience; "" when the manifest doesn't say.
	Audience string
	// Public, Web and SPA are the redirect URIs by platform: "Mobile and desktop
	// applications", "Web", "Single-page application".
	Public, Web, SPA []string
	// PublicClient is "Allow public client flows".
	PublicClient bool
	// IDTokens and AccessTokens are the switches of the implicit grant.
	IDTokens, AccessTokens bool
	// Access are the permissions that are listed.
	Access []Access
	// Secrets are the ends of the client secrets; a zero time is one that isn't known.
	Secrets []time.Time
	// Disabled says that nobody can sign in. Only the practice tenant's say it.
	Disabled bool

	practice bool // no switch for access tokens
}

// Access is a permission that a manifest lists.
type Access struct {
	API  string // its ApplicationID
	ID   string // of the permission
	Type string // "Scope" (delegated) or "Role" (application)
}

// RedirectURIs are those of all platforms.
func (m Manifest) RedirectURIs() []string { return slices.Concat(m.Public, m.Web, m.SPA) }

// Practice is a registration of the practice tenant, in its own words.
type Practice struct {
	ApplicationID, Name    string
	RedirectURIs           []string
	Platform               string // "public", "web" or "spa"
	MultiTenant            bool
	AllowPublicClientFlows bool
	IDTokens               bool
	NoPermissions          bool
	Disabled               bool
	SecretEnds             []time.Time
}

// FromPractice is the manifest that a registration of the practice tenant would have.
func FromPractice(p Practice) Manifest {
	m := Manifest{
		Name: p.Name, AppID: p.ApplicationID, Audience: audienceSingle, PublicClient: p.AllowPublicClientFlows,
		IDTokens: p.IDTokens, Secrets: slices.Clone(p.SecretEnds), Disabled: p.Disabled, practice: true,
	}
	if p.MultiTenant {
		m.Audience = audienceMultiple
	}
	uris := slices.Clone(p.RedirectURIs)
	switch p.Platform {
	case "web":
		m.Web = uris
	case "spa":
		m.SPA = uris
	default:
		m.Public = uris
	}
	if !p.NoPermissions {
		m.Access = []Access{{dataverse, userImpersonation, typeScope}}
	}
	return m
}

// mostManifest is the longest manifest that is read, in bytes. Entra's own limit for an
// application is far below.
const mostManifest = 1 << 20

// mostStarts bounds at how many places a manifest is looked for in what was pasted.
const mostStarts = 8

// mostNamed is how many applications of a list are named.
const mostNamed = 10

// Read understands a registration's manifest: that of today's portal (Microsoft Graph),
// the older one of Azure AD, and what az ad app show, az ad app list or Get-MgApplication
// print, with what stands before and behind it. It may be UTF-16, as Windows PowerShell
// writes files. Problems are of kind Input: "manifest-too-long", "manifest-empty",
// "manifest-broken", "manifest-several", and for something else "manifest-unknown",
// "manifest-page", "manifest-tokens", "manifest-error-answer",
// "manifest-service-principal". None of them repeats the text.
func Read(text []byte) (Manifest, error) {
	if len(text) > mostManifest {
		return Manifest{}, problem.New(problem.Input, "manifest-too-long")
	}
	text = bytes.TrimSpace(toUTF8(text))
	if len(text) == 0 {
		return Manifest{}, problem.New(problem.Input, "manifest-empty")
	}
	value, err := firstValue(text)
	if err != nil {
		return Manifest{}, err
	}
	return fromValue(value)
}

// toUTF8 takes a byte order mark off, and reads UTF-16 where one says so.
func toUTF8(text []byte) []byte {
	little, isLittle := bytes.CutPrefix(text, []byte{0xff, 0xfe})
	big, isBig := bytes.CutPrefix(text, []byte{0xfe, 0xff})
	if !isLittle && !isBig {
		return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	}
	var units []uint16
	for i := 0; i+1 < len(little) && isLittle; i += 2 {
		units = append(units, uint16(little[i])|uint16(little[i+1])<<8)
	}
	for i := 0; i+1 < len(big) && isBig; i += 2 {
		units = append(units, uint16(big[i])<<8|uint16(big[i+1]))
	}
	return []byte(string(utf16.Decode(units)))
}

// firstValue is the first JSON object or list in a text. What begins a line is tried
// first, because warnings can have braces too.
func firstValue(text []byte) (json.RawMessage, error) {
	starts := startsIn(text)
	if len(starts) == 0 {
		return nil, notJSON(text)
	}
	var first error
	for _, at := range starts {
		var value json.RawMessage
		d := json.NewDecoder(bytes.NewReader(text[at:]))
		err := d.Decode(&value)
		if err == nil {
			return value, nil
		}
		if first == nil {
			first = broken(text, at, err)
		}
	}
	return nil, first
}

// startsIn are the places where an object or a list may begin.
func startsIn(text []byte) []int {
	var starts []int
	for at := 0; at < len(text) && len(starts) < mostStarts; {
		line := text[at:]
		end := bytes.IndexByte(line, '\n') + 1
		if end == 0 {
			end = len(line)
		}
		if trimmed := bytes.TrimLeft(line[:end], " \t\r"); len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '[') {
			starts = append(starts, at+end-len(trimmed))
			if len(starts) == 1 && at == 0 {
				return starts // nothing before it: what is broken there is broken
			}
		}
		at += end
	}
	if i := bytes.IndexByte(text, '{'); len(starts) == 0 && i >= 0 {
		starts = append(starts, i)
	}
	return starts
}

// broken says in which line the JSON that begins at a place can't be read on.
func broken(text []byte, at int, err error) error {
	offset := len(text)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset > 0 {
		offset = min(at+int(syntax.Offset)-1, len(text))
	}
	line := 1 + bytes.Count(text[:offset], []byte("\n"))
	return problem.New(problem.Input, "manifest-broken").With("line", strconv.Itoa(line))
}

// notJSON says what a text without any JSON seems to be.
func notJSON(text []byte) error {
	if text[0] == '<' {
		return problem.New(problem.Input, "manifest-page")
	}
	return problem.New(problem.Input, "manifest-unknown")
}

// fromValue reads an object, or a list of one.
func fromValue(value json.RawMessage) (Manifest, error) {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		var page struct {
			Value []json.RawMessage `json:"value"`
		}
		if json.Unmarshal(value, &page) != nil || page.Value == nil {
			return fromObject(value)
		}
		list = page.Value // as Graph answers
	}
	switch len(list) {
	case 0:
		return Manifest{}, problem.New(problem.Input, "manifest-empty")
	case 1:
		return fromObject(list[0])
	}
	var names []string
	for _, one := range list {
		m, err := fromObject(one)
		if err != nil {
			return Manifest{}, err
		}
		names = append(names, strings.TrimSpace(oneLine(m.Name)+" "+oneLine(m.AppID)))
	}
	if len(names) > mostNamed {
		names = append(names[:mostNamed], "...")
	}
	return Manifest{}, problem.New(problem.Input, "manifest-several").
		With("count", strconv.Itoa(len(list))).With("names", strings.Join(names, ", "))
}
