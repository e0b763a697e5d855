// Package scenario reads scenario files: what a practice tenant is at the beginning of a
// lesson or a test (users, policies, registrations, organizations, settings, faults), and
// how its phones answer by themselves.
//
// It promises that a file is understood whole or refused: keys that are not known, values
// that can't be and names that nobody has are problems with file, line and column, all of
// them at once, and with the nearest name that would fit. Reading a file does nothing and
// costs no more than its size: there are no aliases, no inclusions and no tags. What a
// file says is checked again, by the engine's own rules, before it is loaded.
//
// The fields are those of the Go types (their JSON names); docs/scenario.schema.json is
// made from the same types by Schema.
//
// Sources: YAML 1.2, JSON Schema draft 2020-12.
package scenario

import (
	"encoding/json"
	"time"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/fault"
	"latchkey/app/yamlfile"
)

// Scenario is a file that was understood.
type Scenario struct {
	Title string `json:"title,omitempty"`
	// Extends is "contoso" when it is laid over what every practice tenant has, "" when
	// there is nothing but what the file says.
	Extends  string             `json:"extends,omitempty"`
	Settings Settings           `json:"settings"`
	Policies directory.Policies `json:"policies"`
	// People is how many users are made: user0001, user0002 and so on.
	People int `json:"people,omitempty"`
	// Tenants is how many other companies there are: company0001.example and so on.
	Tenants       int                `json:"tenants,omitempty"`
	Users         []directory.Person `json:"users,omitempty"`
	Registrations []directory.App    `json:"registrations,omitempty"`
	Organizations Organizations      `json:"organizations"`
	Faults        []fault.Fault      `json:"faults,omitempty"`
	// Answers are given by the phones in this order.
	Answers []Answer `json:"answers,omitempty"`
}

// Settings are those of the tenant that a scenario can set.
type Settings struct {
	TokenLifetimeSeconds float64 `json:"tokenLifetimeSeconds,omitempty"` // 0 is Entra's 60 to 90 minutes
	BlockDeviceCode      bool    `json:"blockDeviceCode,omitempty"`
	DoubleSlash          bool    `json:"doubleSlash,omitempty"`
	StrictRefreshTokens  bool    `json:"strictRefreshTokens,omitempty"`
}

// Organizations are Contoso's: a number of them, or those that are named.
type Organizations struct {
	Count int
	Named []directory.Organization
}

// UnmarshalJSON takes a number or a list.
func (o *Organizations) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, &o.Named)
	}
	return json.Unmarshal(data, &o.Count)
}

// MarshalJSON is the inverse.
func (o Organizations) MarshalJSON() ([]byte, error) {
	if o.Named != nil {
		return json.Marshal(o.Named)
	}
	return json.Marshal(o.Count)
}

// Answer is what a phone does by itself when the user's next push or call comes. It says
// one of the two.
type Answer struct {
	User string `json:"user"`
	// Push is "approve", "deny", "report", "wrong-number" or "timeout".
	Push string `json:"push,omitempty"`
	// Call is "approve", "report", "hang-up" or "timeout", or the keys that are pressed,
	// such as "0#1".
	Call string `json:"call,omitempty"`
	// Times is how often it answers; 0 is once.
	Times int `json:"times,omitempty"`
	// Always answers whatever comes from then on.
	Always bool `json:"always,omitempty"`
}

// contoso is what a scenario can extend.
const contoso = "contoso"

// Directory is what the engine keeps of a scenario.
func (s Scenario) Directory(name string) directory.Contents {
	return directory.Contents{
		Scenario: name, Extends: s.Extends == contoso, Generated: s.People, People: s.Users, Apps: s.Registrations,
		Policies: s.Policies, Organizations: s.Organizations.Named,
		Settings: directory.Settings{
			TokenLifetime: time.Duration(s.Settings.TokenLifetimeSeconds * float64(time.Second)), Organizations: s.Organizations.Count, Tenants: s.Tenants,
			BlockDeviceCode: s.Settings.BlockDeviceCode, DoubleSlash: s.Settings.DoubleSlash, StrictRefreshTokens: s.Settings.StrictRefreshTokens,
		},
	}
}

// Limit is how long a file may be, in bytes.
const Limit = 1 << 20

// Parse reads a scenario file; file is what problems call it. Problems: those of
// yamlfile.Read, and in its form "file-name" and "scenario-nobody".
func Parse(file string, text []byte) (Scenario, error) {
	var s Scenario
	err := yamlfile.Read(file, text, shape(), &s, func(f *yamlfile.File) { reader{f}.check(s) })
	return s, err
}

// reader checks one file.
type reader struct{ *yamlfile.File }
