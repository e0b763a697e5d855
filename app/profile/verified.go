package profile

// stillVerified takes LastVerified out of a profile whose connection has changed since
// WhoAmI answered: what was proved was another one. A newer proof stays.
func stillVerified(p, old Profile) Profile {
	if p.LastVerified == old.LastVerified && connectionOf(p) != connectionOf(old) {
		p.LastVerified = ""
	}
	return p
}

// connection is everything that WhoAmI's answer depended on, but for the account.
type connection struct {
	cloud, applicationID, redirectURI, url, organization string
	twoFactor                                            bool
}

func connectionOf(p Profile) connection {
	c := connection{string(p.Cloud), p.ApplicationID, p.RedirectURI, p.OrganizationURL, "", p.TwoFactor}
	if p.Organization != nil {
		c.organization = p.Organization.ID + " " + p.Organization.URL
	}
	return c
}
