package signin

import (
	"encoding/json"
	"time"
)

// askAuthTime is a claims request (OpenID Connect Core section 5.5) that asks for auth_time in
// the ID token beside what a challenge asks for. Entra has the claim in no ID token by itself
// ("Optional claims reference"); who doesn't know the parameter takes no notice of it. A
// challenge that can't be read is passed on as it is.
func askAuthTime(challenge string) string {
	all := map[string]json.RawMessage{}
	if challenge != "" && json.Unmarshal([]byte(challenge), &all) != nil {
		return challenge
	}
	wanted := map[string]json.RawMessage{}
	if raw, ok := all["id_token"]; ok && json.Unmarshal(raw, &wanted) != nil || wanted == nil {
		return challenge
	}
	if _, ok := wanted["auth_time"]; !ok {
		wanted["auth_time"] = json.RawMessage(`{"essential":true}`)
	}
	raw, err := json.Marshal(wanted)
	if err != nil {
		return challenge
	}
	all["id_token"] = raw
	text, err := json.Marshal(all)
	if err != nil {
		return challenge
	}
	return string(text)
}

// backdated is by how much Entra sets a token's times back, for clients whose clock is slow.
const backdated = 5 * time.Minute

// proofAge is how old the person's proof was when a token was made; 0 when the token doesn't
// say. The clock of the identity provider counts, and only roughly, because it may set iat
// back. Where this computer's clock agrees with it, that one is exact.
func (c idClaims) proofAge(now time.Time) time.Duration {
	if c.AuthTime <= 0 || c.IssuedAt == nil {
		return 0
	}
	made := c.IssuedAt.Time()
	if late := now.Sub(made); late > 0 && late < backdated+time.Minute {
		made = now
	}
	return max(made.Sub(time.Unix(c.AuthTime, 0)), 1)
}
