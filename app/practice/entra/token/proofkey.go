package token

import (
	"strings"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// Proof keys (PKCE, RFC 7636) by both methods, "plain" being the one that is not named
// ("OAuth 2.0 authorization code flow"). Clients without are served.

// ChallengeOf is the challenge of a request as it is kept: that of S256 whichever the method
// was, so that no verifier is.
func ChallengeOf(p aadsts.Params) string {
	if challenge := p["code_challenge"]; challenge != "" && isPlain(p["code_challenge_method"]) {
		return directory.Hash(challenge)
	}
	return p["code_challenge"]
}

func isPlain(method string) bool { return method == "" || method == "plain" }

// checkChallenge is RFC 7636 section 4.3.
func checkChallenge(challenge, method string) *aadsts.Refusal {
	switch {
	case challenge == "" && method == "":
		return nil
	case !isPlain(method) && method != "S256":
		return aadsts.Refuse("invalid_request", 9002313, "Invalid request. The only supported values of code_challenge_method are 'S256' and 'plain'.")
	case method == "S256" && len(challenge) == 43 && strings.Trim(challenge, base64url) == "":
		return nil
	case isPlain(method) && isVerifier(challenge):
		return nil
	}
	return aadsts.Refuse("invalid_request", 501491, "Invalid size of Code_Challenge parameter.")
}

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// isVerifier is RFC 7636 section 4.1.
func isVerifier(text string) bool {
	return len(text) >= 43 && len(text) <= 128 && strings.Trim(text, base64url+".~") == ""
}

// checkProofKey refuses a single-page application without a proof key.
func checkProofKey(a *directory.App, p aadsts.Params) *aadsts.Refusal {
	if a.Platform != directory.PlatformSPA || p["code_challenge"] != "" || !WantsCode(p["response_type"]) {
		return nil
	}
	return aadsts.Refuse("invalid_request", 9002325, "Proof Key for Code Exchange is required for cross-origin authorization code redemption.")
}

// checkVerifier is RFC 7636 section 4.6, for a challenge as ChallengeOf makes it.
func checkVerifier(challenge, verifier string) *aadsts.Refusal {
	switch {
	case challenge == "" && verifier == "":
		return nil
	case challenge == "":
		return aadsts.Refuse("invalid_grant", 50148, "The code_verifier does not match the code_challenge supplied in the authorization request: there was none.")
	case verifier == "":
		return aadsts.Refuse("invalid_grant", 50148, "The code_verifier does not match the code_challenge supplied in the authorization request.")
	case len(verifier) < 43 || len(verifier) > 128:
		return aadsts.Refuse("invalid_grant", 501471, "Invalid size of Code_Verifier parameter.")
	case directory.Hash(verifier) != challenge:
		return aadsts.Refuse("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
	}
	return nil
}
