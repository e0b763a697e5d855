package directory

import (
	"cmp"
	"slices"
)

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
	return slices.ContainsFunc(l.Policies().Rules, func(r Rule) bool {
		return r.isForPlaces() && !r.ReportOnly && r.fitsAt(to, u, a) && !r.fitsAt(from, u, a)
	})
}
