package profile

import (
	"strings"

	"latchkey/app/cloud"
	"latchkey/app/problem"
)

// CloudOf is the profile's cloud. A custom one counts only as a person has confirmed
// it; the error is a *problem.Problem of kind Input.
func CloudOf(p Profile) (cloud.Cloud, error) {
	c, err := describedCloud(p)
	if err == nil && c.ID == cloud.Custom && !p.CustomCloud.IsConfirmed() {
		return cloud.Cloud{}, problem.New(problem.Input, "custom-cloud-not-confirmed").At("customCloud")
	}
	return c, err
}

// describedCloud is the profile's cloud, confirmed or not: good for reading addresses.
func describedCloud(p Profile) (cloud.Cloud, error) {
	if p.Cloud == cloud.Custom {
		if p.CustomCloud == nil {
			return cloud.Cloud{}, problem.New(problem.Input, "custom-cloud-host-missing").At("customCloud")
		}
		return p.CustomCloud.Cloud()
	}
	c, ok := cloud.ByID(p.Cloud)
	if !ok {
		code := "cloud-unknown"
		if strings.HasPrefix(strings.ToLower(string(p.Cloud)), "german") {
			code = "cloud-germany" // it was one until 2021
		}
		return cloud.Cloud{}, problem.New(problem.Input, code).With("cloud", string(p.Cloud)).With("clouds", cloudNames()).At("cloud")
	}
	return c, nil
}

// cloudNames are the clouds that can be chosen, as profiles name them.
func cloudNames() string {
	var names []string
	for _, c := range cloud.All() {
		names = append(names, string(c.ID))
	}
	return strings.Join(append(names, string(cloud.Custom)), ", ")
}

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
