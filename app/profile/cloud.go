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

// IsApplication reports whether an application signs in instead of a person.
func (p Profile) IsApplication() bool { return p.SignInAs == AsApplication }

// ByPassword reports whether a person signs in by user name and password alone, as
// CRM Online without 2-Factor Authentication does.
func (p Profile) ByPassword() bool { return p.Online && !p.TwoFactor && !p.IsApplication() }
