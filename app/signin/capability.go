package signin

import (
	"encoding/json"

	"latchkey/app/cloud"
)

// claimsFor is the parameter claims of a token request: a challenge to answer, if there is one, and
// for Global Discovery that Latchkey answers challenges (xms_cc with cp1, Microsoft's "Claims
// challenges, claims requests and client capabilities"). Tokens of programs that say so live for
// a day, and end at once when the session is revoked.
//
// Tokens for organizations don't say so: they go to other programs as well, which could not answer
// the challenge that would then come. Neither do custom clouds, whose authorities may not know it.
func (t Target) claimsFor(resource, challenge string) string {
	if resource != t.DiscoveryScope() || t.Cloud.ID == cloud.Custom {
		return challenge
	}
	claims := map[string]any{}
	if challenge != "" && json.Unmarshal([]byte(challenge), &claims) != nil {
		return challenge
	}
	token, ok := claims["access_token"].(map[string]any)
	if !ok {
		token = map[string]any{}
	}
	token["xms_cc"] = map[string]any{"values": []string{"cp1"}}
	claims["access_token"] = token
	text, err := json.Marshal(claims)
	if err != nil {
		return challenge
	}
	return string(text)
}
