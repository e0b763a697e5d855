package profile

import (
	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// ForAddress gives a profile the cloud that an organization's address belongs to, when
// both are Microsoft's own: the address proves the cloud, and nothing that is kept for
// the other one fits. Never to or from the practice tenant or a custom cloud: there a
// wrong address is a mistake to tell of.
func ForAddress(p Profile, address string) Profile {
	if !p.Online || !p.Cloud.IsReal() {
		return p
	}
	_, id, err := cloud.ParseOrganizationURL(address)
	if err != nil || id == p.Cloud || !id.IsReal() {
		return p
	}
	p = SignedOut(p)
	p.Cloud = id
	return withoutStranger(p)
}

// GuessCloud gives a profile the cloud of its organization's address: see [ForAddress].
func GuessCloud(p Profile) Profile { return ForAddress(p, p.OrganizationURL) }

// CloudGuessed is the warning that a profile's cloud followed its address.
func CloudGuessed(p Profile) *problem.Problem {
	c, _ := cloud.ByID(p.Cloud)
	return warning("cloud-guessed").With("cloud", c.Name).At("cloud")
}
