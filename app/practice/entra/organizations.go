package entra

import (
	"fmt"
	"strconv"
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// organization is one Dataverse environment. Its unique name is also its URL name.
type organization struct {
	unique, friendly string
	region           region
	version          string
	kind             int // OrganizationType: 0 customer (production), 5 sandbox
	disabled         bool
	home             aadsts.Tenant // whose it is
	applications     bool          // every application is an application user here
	id, environment  string
}

// region is a data center: the host's label and the two or three letters that
// Global Discovery uses.
type region struct {
	label, code, datacenter string
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
func named(i int) organization {
	switch i {
	case 0:
		return identified(organization{unique: "contoso", friendly: "Contoso Sales", region: europe, version: "9.2.25103.00180", applications: true})
	case 1:
		return identified(organization{unique: "contososandbox", friendly: "Contoso Sandbox", region: europe, version: "9.2.25111.00146", kind: 5, applications: true})
	default:
		return identified(organization{unique: "fabrikam", friendly: "Fabrikam Service", region: america, version: "9.2.25094.00171"})
	}
}

// atFabrikam are the organizations of the other tenant.
func atFabrikam(i int) organization {
	if i == 0 {
		return identified(organization{unique: "fabrikamsales", friendly: "Fabrikam Sales", region: europe, version: "9.2.25094.00171", home: aadsts.Fabrikam})
	}
	return identified(organization{unique: "fabrikamtest", friendly: "Fabrikam Test", region: europe, version: "9.2.25111.00146", kind: 5, home: aadsts.Fabrikam})
}

// numbered is the i-th organization of a large tenant.
func numbered(i int) organization {
	words := []string{"Sales", "Service", "Field", "Finance", "Marketing", "Projects", "Training", "Test"}
	o := organization{
		unique:   fmt.Sprintf("org%05d", i),
		friendly: fmt.Sprintf("Contoso %s %05d", words[i%len(words)], i),
		region:   regions[i%len(regions)],
		version:  fmt.Sprintf("9.2.25%02d%d.00%03d", 1+i%11, i%10, 100+i%90),
		disabled: i%97 == 96,
	}
	if i%4 == 3 {
		o.kind = 5
	}
	return identified(o)
}

func identified(o organization) organization {
	if o.home == (aadsts.Tenant{}) {
		o.home = aadsts.Contoso
	}
	o.id = aadsts.IDOf("organization " + o.unique)
	o.environment = aadsts.IDOf("environment " + o.unique)
	return o
}

func nth(i int) organization {
	if i < namedOrganizations {
		return named(i)
	}
	return numbered(i)
}

// index is the place of a unique name, whether or not there are so many.
func index(unique string) (int, bool) {
	for i := range namedOrganizations {
		if named(i).unique == unique {
			return i, true
		}
	}
	digits, ok := strings.CutPrefix(unique, "org")
	if !ok || len(digits) != 5 {
		return 0, false
	}
	i, err := strconv.Atoi(digits)
	if err != nil || i < namedOrganizations || numbered(i).unique != unique {
		return 0, false
	}
	return i, true
}

// known is what an organization is by its unique name, whether or not Contoso has so
// many, or its company is there, at the moment; place is its number in Contoso, and -1 for
// one of another tenant's.
func known(unique string) (o organization, place int, ok bool) {
	if n := aadsts.CompanyByName(unique); n > 0 {
		return ofCompany(n), -1, true
	}
	for i := range fabrikamsNumber {
		if o = atFabrikam(i); o.unique == unique {
			return o, -1, true
		}
	}
	if place, ok = index(unique); !ok {
		return organization{}, 0, false
	}
	return nth(place), place, true
}

// organization finds one by its unique name.
func (s *Store) organization(unique string) (organization, bool) {
	o, place, ok := known(unique)
	if d := s.listed(); d != nil && place >= 0 {
		i, ok := d.byOrganization[unique]
		if !ok {
			return organization{}, false
		}
		return d.organizations[i], true
	}
	if !ok || place >= s.organizations(aadsts.Contoso) || !s.has(o.home) {
		return organization{}, false
	}
	return o, true
}

// organizations is how many a tenant has.
func (s *Store) organizations(t aadsts.Tenant) int {
	switch {
	case !s.has(t):
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
func (s *Store) listed() *directory {
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

// ofTenant is a tenant's i-th organization.
func (s *Store) ofTenant(t aadsts.Tenant, i int) organization {
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

func (l *Locked) Settings() Settings { return l.settings.rows[""] }

// OrganizationHost is an organization's host on the in-process back channel:
// "contoso.crm4.practice.localhost".
func OrganizationHost(uniqueName string) string {
	label := america.label
	if o, _, ok := known(uniqueName); ok {
		label = o.region.label
	}
	return uniqueName + "." + label + ".practice.localhost"
}

// OrganizationOfHost is the inverse, for the host of the organization itself and
// for that of its Web API ("contoso.api.crm4.practice.localhost"). It doesn't say
// that the organization exists: ServeOrganization does.
func OrganizationOfHost(host string) (uniqueName string, ok bool) {
	name, rest, _ := strings.Cut(strings.ToLower(host), ".")
	if name == "" {
		return "", false
	}
	return name, name+"."+strings.Replace(rest, "api.", "", 1) == OrganizationHost(name)
}
