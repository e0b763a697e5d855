package entra

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Companies are other companies' tenants, which are there on request (Settings.Tenants):
// company0001.example, company0002.example and so on, each with one organization of the
// same name. What they are called depends on nothing; whether they are there, on the
// setting.

// MostTenants is how many of them there can be.
const MostTenants = 1000

// everyTenant stands for every other tenant, in Person.GuestIn.
const everyTenant = "*"

// company is the n-th of them, from 1.
func company(n int) tenant {
	number := fmt.Sprintf("%04d", n)
	return tenant{idOf("tenant company" + number), "company" + number + ".example", "Company " + number + " (practice)"}
}

// companyIDs find a company's number by its id. They are made when an id is asked for
// that is nobody else's, which costs less than a millisecond.
var companyIDs = sync.OnceValue(func() map[string]int {
	ids := make(map[string]int, MostTenants)
	for n := 1; n <= MostTenants; n++ {
		ids[company(n).id] = n
	}
	return ids
})

// companyNumber is the number of the company with an id or a domain in lower case; 0 for
// none of them.
func companyNumber(segment string) int {
	if name, ok := strings.CutSuffix(segment, ".example"); ok {
		return companyNamed(name)
	}
	if isGUID(segment) {
		return companyIDs()[segment]
	}
	return 0
}

// companyNamed is the number of "company0001" and its like; 0 for any other name.
func companyNamed(name string) int {
	digits, ok := strings.CutPrefix(name, "company")
	if !ok || len(digits) != 4 || strings.Trim(digits, "0123456789") != "" {
		return 0
	}
	n, _ := strconv.Atoi(digits)
	if n > MostTenants {
		return 0
	}
	return n
}

// ofCompany is a company's only organization.
func ofCompany(n int) organization {
	number := fmt.Sprintf("%04d", n)
	return identified(organization{unique: "company" + number, friendly: "Company " + number, region: europe, version: "9.2.25094.00171", home: company(n)})
}

// guestable says whether a person can be a guest in what GuestIn names.
func guestable(name string) bool {
	return name == everyTenant || name == FabrikamDomain || strings.HasSuffix(name, ".example") && companyNumber(name) > 0
}
