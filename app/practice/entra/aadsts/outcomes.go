package aadsts

import (
	"slices"
	"strconv"
	"strings"
)

// Outcome is what a rule can make of a sign-in: a stronger proof, or an error that in a real tenant depends on
// devices, places, risk or other companies, none of which exist here.
type Outcome struct {
	Word string `json:"word"` // as rules name it; "" for one that has only its number
	Code int    `json:"code"` // AADSTS number
	// Meaning says in a few words what a real tenant would have found.
	Meaning string `json:"meaning"`
	// Demand is how well the person has to prove who they are; "" is an outcome that ends the
	// sign-in.
	Demand Strength `json:"demand,omitempty"`

	oauth, suberror, text string
	claims                bool // the token endpoint names what the next sign-in has to ask for
}

// ByPolicy says whether the outcome is a demand of the second factor or of Conditional Access:
// Entra marks those with a suberror.
func (o Outcome) ByPolicy() bool { return o.suberror != "" && o.suberror != "bad_token" }

// outcomes are the errors and the words for them by way of the browser ("Authentication and
// authorization error codes"; which of access_denied and interaction_required is from memory);
// Refusal.Word has those of the token endpoints. The texts are our own.
var outcomes = []Outcome{
	{Word: "mfa", Code: 50076, Meaning: "a second factor is demanded", Demand: MFAStrength, oauth: "interaction_required", suberror: "basic_action", claims: true},
	{Word: "passwordless", Code: 50076, Meaning: "a method without a password is demanded: a security key", Demand: PasswordlessStrength, oauth: "interaction_required", suberror: "basic_action", claims: true},
	{Word: "phishing-resistant", Code: 50076, Meaning: "a method that no page can fish for is demanded: a security key", Demand: PhishingResistantStrength, oauth: "interaction_required", suberror: "basic_action", claims: true},
	{Word: "block", Code: 53003, Meaning: "a policy forbids this sign-in", oauth: "access_denied", suberror: "message_only", text: "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.", claims: true},
	{Word: "compliant-device", Code: 53000, Meaning: "the device isn't compliant", oauth: "interaction_required", suberror: "message_only", text: "Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant.", claims: true},
	{Word: "joined-device", Code: 53001, Meaning: "the device isn't joined to the domain", oauth: "interaction_required", suberror: "message_only", text: "Device is not in required device state: domain joined.", claims: true},
	{Word: "approved-app", Code: 53002, Meaning: "the application isn't an approved one", oauth: "interaction_required", suberror: "message_only", text: "Application used is not an approved application for Conditional Access.", claims: true},
	{Word: "device-sign-in", Code: 50097, Meaning: "the device has to prove itself", oauth: "interaction_required", suberror: "basic_action", text: "Device authentication is required.", claims: true},
	{Word: "device-platform", Code: 50005, Meaning: "the platform isn't supported", oauth: "access_denied", suberror: "message_only", text: "User tried to log in to a device from a platform that's currently not supported through Conditional Access policy.", claims: true},
	{Word: "location", Code: 50131, Meaning: "the place or the device isn't trusted", oauth: "access_denied", suberror: "message_only", text: "Device is not in required device state, or the request was blocked due to suspicious activity, access policy or a security policy decision.", claims: true},
	{Word: "security-policy", Code: 530032, Meaning: "a security policy of the tenant blocks", oauth: "access_denied", suberror: "message_only", text: "Blocked by security policy configured on the tenant.", claims: true},
	{Word: "token-protection", Code: 530084, Meaning: "only programs with token protection get in", oauth: "access_denied", suberror: "message_only", text: "Access has been blocked by conditional access token protection policy configured by this organization.", claims: true},
	{Word: "tenant-closed", Code: 5000225, Meaning: "the tenant was closed because nobody used it", oauth: "interaction_required", text: "This tenant has been blocked due to inactivity."},
	{Word: "home-risk", Code: 53011, Meaning: "the home tenant finds the person risky", oauth: "access_denied", suberror: "message_only", text: "User blocked due to risk on home tenant.", claims: true},
	{Word: "registration-risk", Code: 53004, Meaning: "registering is blocked because of risk", oauth: "access_denied", suberror: "message_only", text: "User needs to complete multifactor authentication registration process before accessing this content. The registration is blocked due to risk.", claims: true},
	{Word: "registration-place", Code: 53010, Meaning: "methods may be registered only from certain places", oauth: "access_denied", suberror: "message_only", text: "User cannot configure multifactor authentication methods because the organization requires this information to be set from specific locations or devices.", claims: true},
	{Word: "external", Code: 50158, Meaning: "another company's second factor is missing", oauth: "interaction_required", suberror: "additional_action", text: "External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.", claims: true},
	{Word: "terms-of-use", Code: 50158, Meaning: "terms of use have to be accepted first, on a page", oauth: "interaction_required", suberror: "additional_action", text: "External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.", claims: true},
	{Word: "second-factor-old", Code: 50078, Meaning: "the second factor is too old", oauth: "interaction_required", suberror: "basic_action", text: "Presented multifactor authentication has expired due to policies configured by your administrator, you must refresh your multifactor authentication to access '{resource}'.", claims: true},
	{Word: "telephone-limit", Code: 50088, Meaning: "too many calls and texts", oauth: "access_denied", text: "Limit on telecom multifactor authentication calls reached. Please try again in a few minutes."},
	{Word: "passing", Code: 50087, Meaning: "the second factor fails for a moment", oauth: "temporarily_unavailable", text: "A transient error occurred during strong authentication. Please try again."},
	{Word: "loop", Code: 50196, Meaning: "too many requests in a short time", oauth: "invalid_grant", text: "The server terminated an operation because it encountered a client request loop. Please contact your app vendor."},
	{Word: "password-changed", Code: 50173, Meaning: "the password was changed since", oauth: "invalid_grant", suberror: "bad_token", text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password."},
	{Word: "session-ended", Code: 50132, Meaning: "the session isn't valid any more", oauth: "invalid_grant", text: "The session is not valid due to the following reasons: password expiration or recent password change, SSO artifact is invalid or expired, session is not fresh enough for application, or a silent sign-in request was sent but the user's session is invalid or has expired."},
	{Word: "outbound", Code: 500212, Meaning: "the home tenant lets nobody go there", oauth: "access_denied", text: "The user's administrator has set an outbound access policy that does not allow access to the resource tenant."},
	{Word: "inbound", Code: 500213, Meaning: "the other tenant doesn't let this person in", oauth: "access_denied", text: "The resource tenant's cross-tenant access policy does not allow this user to access this tenant."},
	{Word: "tenant-restriction", Code: 500021, Meaning: "the network allows other tenants only", oauth: "access_denied", text: "Access to '{tenant}' tenant is denied. It isn't listed as allowed by your organization's network."},
	{Word: "not-subscribed", Code: 650052, Meaning: "the tenant doesn't have the service", oauth: "invalid_client", text: "The app is trying to access a service that your organization '{tenant}' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions."},
	{Word: "on-premises-password", Code: 50144, Meaning: "the password at home has expired", oauth: "invalid_grant", text: "User's Active Directory password has expired. Generate a new password for the user or have the user use the self-service reset tool."},
	{Word: "on-premises-away", Code: 80001, Meaning: "the company's own directory can't be reached", oauth: "invalid_grant", text: "Unable to validate user's password: the on-premises authentication agent is unable to connect to Active Directory."},
	{Word: "security-defaults", Code: 530035, Meaning: "security defaults block this way", oauth: "access_denied", suberror: "message_only", text: "Access has been blocked by security defaults. The request is deemed unsafe by security defaults policies.", claims: true},
	{Word: "enrol", Code: 50072, Meaning: "a second factor has to be registered first", oauth: "interaction_required", suberror: "basic_action", text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication before you can access '{resource}'.", claims: true},
	{Word: "second-factor-missed", Code: 50074, Meaning: "the second factor was asked for and not passed", oauth: "interaction_required", suberror: "basic_action", text: "Strong Authentication is required to access '{resource}'.", claims: true},
	{Word: "stay-question", Code: 50140, Meaning: "the question whether to stay signed in interrupts", oauth: "interaction_required", text: "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in."},
	{Word: "confirm-question", Code: 50199, Meaning: "the person has to confirm that they mean this application", oauth: "interaction_required", text: "For security reasons, user confirmation is required for this request. Please repeat the request allowing user interaction."},
	{Word: "no-password", Code: 50056, Meaning: "there is no password in the directory", oauth: "invalid_grant", text: "Invalid or null password: password does not exist in the directory for this user."},
}

// Outcomes are what rules can name, for pages and documentation.
func Outcomes() []Outcome { return slices.Clone(outcomes) }

// OutcomeOf finds an outcome by its word or as "AADSTS53003"; false when there is none.
func OutcomeOf(then string) (Outcome, bool) {
	code, byCode := strings.CutPrefix(then, "AADSTS")
	for _, o := range outcomes {
		if byCode && code == strconv.Itoa(o.Code) || !byCode && then != "" && then == o.Word {
			return o, true
		}
	}
	return Outcome{}, false
}

// OutcomeRefusal is the error of an outcome that is known to be there, by its word, for a
// resource of a tenant.
func OutcomeRefusal(word string, t Tenant, resource string) *Refusal {
	o, _ := OutcomeOf(word)
	return o.Refusal(t, resource)
}

// Refusal is the outcome as an error about a resource, by its application id, of a tenant.
func (o Outcome) Refusal(t Tenant, resource string) *Refusal {
	f := Refuse(o.oauth, o.Code, "%s", strings.NewReplacer("{resource}", resource, "{tenant}", t.Name).Replace(o.text)).WithSuberror(o.suberror)
	f.ByPolicy = o.ByPolicy()
	if o.claims {
		f.Claims = ClaimsChallenge(t)
	}
	return f
}

// ClaimsChallenge is what the next sign-in in a tenant has to ask for, as the JSON of the
// parameter claims (OpenID Connect Core section 5.5): that it meets some policies, by their ids.
// Without any it is the one that stands for the person's own setting.
func ClaimsChallenge(t Tenant, policies ...string) string {
	if len(policies) == 0 {
		policies = []string{PolicyID(t, "")}
	}
	return `{"access_token":{"capolids":{"essential":true,"values":["` + strings.Join(policies, `","`) + `"]}}}`
}

// PolicyID is the id of a tenant's rule with a name.
func PolicyID(t Tenant, name string) string {
	return IDOf(strings.TrimSpace("conditional access policy " + t.ID + " " + name))
}
