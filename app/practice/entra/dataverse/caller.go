package dataverse

import (
	"net/http"
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// caller is who asks an organization.
type caller struct {
	organization directory.Environment
	address      string // the organization's, as the caller knows it
	service      string // the Web API's, with its version and a slash
	claims       token.Claims
	userID       string // the user's systemuserid, or that of whom they act for
}

// caller checks a request's token; without ok the request has been answered.
func (s *Service) caller(w http.ResponseWriter, r *http.Request) (c caller, ok bool) {
	b, o := directory.BasesOf(r.Context(), r.Host), organizationFrom(r.Context())
	own := b.Organization(o.UniqueName)
	claims, ok := s.issuer.Bearer(r, own, directory.WebAPIURL(own))
	challenge := "Bearer authorization_uri=" + b.Authority + "/" + o.Tenant.ID + "/oauth2/authorize, resource_id=" + own + "/"
	if !ok || claims.Tenant != o.Tenant.ID || s.doubleSlash() && !strings.HasSuffix(claims.Audience, "/") {
		if r.Header.Get("Authorization") != "" {
			challenge += `, error="invalid_token", error_description="The token is expired, not for this organization, or not a token of this tenant."`
		}
		w.Header().Set("WWW-Authenticate", challenge)
		writeOData(w, http.StatusUnauthorized, "0x80048d19", "Authentication is required: no token, or one that is not for this organization.")
		return c, false
	}
	if refused := s.issuer.EvaluateToken(r, claims); refused != nil {
		w.Header().Set("WWW-Authenticate", challenge+refused.Header())
		writeOData(w, http.StatusUnauthorized, "0x80048d19", refused.Text())
		return c, false
	}
	if o.Disabled {
		writeOData(w, http.StatusForbidden, "0x8004a104", "The Dynamics 365 organization you are attempting to access is currently disabled. Please contact your system administrator.")
		return c, false
	}
	if claims.IsApp() && !o.AdmitsApplications {
		writeOData(w, http.StatusForbidden, notAMember, "The user is not a member of the organization.")
		return c, false
	}
	return caller{organization: o, address: own, claims: claims, userID: userIn(o, claims.ObjectID)}, true
}

// doubleSlash says whether organizations insist on an audience that ends in a slash.
func (s *Service) doubleSlash() bool {
	l := s.Lock()
	defer l.Unlock()
	return l.Settings().DoubleSlash
}

// Codes of Dataverse's errors that are caused at several places.
const (
	notAMember      = "0x80072560"
	doesNotExist    = "0x80040217"
	privilegeDenied = "0x80040220"
	userIsDisabled  = "0x80040225"
)

// actingFor is the caller as somebody else, whom a header names by their object in the directory
// (CallerObjectId) or in the organization (MSCRMCallerID): "Impersonate another user using the Web
// API". The caller needs a privilege that System Administrators have. That one who isn't there is
// refused, and how, is from memory; for one who is disabled see terraform-provider-power-platform,
// which met 0x80040225.
func (s *Service) actingFor(c caller, h http.Header) (caller, *refusal) {
	objectID, userID := h.Get("CallerObjectId"), h.Get("MSCRMCallerID")
	if objectID == "" && userID == "" {
		return c, nil
	}
	if !c.organization.UsersAreAdmins {
		return c, c.missing("prvActOnBehalfOfAnotherUser")
	}
	for _, u := range s.usersOf(c.organization) {
		if objectID != "" && !strings.EqualFold(objectID, u.objectID) || objectID == "" && !strings.EqualFold(userID, u.id) {
			continue
		}
		if u.disabled {
			return c, &refusal{status: http.StatusForbidden, code: userIsDisabled, message: "The specified user(Id = " + u.id + ") is disabled. Consider enabling this user."}
		}
		c.userID = u.id
		return c, nil
	}
	if objectID != "" {
		return c, &refusal{status: http.StatusForbidden, code: notAMember, message: "The user is not a member of the organization."}
	}
	return c, &refusal{status: http.StatusNotFound, code: doesNotExist, message: "systemuser With Id = " + aadsts.Show(userID) + " Does Not Exist"}
}

// missing is the refusal of somebody without a privilege, in the form in which Microsoft's
// documentation quotes it ("type=8" is a user).
func (c caller) missing(privilege string) *refusal {
	return &refusal{status: http.StatusForbidden, code: privilegeDenied, message: "Principal user (Id=" + c.userID + ", type=8) is missing " + privilege + " privilege (Id=" + aadsts.IDOf("privilege "+privilege) + ")"}
}

// systemUser is a user of an organization: a person, or an application.
type systemUser struct {
	id, objectID            string
	name, first, last, full string
	mail, application       string
	disabled                bool
}

// usersOf lists the people of the organization's tenant, and the applications that were added.
func (s *Service) usersOf(o directory.Environment) (users []systemUser) {
	for _, p := range s.MembersOf(o.Tenant) {
		u := systemUser{objectID: p.ObjectIDIn(o.Tenant), name: p.UPNIn(o.Tenant), first: p.GivenName, last: p.Surname, full: p.Display(), mail: p.Mail(), disabled: p.Disabled}
		users = append(users, u.in(o))
	}
	if !o.AdmitsApplications {
		return users
	}
	for _, a := range s.Registered() {
		u := systemUser{objectID: s.issuer.PrincipalOf(a, o.Tenant), first: "#", last: a.Name, full: "# " + a.Name, application: a.ApplicationID, disabled: a.Disabled}
		users = append(users, u.in(o))
	}
	return users
}

func (u systemUser) in(o directory.Environment) systemUser {
	u.id = userIn(o, u.objectID)
	return u
}
