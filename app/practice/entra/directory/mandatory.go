package directory

import (
	"slices"
	"strings"
)

// Microsoft demands a second factor of everybody who signs in to administer Azure and its other services,
// whatever a tenant's own policies say ("Plan for mandatory multifactor authentication"): nothing switches
// it off, nobody is left out, and no application that signs in as itself is asked.

// administering are the applications that page names; the id of the Microsoft 365 admin center, for which
// it has addresses only, is from memory.
var administering = []string{
	"c44b4083-3bb0-49c1-b47d-974e53cbdf3c", // Azure portal, Entra and Intune admin centers
	"04b07795-8ddb-461a-bbee-02f9e1bf7b46", // Azure CLI
	"1950a258-227b-4e31-a9cf-717495945fc2", // Azure PowerShell
	"0c1307d4-29d6-4389-a11c-5cbe7f65d7fa", // Azure mobile app
	"00000006-0000-0ff1-ce00-000000000000", // Microsoft 365 admin center
}

// mandatoryRule is how the sign-in log names it.
const mandatoryRule = "Microsoft's mandatory multifactor authentication"

// isForAdministering says whether Microsoft demands a second factor of people who use an application.
func (a *App) isForAdministering() bool {
	return a != nil && slices.Contains(administering, strings.ToLower(a.ApplicationID))
}

// Security defaults, as Microsoft's page of that name has them. Device codes are not refused: people get
// tokens by them in such tenants (davmail issue 510, azure-powershell issue 24962). User name and password
// without a browser get AADSTS50076 (AzureAD-LDAP-wrapper issue 10), legacy programs AADSTS530035.

// RemembersByItself says whether a browser where somebody passed the second factor is one where it isn't
// necessary again. Entra decides that by place, device, role and task, and doesn't say how; here it is the
// browser.
func (l *Locked) RemembersByItself(u *Principal) bool {
	return l.Policies().SecurityDefaults && !u.Administrator
}

// AsksEveryTime says whether no browser may be remembered for a person.
func (l *Locked) AsksEveryTime(u *Principal) bool {
	return l.Policies().SecurityDefaults && u.Administrator
}

// Registrable says whether a person may register a method when a sign-in demands it: under security
// defaults an authenticator app only.
func (l *Locked) Registrable(method string) bool {
	return !l.Policies().SecurityDefaults || method == MethodPush || method == MethodCode
}
