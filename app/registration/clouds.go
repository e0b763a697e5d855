package registration

import "latchkey/app/cloud"

// environment is what the tools call a cloud, and where its Microsoft Graph is.
type environment struct {
	Graph      string // without a slash at the end
	AzureCLI   string // az cloud set
	PowerShell string // Connect-MgGraph -Environment
	Terraform  string // provider azuread
}

// environmentOf is a cloud's; the practice cloud and custom ones have no Graph.
func environmentOf(c cloud.Cloud) (environment, bool) {
	e, ok := map[cloud.ID]environment{
		cloud.Public:  {"https://graph.microsoft.com", "AzureCloud", "Global", "public"},
		cloud.GCC:     {"https://graph.microsoft.com", "AzureCloud", "Global", "public"},
		cloud.GCCHigh: {"https://graph.microsoft.us", "AzureUSGovernment", "USGov", "usgovernmentl4"},
		cloud.DoD:     {"https://dod-graph.microsoft.us", "AzureUSGovernment", "USGovDoD", "usgovernmentl5"},
		cloud.China:   {"https://microsoftgraph.chinacloudapi.cn", "AzureChinaCloud", "China", "china"},
	}[c.ID]
	return e, ok
}
