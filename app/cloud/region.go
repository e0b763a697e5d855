package cloud

import "strings"

// Region names the region of an organization's host (plain or API form) or URL, such
// as "EMEA" for crm4; "" when it isn't known. Outside the commercial cloud it is the
// cloud that says where an organization is, so there only GCC has a name.
func Region(organizationURL string) string {
	canonical, id, err := ParseOrganizationURL(organizationURL)
	if err != nil || id != Public && id != GCC && id != Practice {
		return ""
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(canonical, "https://"), ".")
	first, _, _ := strings.Cut(rest, ".")
	return regionOf(first)
}

// regionOf maps the first label of an organization suffix to the region's short
// name, as in Microsoft's list of datacenter regions.
func regionOf(label string) string {
	return map[string]string{
		"crm": "NA", "crm2": "LATAM", "crm3": "CAN", "crm4": "EMEA", "crm5": "APAC",
		"crm6": "OCE", "crm7": "JPN", "crm8": "IND", "crm9": "GCC", "crm11": "GBR",
		"crm12": "FRA", "crm14": "ZAF", "crm15": "UAE", "crm16": "GER", "crm17": "CHE",
		"crm19": "NOR", "crm20": "SGP", "crm21": "KOR",
	}[label]
}
