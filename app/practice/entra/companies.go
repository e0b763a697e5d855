package entra

import (
	"fmt"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// everyTenant stands for every other tenant, in Person.GuestIn.
const everyTenant = "*"

// ofCompany is a company's only organization.
func ofCompany(n int) organization {
	number := fmt.Sprintf("%04d", n)
	return identified(organization{unique: "company" + number, friendly: "Company " + number, region: europe, version: "9.2.25094.00171", home: aadsts.Company(n)})
}

// guestable says whether a person can be a guest in what GuestIn names.
func guestable(name string) bool {
	return name == everyTenant || name == aadsts.FabrikamDomain || strings.HasSuffix(name, ".example") && aadsts.CompanyBySegment(name) > 0
}
