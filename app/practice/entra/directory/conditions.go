package directory

import (
	"cmp"
	"slices"
)

// Conditions of rules on risk, on the kind of client and on the device ("Conditions in Conditional Access
// policy"). Nothing here finds out a risk, or has a device: scenarios and administrators say what they are.

// Levels of risk.
const (
	RiskLow    = "low"
	RiskMedium = "medium"
	RiskHigh   = "high"
)

var riskLevels = []string{RiskLow, RiskMedium, RiskHigh}

// RiskLevels are the levels of risk, the least first.
func RiskLevels() []string { return slices.Clone(riskLevels) }

// RiskLevel is how likely somebody else has the person's account: "" is not at all.
func (p Person) RiskLevel() string {
	if p.HighRisk {
		return RiskHigh
	}
	return p.UserRisk
}

// Kinds of client, by the names that Microsoft Graph has for them (conditionalAccessClientApp). Nothing
// here speaks Exchange ActiveSync.
const (
	ClientBrowser = "browser"
	ClientProgram = "mobileAppsAndDesktopClients"
	ClientOther   = "other" // without modern authentication
)

var clientKinds = []string{ClientBrowser, ClientProgram, ClientOther}

// ClientKinds are the kinds of client that a rule can be for.
func ClientKinds() []string { return slices.Clone(clientKinds) }

// client is the kind of the program that asks: what is registered as a confidential client, or as a page,
// counts as a browser.
func (a Access) client() string {
	switch {
	case a.Legacy:
		return ClientOther
	case a.App.Platform == PlatformPublic:
		return ClientProgram
	}
	return ClientBrowser
}

// States of a device: how it is joined, and whether it is compliant.
const (
	DeviceCompliant  = "compliant"
	DeviceHybrid     = "hybrid-joined"
	DeviceJoined     = "joined"
	DeviceRegistered = "registered"
)

var deviceStates = []string{DeviceCompliant, DeviceHybrid, DeviceJoined, DeviceRegistered}

// DeviceStates are those that a device can be in.
func DeviceStates() []string { return slices.Clone(deviceStates) }

// deviceOf are the states of the device that somebody comes from. Legacy programs pass none on, a password
// without a browser has none, and a device code comes from another one ("Grant controls in Conditional
// Access policy", require device to be marked as compliant).
func (p Policies) deviceOf(a Access) []string {
	if a.Legacy || a.Way != WayBrowser && a.Way != WayRefresh {
		return nil
	}
	return p.Device
}

// isMetBy says whether a device is what an outcome would end a sign-in for: these are grant controls, which
// let the right device through.
func isMetBy(word string, states []string) bool {
	switch word {
	case "compliant-device":
		return slices.Contains(states, DeviceCompliant)
	case "joined-device":
		return slices.Contains(states, DeviceHybrid)
	case "device-sign-in":
		return len(states) > 0
	}
	return false
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(one string) bool { return slices.Contains(b, one) })
}

// isForRisk says whether a rule is for risks.
func (r Rule) isForRisk() bool { return r.HighRisk || len(r.SignInRisk) > 0 || len(r.UserRisk) > 0 }

// fitsConditions says whether risk, client and device are those that a rule is for.
func (r Rule) fitsConditions(p Policies, u *Principal, a Access) bool {
	states := p.deviceOf(a)
	return (!r.HighRisk || u != nil && u.RiskLevel() == RiskHigh) &&
		(len(r.SignInRisk) == 0 || u != nil && slices.Contains(r.SignInRisk, u.SignInRisk)) &&
		(len(r.UserRisk) == 0 || u != nil && slices.Contains(r.UserRisk, u.RiskLevel())) &&
		(len(r.Clients) == 0 || slices.Contains(r.Clients, a.client())) &&
		(len(r.Devices) == 0 || shares(r.Devices, states)) && !shares(r.ExceptDevices, states)
}

// wrongCondition is the field of those conditions that is, or "".
func (r Rule) wrongCondition() string {
	for _, list := range []struct {
		field        string
		words, known []string
	}{
		{"signInRisk", r.SignInRisk, riskLevels}, {"userRisk", r.UserRisk, riskLevels}, {"clients", r.Clients, clientKinds},
		{"devices", r.Devices, deviceStates}, {"exceptDevices", r.ExceptDevices, deviceStates},
	} {
		if slices.ContainsFunc(list.words, func(word string) bool { return !slices.Contains(list.known, word) }) {
			return list.field
		}
	}
	return ""
}

// RemediateSignInRisk takes the risk off the sign-ins of somebody who passed the second factor, which is
// the only way to do that ("Configure and enable risk policies").
func (l *Locked) RemediateSignInRisk(u *Principal) {
	if u.SignInRisk == "" {
		return
	}
	p := u.Person.Clone()
	p.SignInRisk = ""
	l.ChangePerson(p)
}

// Places for resources that look at a token before they take it ("Continuous access evaluation",
// user condition change flow, and its page on strict location enforcement).

// placeAtResources is where resources see everybody.
func (p Policies) placeAtResources() string { return cmp.Or(p.ResourcePlace, p.Place) }

func (r Rule) isForPlaces() bool { return len(r.Places) > 0 || len(r.ExceptPlaces) > 0 }

// HasMoved says whether a rule for places is for somebody where the resource sees them, and was not at
// the place where they got their token. What became of the rules themselves since then does not count:
// Entra needs up to a day to give those to resources.
func (l *Locked) HasMoved(from string, u *Principal, a Access) bool {
	return l.isForPlacesBetween(from, l.Policies().placeAtResources(), u, a)
}

// IsSeenElsewhere says whether a resource sees somebody where a rule for places is for them, while the
// sign-in does not. The token then lives for an hour, and no resource looks at the place meanwhile.
func (l *Locked) IsSeenElsewhere(u *Principal, a Access) bool {
	return a.Claims.SeenElsewhere && l.isForPlacesBetween(l.Policies().Place, l.Policies().placeAtResources(), u, a)
}

func (l *Locked) isForPlacesBetween(from, to string, u *Principal, a Access) bool {
	p := l.Policies()
	return slices.ContainsFunc(p.Rules, func(r Rule) bool {
		return r.isForPlaces() && !r.ReportOnly && r.fitsAt(p, to, u, a) && !r.fitsAt(p, from, u, a)
	})
}
