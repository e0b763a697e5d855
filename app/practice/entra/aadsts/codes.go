package aadsts

import (
	"slices"
	"sync"
)

// ErrorCode is an error of Entra that Latchkey explains, and how to see it here.
type ErrorCode struct {
	Code int    `json:"code"` // AADSTS number
	Name string `json:"name"` // Entra's short name
	// How says in words what to do to get the error; "" is one that can't be had here,
	// and Reason says why.
	How    string `json:"how,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Rule is the word of Outcomes with which a rule causes it; "" is an error that needs
	// no rule.
	Rule string `json:"rule,omitempty"`
	// Seen is where that recipe shows it: "page" in the browser, "field" beside the field of
	// a page that asks again (no client gets those, so Error is ""), "client" in the answer by
	// way of the redirect URI, "token" in the JSON of the token endpoint.
	Seen     string `json:"seen,omitempty"`
	Error    string `json:"error,omitempty"` // OAuth's word
	Suberror string `json:"suberror,omitempty"`
	Claims   bool   `json:"claims,omitempty"` // comes with a claims challenge
}

// Causable says whether the error can be had here.
func (c ErrorCode) Causable() bool { return c.How != "" }

// Codes lists the errors, grouped as Latchkey's explanations are: second factors,
// Conditional Access, accounts, tenants, registrations, codes and sessions, consent,
// resources, protocol, device codes.
func Codes() []ErrorCode { return slices.Clone(errorCodes()) }

// Lookup finds the error with a number.
func Lookup(code int) (ErrorCode, bool) {
	all := errorCodes()
	i := slices.IndexFunc(all, func(c ErrorCode) bool { return c.Code == code })
	if i < 0 {
		return ErrorCode{}, false
	}
	return all[i], true
}

// byRule is an error that in a real tenant depends on what isn't here.
func byRule(code int, name, word string) ErrorCode {
	o, _ := OutcomeOf(word)
	return ErrorCode{
		Code: code, Name: name, How: "Add a rule with the outcome \"" + word + "\": " + o.Meaning + ".", Rule: word,
		Seen: "token", Error: o.Refusal(Contoso, "").Word(TokenV2), Suberror: o.suberror, Claims: o.claims,
	}
}

// errorCodes is made on first use: most commands need none of it.
var errorCodes = sync.OnceValue(func() []ErrorCode {
	return []ErrorCode{
		byRule(50072, "UserStrongAuthEnrollmentRequiredInterrupt", "enrol"),
		byRule(50074, "UserStrongAuthClientAuthNRequiredInterrupt", "second-factor-missed"),
		{Code: 50076, Name: "UserStrongAuthClientAuthNRequired", How: `Ask for tokens with the user name and password of push@, or use guest@'s refresh token of Contoso at Fabrikam.`, Seen: "token", Error: "invalid_grant", Suberror: "basic_action", Claims: true},
		byRule(50078, "UserStrongAuthExpired", "second-factor-old"),
		{Code: 50079, Name: "UserStrongAuthEnrollmentRequired", How: `Set per-user MFA of password@ to enforced, and ask for tokens with user name and password.`, Seen: "token", Error: "invalid_grant", Suberror: "basic_action", Claims: true},
		{Code: 500121, Name: "Strong authentication failed", How: `Sign in as push@, deny the request on the phone, and cancel on the page that follows.`, Seen: "client", Error: "access_denied", Suberror: "cancel"},
		byRule(50088, "Telecom MFA limit reached", "telephone-limit"),
		{Code: 130503, Name: "Temporary Access Pass is wrong", How: `Sign in as pass@, and type any other pass.`, Seen: "field"},
		{Code: 130504, Name: "Temporary Access Pass has expired", How: `Issue a pass for pass@, move the clock past its end, and type it.`, Seen: "field"},
		{Code: 130507, Name: "Temporary Access Pass was used", How: `Issue a pass for pass@ that is good once, sign in with it, and type it again.`, Seen: "field"},
		byRule(50087, "SasRetryableError", "passing"),
		byRule(50158, "ExternalSecurityChallenge", "external"),
		byRule(53004, "ProofUpBlockedDueToRisk", "registration-risk"),
		byRule(53010, "ProofUpBlockedDueToSecurityInfoAcr", "registration-place"),
		byRule(50005, "DevicePolicyError", "device-platform"),
		byRule(50097, "DeviceAuthenticationRequired", "device-sign-in"),
		byRule(50131, "ConditionalAccessFailed", "location"),
		byRule(53000, "DeviceNotCompliant", "compliant-device"),
		byRule(53001, "DeviceNotDomainJoined", "joined-device"),
		byRule(53002, "ApplicationUsedIsNotAnApprovedApp", "approved-app"),
		byRule(53003, "BlockedByConditionalAccess", "block"),
		byRule(530032, "BlockedByConditionalAccessOnSecurityPolicy", "security-policy"),
		byRule(530035, "BlockedBySecurityDefaults", "security-defaults"),
		byRule(530084, "BlockedByTokenProtection", "token-protection"),
		{Code: 530036, Name: "RefreshTokenBlockedByAuthenticationFlow", How: `Sign in with a device code, block device codes, and use the refresh token.`, Seen: "token", Error: "invalid_grant", Suberror: "protection_policy_required"},
		byRule(53011, "User blocked due to home-tenant risk", "home-risk"),
		{Code: 70043, Name: "BadTokenDueToSignInFrequency", How: `Set the policy "sign-in frequency" to an hour, sign in, move the clock by two hours, and use the refresh token.`, Seen: "token", Error: "invalid_grant", Suberror: "token_expired"},
		{Code: 70044, Name: "Session expired (sign-in frequency)", How: `Set the policy "sign-in frequency" to an hour, sign in, move the clock by two hours, and ask with prompt=none.`, Seen: "client", Error: "interaction_required"},
		{Code: 50034, Name: "UserAccountNotFound", How: `Type a user name that nobody has.`, Seen: "token", Error: "invalid_grant"},
		{Code: 50053, Name: "IdsLocked", How: `Type a wrong password ten times, or lock the user.`, Seen: "token", Error: "invalid_grant"},
		{Code: 50055, Name: "InvalidPasswordExpiredPassword", How: `Let the user's password expire, and sign in with user name and password without a browser.`, Seen: "token", Error: "invalid_grant"},
		byRule(50056, "Invalid or null password", "no-password"),
		{Code: 50057, Name: "UserDisabled", How: `Disable the user.`, Seen: "token", Error: "invalid_grant"},
		{Code: 50126, Name: "InvalidUserNameOrPassword", How: `Type a wrong password.`, Seen: "token", Error: "invalid_grant"},
		byRule(50144, "InvalidPasswordExpiredOnPremPassword", "on-premises-password"),
		byRule(80001, "OnPremiseStoreIsNotAvailable", "on-premises-away"),
		{Code: 50105, Name: "EntitlementGrantsNotFound", How: `Switch "assignment required" of the registration on, and assign somebody else.`, Seen: "page", Error: "invalid_grant"},
		{Code: 16000, Name: "InteractionRequired (account not in tenant)", How: `Sign in as two users in one browser, and ask with prompt=none.`, Seen: "client", Error: "interaction_required"},
		{Code: 50020, Name: "UserUnauthorized", How: `Sign in to fabrikam.example as anybody but guest@, with the Multitenant Practice Client.`, Seen: "page", Error: "invalid_grant"},
		{Code: 500208, Name: "Wrong account type", How: `Type a user name of personal.example, or choose the personal account where the same name has two.`, Seen: "token", Error: "invalid_request"},
		byRule(500212, "NotAllowedByOutboundPolicyTenant", "outbound"),
		byRule(500213, "NotAllowedByInboundPolicyTenant", "inbound"),
		byRule(500021, "Tenant restrictions", "tenant-restriction"),
		{Code: 50059, Name: "MissingTenantRealm", How: `Sign in at /organizations with a user name without a domain and a password, without a browser.`, Seen: "token", Error: "invalid_request"},
		{Code: 50194, Name: "Not a multitenant application", How: `Use a single-tenant registration at /organizations or /common.`, Seen: "page", Error: "invalid_request"},
		byRule(5000225, "TenantBlockedDueToInactivity", "tenant-closed"),
		{Code: 90002, Name: "InvalidTenantName", How: `Name a tenant that isn't there, such as adatum.example.`, Seen: "page", Error: "invalid_request"},
		{Code: 90038, Name: "NationalCloudTenantRedirection", How: `Name the tenant government.example, which is in a national cloud.`, Seen: "page", Error: "invalid_request"},
		{Code: 90072, Name: "PassThroughUserMfaError", How: `Type a user name of federated.example, whose passwords that company checks itself.`, Seen: "token", Error: "invalid_grant"},
		{Code: 50011, Name: "InvalidReplyTo", How: `Ask with a redirect URI that isn't registered.`, Seen: "page", Error: "invalid_request"},
		{Code: 500113, Name: "No reply address registered", How: `Remove all redirect URIs of the registration.`, Seen: "page", Error: "invalid_request"},
		{Code: 500119, Name: "Redirect URI with a urn: scheme", How: `Ask with the redirect URI urn:ietf:wg:oauth:2.0:oob, registered or not.`, Seen: "page", Error: "invalid_request"},
		{Code: 900971, Name: "No reply address provided", How: `Open an administrator's consent link without redirect_uri.`, Seen: "page", Error: "invalid_request"},
		{Code: 500112, Name: "Reply address does not match", How: `Redeem a code with another redirect_uri than the one that it was asked for with.`, Seen: "token", Error: "invalid_client"},
		{Code: 700016, Name: "UnauthorizedClient_DoesNotMatchRequest", How: `Use an ApplicationID that isn't registered, a single-tenant one at another tenant, or a registration with "not installed" before an administrator has consented.`, Seen: "page", Error: "unauthorized_client"},
		{Code: 700038, Name: "Not a valid application identifier", How: `Use the ApplicationID 00000000-0000-0000-0000-000000000000.`, Seen: "token", Error: "unauthorized_client"},
		{Code: 7000112, Name: "UnauthorizedClientApplicationDisabled", How: `Disable the registration.`, Seen: "page", Error: "unauthorized_client"},
		{Code: 7000218, Name: "client_assertion or client_secret required", How: `Put the redirect URI under the platform Web, and redeem the code without a secret.`, Seen: "token", Error: "invalid_client"},
		{Code: 700025, Name: "Public client with credential", How: `Send a client secret for a public registration.`, Seen: "token", Error: "invalid_client"},
		{Code: 9002327, Name: "Single-page application redeemed elsewhere", How: `Put the redirect URI under the platform Single-page application, and redeem the code outside of a browser.`, Seen: "token", Error: "invalid_request"},
		{Code: 9002326, Name: "Cross-origin redemption not permitted", How: `Redeem a code from a page's script (with the header Origin) while the platform is not Single-page application.`, Seen: "token", Error: "invalid_request"},
		{Code: 7000215, Name: "InvalidClientSecret", How: `Send a wrong client secret, such as its ID.`, Seen: "token", Error: "invalid_client"},
		{Code: 7000222, Name: "Client secret expired", How: `Send the secret "expired" of Integration Cloud.`, Seen: "token", Error: "invalid_client"},
		{Code: 700054, Name: "response_type id_token not enabled", How: `Ask with response_type=id_token while the switch "ID tokens" of the registration is off, as in old consent links.`, Seen: "client", Error: "unsupported_response_type"},
		{Code: 700051, Name: "response_type token not enabled", How: `Ask with response_type=token: no registration has the switch "Access tokens".`, Seen: "client", Error: "unsupported_response_type"},
		{Code: 501481, Name: "Code_Verifier mismatch", How: `Redeem a code with another code_verifier.`, Seen: "token", Error: "invalid_grant"},
		{Code: 50148, Name: "Code_Verifier mismatch or missing", How: `Redeem a code without code_verifier.`, Seen: "token", Error: "invalid_grant"},
		{Code: 501471, Name: "Invalid size of Code_Verifier", How: `Redeem a code with a code_verifier of one character.`, Seen: "token", Error: "invalid_grant"},
		{Code: 501491, Name: "InvalidCodeChallengeMethodInvalidSize", How: `Ask with a code_challenge of three characters.`, Seen: "client", Error: "invalid_request"},
		{Code: 700005, Name: "InvalidGrantRedeemAgainstWrongTenant", How: `Redeem a code with another ApplicationID, or at another tenant.`, Seen: "token", Error: "invalid_grant"},
		{Code: 54005, Name: "Authorization code already redeemed", How: `Redeem a code twice.`, Seen: "token", Error: "invalid_grant"},
		{Code: 70008, Name: "ExpiredOrRevokedGrant", How: `Redeem a code after more than ten minutes.`, Seen: "token", Error: "invalid_grant"},
		{Code: 700082, Name: "Refresh token expired (inactivity)", How: `Use a refresh token after more than ninety days.`, Seen: "token", Error: "invalid_grant", Suberror: "bad_token"},
		{Code: 50173, Name: "FreshTokenNeeded", How: `Change the password, and use an old refresh token; or use one twice with the setting strictRefreshTokens.`, Seen: "token", Error: "invalid_grant", Suberror: "bad_token"},
		byRule(50132, "SsoArtifactInvalidOrExpired", "session-ended"),
		{Code: 50058, Name: "UserInformationNotProvided", How: `Ask with prompt=none in a browser where nobody is signed in.`, Seen: "client", Error: "login_required"},
		byRule(50140, "KmsiInterrupt", "stay-question"),
		byRule(50199, "CmsiInterrupt", "confirm-question"),
		byRule(50196, "LoopDetected", "loop"),
		{Code: 50089, Name: "Flow token expired", How: `Open the sign-in page, move the clock by a day, and go on.`, Seen: "page", Error: "invalid_request"},
		{Code: 165000, Name: "Request tokens do not match", How: `Copy the address of a sign-in page that asks for the user name into another browser.`, Seen: "page", Error: "invalid_request"},
		{Code: 65001, Name: "DelegationDoesNotExist", How: `Ask with prompt=none, with a refresh token or with a password for a user who has not consented, such as consent@.`, Seen: "token", Error: "invalid_grant", Suberror: "consent_required"},
		{Code: 65002, Name: "First-party preauthorization", How: `Use the ApplicationID of an application of Microsoft's own, such as d3590ed6-52b3-4102-aeff-aad2292ab01c.`, Seen: "page", Error: "invalid_request"},
		{Code: 65004, Name: "UserDeclinedConsent", How: `Sign in as consent@, and cancel on the page "Permissions requested".`, Seen: "client", Error: "access_denied", Suberror: "cancel"},
		byRule(650052, "Service not subscribed", "not-subscribed"),
		{Code: 650056, Name: "Misconfigured application", How: `Remove the permissions of the registration, and ask for a .default scope.`, Seen: "page", Error: "invalid_client"},
		{Code: 650057, Name: "Invalid resource", How: `Remove the permissions of the registration, and ask for user_impersonation or a resource.`, Seen: "page", Error: "invalid_resource"},
		{Code: 90094, Name: "AdminConsentRequired", How: `Sign in as approval@.`, Seen: "page", Error: "access_denied"},
		{Code: 90095, Name: "AdminConsentRequiredRequestAccess", How: `Switch the policy "consent requests" on, and sign in as approval@.`, Seen: "page", Error: "access_denied"},
		{Code: 500011, Name: "InvalidResourceServicePrincipalNotFound", How: `Ask for an organization that the tenant doesn't have.`, Seen: "client", Error: "invalid_resource"},
		{Code: 50001, Name: "InvalidResource", How: `Ask at the v1 endpoint for a resource that is no address, such as dataverse.`, Seen: "client", Error: "invalid_resource"},
		{Code: 70011, Name: "InvalidScope", How: `Ask for a scope that isn't one, such as the address of the organization alone.`, Seen: "client", Error: "invalid_scope"},
		{Code: 650053, Name: "Scope doesn't exist on the resource", How: `Ask for a permission that Dataverse doesn't have, such as everything.`, Seen: "client", Error: "invalid_client"},
		{Code: 901002, Name: "'resource' not supported", How: `Send resource to the v2 endpoint.`, Seen: "client", Error: "invalid_request"},
		{Code: 900144, Name: "Missing request parameter", How: `Leave out a parameter, such as grant_type.`, Seen: "token", Error: "invalid_request"},
		{Code: 9002313, Name: "InvalidRequest", How: `Redeem half a code.`, Seen: "token", Error: "invalid_grant"},
		{Code: 9000411, Name: "Parameter is duplicated", How: `Append &client_id=x to the address of the sign-in page.`, Seen: "page", Error: "invalid_request"},
		{Code: 90015, Name: "QueryStringTooLong", How: `Ask with a state of 10,000 characters.`, Seen: "page", Error: "invalid_request"},
		{Code: 70003, Name: "UnsupportedGrantType", How: `Ask for tokens with grant_type=implicit.`, Seen: "token", Error: "unsupported_grant_type"},
		{Code: 70005, Name: "UnsupportedResponseType", How: `Ask with a response_type that isn't one, such as x.`, Seen: "client", Error: "unsupported_response_type"},
		{Code: 70007, Name: "UnsupportedResponseMode", How: `Ask with a response_mode that isn't one, such as x.`, Seen: "client", Error: "invalid_request"},
		{Code: 70016, Name: "AuthorizationPending", How: `Poll for a device code before the person has agreed.`, Seen: "token", Error: "authorization_pending"},
		{Code: 70018, Name: "BadVerificationCode", How: `Poll for a device code that was never given out, or type one at /devicelogin.`, Seen: "token", Error: "bad_verification_code"},
		{Code: 70019, Name: "CodeExpired", How: `Type a device code in time, and agree after its 15 minutes.`, Seen: "page", Error: "expired_token"},
	}
})
