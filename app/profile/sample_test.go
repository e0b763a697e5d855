package profile

import "latchkey/app/cloud"

// sample is a valid profile with every field filled.
func sample() Profile {
	return Profile{
		Name: "Contoso Sales", Label: "PROD", Color: "#ff0000", Notes: "first line\nsecond line",
		Cloud: cloud.Public, Online: true, TwoFactor: true,
		ApplicationID: "7a1c5f0e-9d2b-4e63-8a41-0c5d7e9f1b23", RedirectURI: "http://localhost", Method: Auto,
		Tenant: "contoso.com", LoginHint: "anna@contoso.com", OrganizationURL: "https://contoso.crm4.dynamics.com",
		HomeAccountID: "11111111-1111-1111-1111-111111111111.22222222-2222-2222-2222-222222222222",
		Username:      "anna@contoso.com",
		Organization: &Organization{
			ID: "33333333-3333-3333-3333-333333333333", UniqueName: "unq1", FriendlyName: "Contoso Sales",
			URL: "https://contoso.crm4.dynamics.com", APIURL: "https://contoso.api.crm4.dynamics.com",
			Version: "9.2.24103.1", Region: "EMEA", TenantID: "22222222-2222-2222-2222-222222222222",
			EnvironmentID: "44444444-4444-4444-4444-444444444444",
		},
		LastVerified: "2026-03-01T10:00:00Z", Recipe: "documentscorepack",
	}
}
