package aadsts

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

// Company is the n-th of them, from 1.
func Company(n int) Tenant {
	number := fmt.Sprintf("%04d", n)
	return Tenant{IDOf("tenant company" + number), "company" + number + ".example", "Company " + number + " (practice)"}
}

// companyIDs find a company's number by its id. They are made when an id is asked for
// that is nobody else's, which costs less than a millisecond.
var companyIDs = sync.OnceValue(func() map[string]int {
	ids := make(map[string]int, MostTenants)
	for n := 1; n <= MostTenants; n++ {
		ids[Company(n).ID] = n
	}
	return ids
})

// CompanyBySegment is the number of the company with an id or a domain in lower case; 0 for
// none of them.
func CompanyBySegment(segment string) int {
	if name, ok := strings.CutSuffix(segment, ".example"); ok {
		return CompanyByName(name)
	}
	if IsGUID(segment) {
		return companyIDs()[segment]
	}
	return 0
}

// CompanyByName is the number of "company0001" and its like; 0 for any other name.
func CompanyByName(name string) int {
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

// The ids and verified domains of the tenants that are always there. Contoso is
// everybody's home; Fabrikam is another company, where some are guests.
const (
	ContosoID      = "8f3d2c51-6a0e-4b7d-91c8-5e4f7a2b0d36"
	ContosoDomain  = "contoso.example"
	FabrikamID     = "3b7e9a04-5d21-4c8f-a6b0-92f1d84c7e15"
	FabrikamDomain = "fabrikam.example"
)

// Tenant is one directory: users sign in to it, organizations belong to it, and
// what it issues carries its id.
type Tenant struct{ ID, Domain, Name string }

// The tenants that are always there.
var (
	Contoso  = Tenant{ContosoID, ContosoDomain, "Contoso (practice)"}
	Fabrikam = Tenant{FabrikamID, FabrikamDomain, "Fabrikam (practice)"}
)

// PersonalTenantID is the id of the directory of personal accounts, which /consumers
// stands for.
const PersonalTenantID = "9188040d-6c67-4c5b-b112-36a304b66dad"

// TenantOf is the tenant that a path's first segment means, whether or not it is there.
// The general ones mean the user's home, which is Contoso for all.
func TenantOf(segment string) Tenant {
	segment = strings.ToLower(segment)
	switch segment {
	case FabrikamID, FabrikamDomain:
		return Fabrikam
	case "", ContosoID, ContosoDomain, "organizations", "common", "consumers", PersonalTenantID:
		return Contoso
	}
	if n := CompanyBySegment(segment); n > 0 {
		return Company(n)
	}
	return Contoso
}
