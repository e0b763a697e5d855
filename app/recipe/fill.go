package recipe

import (
	"cmp"
	"maps"
	"reflect"
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/profile"
)

// ValuesOf are what a profile knows. Secrets are none of them: a profile has none.
func ValuesOf(p profile.Profile) Values {
	v := Values{
		"applicationId": p.ApplicationID, "redirectUri": p.RedirectURI, "tenant": p.Tenant,
		"organizationUrl": strings.TrimSuffix(p.OrganizationURL, "/"), "username": cmp.Or(p.Username, p.LoginHint), "profile": p.Name,
	}
	if o := p.Organization; o != nil {
		v["organizationUrl"], v["organizationName"] = strings.TrimSuffix(o.URL, "/"), o.FriendlyName
		v["uniqueName"], v["tenantId"] = o.UniqueName, o.TenantID
	}
	if v["tenant"] == "" {
		v["tenant"] = v["tenantId"]
	}
	return v
}

// AsksPerson reports whether the target's profiles sign a person in in the browser, where a
// second factor can be asked for.
func (r Recipe) AsksPerson() bool {
	return r.Profile != nil && r.Profile.RedirectURI != "" && r.Profile.SignInAs != profile.AsApplication
}

// Begin makes a profile one for the target: what the profile has stays, what it lacks is
// what such profiles begin with. Who signs in, and whether with 2-Factor Authentication, is
// said for a new profile only; an application isn't put where a person is asked for a second
// factor.
func (r Recipe) Begin(p *profile.Profile) {
	p.Recipe = r.ID
	if d := r.Profile; d != nil {
		p.RedirectURI = cmp.Or(p.RedirectURI, d.RedirectURI)
		if p.ID == "" && !p.TwoFactor {
			p.SignInAs = cmp.Or(p.SignInAs, d.SignInAs)
		}
	}
	if p.ID == "" && p.Online && p.SignInAs == "" && r.AsksPerson() {
		p.TwoFactor = true
	}
	// The maker's own registration is in real tenants only.
	if a := r.Registration; a != nil && a.Maker && p.Cloud.IsReal() {
		p.ApplicationID = cmp.Or(p.ApplicationID, a.ApplicationID)
	}
}

// Fill is the recipe with values in its texts, and with the pages of a cloud where steps
// lead to one. A page of an application that isn't known yet is the list of all of them;
// the practice cloud has no portal.
func (r Recipe) Fill(v Values, c cloud.Cloud) Recipe {
	v = maps.Clone(v)
	v["product"], v["authority"] = r.Name, "https://"+c.AuthorityHost
	filled := filledIn(reflect.ValueOf(r), v).Interface().(Recipe)
	for i, screen := range r.Screens {
		for j, field := range screen.Fields {
			filled.Screens[i].Fields[j].Known = field.Value != "" && v.Known(field.Value)
		}
	}
	for i := range filled.Walkthroughs {
		steps := filled.Walkthroughs[i].Steps
		for j := range steps {
			steps[j].Address = address(steps[j].Link, v, c)
		}
	}
	return filled
}

func address(link string, v Values, c cloud.Cloud) string {
	at, known := links[link]
	if !known || c.EntraPortal == "" {
		return ""
	}
	if to := at(c); v.Known(to) {
		return v.Fill(to)
	}
	return links["registrations"](c)
}

// filledIn is a copy of a value with all of its texts filled in.
func filledIn(from reflect.Value, v Values) reflect.Value {
	to := reflect.New(from.Type()).Elem()
	switch from.Kind() {
	case reflect.String:
		to.SetString(v.Fill(from.String()))
	case reflect.Pointer:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			to.Elem().Set(filledIn(from.Elem(), v))
		}
	case reflect.Struct:
		for i := range from.NumField() {
			to.Field(i).Set(filledIn(from.Field(i), v))
		}
	case reflect.Slice:
		if !from.IsNil() {
			to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
		}
		for i := range from.Len() {
			to.Index(i).Set(filledIn(from.Index(i), v))
		}
	default:
		to.Set(from)
	}
	return to
}
