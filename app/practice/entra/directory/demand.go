package directory

import (
	"strings"

	"latchkey/app/practice/entra/aadsts"
)

// Access is what somebody asks for when they ask for tokens: what policies decide about, and
// what their refusals name.
type Access struct {
	Tenant   aadsts.Tenant
	App      *App
	Way      string // see the Way constants
	Resource string // address or application id of what the tokens are for; "" is Microsoft Graph
}

// DataverseID is the application id of Dataverse, the same in every tenant.
const DataverseID = "00000007-0000-0000-c000-000000000000"

// ResourceIn is the address of the resource that a scope parameter is for; "" when it names
// none, which means Microsoft Graph.
func ResourceIn(scope string) string {
	for _, word := range strings.Fields(scope) {
		if cut := strings.LastIndexByte(word, '/'); cut > 0 && strings.Contains(word, "://") {
			return strings.TrimRight(word[:cut], "/")
		}
	}
	return ""
}

// ResourceID is the application id by which refusals name the resource: Entra writes it where
// a person would expect an address, and support looks for it (recorded answers with AADSTS50076
// name 00000003-… and 00000007-…). That Global Discovery is Dataverse's is from memory.
func (a Access) ResourceID() string {
	switch {
	case a.Resource == "", IsGraph(a.Resource):
		return GraphID
	case aadsts.IsGUID(a.Resource):
		return a.Resource
	}
	return DataverseID
}
