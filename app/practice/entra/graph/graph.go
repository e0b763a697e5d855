// Package graph is as much of Microsoft Graph as a sign-in needs: who is signed in, by
// OpenID Connect's UserInfo endpoint and by /me; and the sign-in log.
//
// It promises that a token for Microsoft Graph is enough for UserInfo, and User.Read for
// /me; that nobody has a photo; and that whatever else is asked is refused as Graph refuses it.
//
// Sources: Microsoft's "UserInfo endpoint" and "Get a user" (the properties that come without
// $select). The codes and the words of its errors are from memory.
package graph

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// Service answers for Microsoft Graph.
type Service struct {
	*directory.Store
	issuer *token.Issuer
	mux    *http.ServeMux
}

// New makes a service whose bearers are checked with the issuer's key.
func New(store *directory.Store, issuer *token.Issuer) *Service {
	s := &Service{Store: store, issuer: issuer, mux: http.NewServeMux()}
	s.mux.HandleFunc("GET "+token.UserInfoPath, s.serveUserInfo)
	s.mux.HandleFunc("POST "+token.UserInfoPath, s.serveUserInfo)
	s.mux.HandleFunc("GET /v1.0/me", s.serveMe)
	s.mux.HandleFunc("GET /v1.0/auditLogs/signIns", s.serveSignIns)
	s.mux.HandleFunc("GET /v1.0/auditLogs/signIns/{id}", s.serveSignIn)
	s.mux.HandleFunc("GET /v1.0/me/photo", s.serveNoPhoto)
	s.mux.HandleFunc("GET /v1.0/me/photo/$value", s.serveNoPhoto)
	s.mux.HandleFunc("GET /v1.0/me/photos/", s.serveNoPhoto)
	s.mux.HandleFunc("/v1.0/", s.serveElse)
	return s
}

// ServeHTTP answers what IsPath says is Graph's.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// IsPath says whether a path is Microsoft Graph's.
func IsPath(path string) bool {
	return path == token.UserInfoPath || strings.HasPrefix(path, "/v1.0/")
}

// caller is whose token a request has, and its claims; for any other token it has been
// refused, and the person is nil.
func (s *Service) caller(w http.ResponseWriter, r *http.Request) (*directory.Principal, token.Claims) {
	c, ok := s.issuer.Bearer(r, directory.GraphID, directory.GraphURL)
	if !ok {
		message := "Lifetime validation failed, the token is expired, or it is not a token for Microsoft Graph."
		if r.Header.Get("Authorization") == "" {
			message = "Access token is empty."
		}
		b := directory.BasesOf(r.Context(), r.Host)
		w.Header().Set("WWW-Authenticate", `Bearer realm="", authorization_uri="`+b.Authority+`/common/oauth2/authorize", client_id="`+directory.GraphID+`"`)
		s.refuse(w, r, http.StatusUnauthorized, "InvalidAuthenticationToken", message)
		return nil, c
	}
	if challenge := s.issuer.EvaluateToken(r, c); challenge != nil {
		b := directory.BasesOf(r.Context(), r.Host)
		w.Header().Set("WWW-Authenticate", `Bearer realm="", authorization_uri="`+b.Authority+`/common/oauth2/authorize", client_id="`+directory.GraphID+`"`+challenge.Header())
		s.refuse(w, r, http.StatusUnauthorized, "InvalidAuthenticationToken", challenge.Text())
		return nil, c
	}
	if c.IsApp() {
		s.refuse(w, r, http.StatusBadRequest, "BadRequest", "/me request is only valid with delegated authentication flow.")
		return nil, c
	}
	u := s.PrincipalByObject(c.ObjectID, aadsts.TenantOf(c.Tenant))
	if u == nil {
		s.refuse(w, r, http.StatusUnauthorized, "InvalidAuthenticationToken", "The user of the token is no longer in the directory.")
	}
	return u, c
}

func hasScope(c token.Claims, names ...string) bool {
	return slices.ContainsFunc(strings.Fields(c.Scope), func(scope string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(scope, name) })
	})
}

// userInfo is what the endpoint can return, and no more can be asked of it.
type userInfo struct {
	Subject   string `json:"sub"`
	Name      string `json:"name,omitempty"`
	Family    string `json:"family_name,omitempty"`
	GivenName string `json:"given_name,omitempty"`
	Picture   string `json:"picture"`
	Email     string `json:"email,omitempty"`
}

// serveUserInfo is OpenID Connect Core section 5.3. Its values are those of the ID token that
// came with the access token, the pairwise subject among them.
func (s *Service) serveUserInfo(w http.ResponseWriter, r *http.Request) {
	u, c := s.caller(w, r)
	if u == nil {
		return
	}
	if !hasScope(c, "openid") {
		s.refuse(w, r, http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
		return
	}
	info := userInfo{Subject: s.issuer.Subject(u, c.Client()), Picture: directory.BasesOf(r.Context(), r.Host).Authority + "/v1.0/me/photo/$value"}
	if hasScope(c, "profile") {
		info.Name, info.GivenName, info.Family = u.Display(), u.GivenName, u.Surname
	}
	if hasScope(c, "email") {
		info.Email = u.Mail()
	}
	aadsts.WriteJSON(w, http.StatusOK, info)
}

// me is a user without $select.
type me struct {
	Context        string   `json:"@odata.context"`
	BusinessPhones []string `json:"businessPhones"`
	DisplayName    string   `json:"displayName"`
	GivenName      *string  `json:"givenName"`
	JobTitle       *string  `json:"jobTitle"`
	Mail           *string  `json:"mail"`
	MobilePhone    *string  `json:"mobilePhone"`
	OfficeLocation *string  `json:"officeLocation"`
	Language       *string  `json:"preferredLanguage"`
	Surname        *string  `json:"surname"`
	Name           string   `json:"userPrincipalName"`
	ID             string   `json:"id"`
}

func (s *Service) serveMe(w http.ResponseWriter, r *http.Request) {
	u, c := s.caller(w, r)
	if u == nil {
		return
	}
	if !hasScope(c, directory.GraphDefault, "User.ReadBasic.All", "User.Read.All", "User.ReadWrite") {
		s.refuse(w, r, http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
		return
	}
	t := aadsts.TenantOf(c.Tenant)
	shown := me{
		Context:        directory.BasesOf(r.Context(), r.Host).Authority + "/v1.0/$metadata#users/$entity",
		BusinessPhones: []string{}, DisplayName: u.Display(), GivenName: orNull(u.GivenName), Surname: orNull(u.Surname),
		Mail: orNull(u.Mail()), MobilePhone: orNull(u.MobilePhone), Name: u.UPNIn(t), ID: u.ObjectIDIn(t),
	}
	if u.OfficePhone != "" {
		shown.BusinessPhones = []string{u.OfficePhone}
	}
	aadsts.WriteJSON(w, http.StatusOK, shown)
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func (s *Service) serveNoPhoto(w http.ResponseWriter, r *http.Request) {
	if u, _ := s.caller(w, r); u != nil {
		s.refuse(w, r, http.StatusNotFound, "ImageNotFound", "The photo wasn't found.")
	}
}

func (s *Service) serveElse(w http.ResponseWriter, r *http.Request) {
	if u, _ := s.caller(w, r); u != nil {
		s.refuse(w, r, http.StatusBadRequest, "BadRequest", "Resource not found for the segment: the practice tenant has /me and /auditLogs/signIns of Microsoft Graph, and nothing else.")
	}
}

// refusal is Graph's error ("Microsoft Graph error responses").
type refusal struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Inner   struct {
			Date          string `json:"date"`
			Request       string `json:"request-id"`
			ClientRequest string `json:"client-request-id"`
		} `json:"innerError"`
	} `json:"error"`
}

func (s *Service) refuse(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	var e refusal
	e.Error.Code, e.Error.Message = code, message
	e.Error.Inner.Date = s.Now().UTC().Format(time.DateOnly + "T15:04:05")
	e.Error.Inner.Request = aadsts.GUID(s.RandomBytes(16))
	e.Error.Inner.ClientRequest = aadsts.CorrelationOf(r)
	if e.Error.Inner.ClientRequest == "" {
		e.Error.Inner.ClientRequest = e.Error.Inner.Request
	}
	aadsts.WriteJSON(w, status, e)
}
