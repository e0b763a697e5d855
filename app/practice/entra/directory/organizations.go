package directory

import (
	"fmt"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Environment is one Dataverse environment. Its unique name is also its URL name.
type Environment struct {
	UniqueName, FriendlyName string
	Region                   region
	Version                  string
	Type                     int // OrganizationType: 0 customer (production), 5 sandbox
	Disabled                 bool
	Tenant                   aadsts.Tenant // whose it is
	AdmitsApplications       bool          // every application is an application user here
	UsersAreAdmins           bool          // everybody here is a System Administrator
	ID, EnvironmentID        string
}

// region is a data center: the host's label and the two or three letters that
// Global Discovery uses.
type region struct {
	label, Code, Datacenter string
}

var (
	europe  = region{"crm4", "EMEA", "EUR"}
	america = region{"crm", "NA", "NAM"}
	britain = region{"crm11", "GBR", "GBR"}
	regions = []region{europe, america, britain, {"crm5", "APAC", "APJ"}, {"crm6", "OCE", "OCE"}, {"crm7", "JPN", "JPN"}, {"crm3", "CAN", "CAN"}, {"crm16", "GER", "GER"}}
)

const (
	namedOrganizations = 3 // of Contoso
	fabrikamsNumber    = 2
	maxOrganizations   = 100000
)

// named are the organizations that are always there, unless fewer are asked for.
// Applications were added to the first two only, so that the third shows what
// happens where that was forgotten.
func named(i int) Environment {
	switch i {
	case 0:
		return identified(Environment{UniqueName: "contoso", FriendlyName: "Contoso Sales", Region: europe, Version: "9.2.25103.00180", AdmitsApplications: true})
	case 1:
		return identified(Environment{UniqueName: "contososandbox", FriendlyName: "Contoso Sandbox", Region: europe, Version: "9.2.25111.00146", Type: 5, AdmitsApplications: true})
	default:
		return identified(Environment{UniqueName: "fabrikam", FriendlyName: "Fabrikam Service", Region: america, Version: "9.2.25094.00171"})
	}
}

// atFabrikam are the organizations of the other tenant.
func atFabrikam(i int) Environment {
	if i == 0 {
		return identified(Environment{UniqueName: "fabrikamsales", FriendlyName: "Fabrikam Sales", Region: europe, Version: "9.2.25094.00171", Tenant: aadsts.Fabrikam, UsersAreAdmins: true})
	}
	return identified(Environment{UniqueName: "fabrikamtest", FriendlyName: "Fabrikam Test", Region: europe, Version: "9.2.25111.00146", Type: 5, Tenant: aadsts.Fabrikam})
}

// ofCompany is a company's only organization.
func ofCompany(n int) Environment {
	number := fmt.Sprintf("%04d", n)
	return identified(Environment{UniqueName: "company" + number, FriendlyName: "Company " + number, Region: europe, Version: "9.2.25094.00171", Tenant: aadsts.Company(n), UsersAreAdmins: true})
}

// numbered is the i-th organization of a large tenant.
func numbered(i int) Environment {
	words := []string{"Sales", "Service", "Field", "Finance", "Marketing", "Projects", "Training", "Test"}
	o := Environment{
		UniqueName:   fmt.Sprintf("org%05d", i),
		FriendlyName: fmt.Sprintf("Contoso %s %05d", words[i%len(words)], i),
		Region:       regions[i%len(regions)],
		Version:      fmt.Sprintf("9.2.25%02d%d.00%03d", 1+i%11, i%10, 100+i%90),
		Disabled:     i%97 == 96,
	}
	if i%4 == 3 {
		o.Type = 5
	}
	return identified(o)
}

func identified(o Environment) Environment {
	if o.Tenant == (aadsts.Tenant{}) {
		o.Tenant = aadsts.Contoso
	}
	o.ID = aadsts.IDOf("organization " + o.UniqueName)
	o.EnvironmentID = aadsts.IDOf("environment " + o.UniqueName)
	return o
}

// nth is Contoso's i-th organization. In every third, people are System Administrators.
func nth(i int) Environment {
	o := numbered(i)
	if i < namedOrganizations {
		o = named(i)
	}
	o.UsersAreAdmins = i%3 == 0
	return o
}

// index is the place of a unique name, whether or not there are so many.
func index(unique string) (int, bool) {
	for i := range namedOrganizations {
		if named(i).UniqueName == unique {
			return i, true
		}
	}
	digits, ok := strings.CutPrefix(unique, "org")
	if !ok || len(digits) != 5 {
		return 0, false
	}
	i, err := strconv.Atoi(digits)
	if err != nil || i < namedOrganizations || numbered(i).UniqueName != unique {
		return 0, false
	}
	return i, true
}

// known is what an organization is by its unique name, whether or not Contoso has so
// many, or its company is there, at the moment; place is its number in Contoso, and -1 for
// one of another tenant's.
func known(unique string) (o Environment, place int, ok bool) {
	if n := aadsts.CompanyByName(unique); n > 0 {
		return ofCompany(n), -1, true
	}
	for i := range fabrikamsNumber {
		if o = atFabrikam(i); o.UniqueName == unique {
			return o, -1, true
		}
	}
	if place, ok = index(unique); !ok {
		return Environment{}, 0, false
	}
	return nth(place), place, true
}

// Environment finds one by its unique name.
func (s *Store) Environment(unique string) (Environment, bool) {
	o, place, ok := known(unique)
	if d := s.listed(); d != nil && place >= 0 {
		i, ok := d.byOrganization[unique]
		if !ok {
			return Environment{}, false
		}
		return d.organizations[i], true
	}
	if !ok || place >= s.EnvironmentCount(aadsts.Contoso) || !s.HasTenant(o.Tenant) {
		return Environment{}, false
	}
	return o, true
}

// EnvironmentCount is how many a tenant has.
func (s *Store) EnvironmentCount(t aadsts.Tenant) int {
	switch {
	case !s.HasTenant(t):
		return 0
	case t == aadsts.Fabrikam:
		return fabrikamsNumber
	case t != aadsts.Contoso:
		return 1
	}
	if d := s.listed(); d != nil {
		return len(d.organizations)
	}
	l := s.Lock()
	defer l.Unlock()
	if n := l.Settings().Organizations; n > 0 {
		return n
	}
	return namedOrganizations
}

// listed is the directory when Contoso's organizations are those that a scenario names,
// unless a number of them is asked for.
func (s *Store) listed() *catalog {
	d := s.dir()
	if d.organizations == nil {
		return nil
	}
	l := s.Lock()
	defer l.Unlock()
	if l.Settings().Organizations > 0 {
		return nil
	}
	return d
}

// EnvironmentOf is a tenant's i-th organization.
func (s *Store) EnvironmentOf(t aadsts.Tenant, i int) Environment {
	switch {
	case t == aadsts.Fabrikam:
		return atFabrikam(i)
	case t != aadsts.Contoso:
		return ofCompany(aadsts.CompanyBySegment(t.ID))
	}
	if d := s.listed(); d != nil && i < len(d.organizations) {
		return d.organizations[i]
	}
	return nth(i)
}
