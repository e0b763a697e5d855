package entra

import (
	"cmp"
	"net/http"
)

// guessRow counts device codes that a browser typed and that nobody was given. Its key is
// the hash of the browser's cookie; "" is everybody together, because whoever guesses can
// come as another browser each time.
type guessRow struct {
	Misses      int   `json:"misses,omitempty"` // since the last right one
	At          int64 `json:"at"`               // of the last one
	LockedUntil int64 `json:"lockedUntil,omitempty"`
}

// A browser may miss as often as a one-time code may be wrong, and is locked as long.
const (
	mostDeviceMisses = mostCodeMisses
	mostMissesOfAll  = 50
	mostGuessers     = 200 // that are remembered
)

// guessMemory is how long a wrong code counts, in seconds.
const guessMemory = deviceSeconds

const tooManyCodes = "Too many codes didn't work. Wait a minute and try again."

// guesser is the key of a request's browser; those without a cookie are one.
func (s *Site) guesser(r *http.Request) string { return hashed(cookieOf(r, s.cookie.browser)) }

// mayType says whether a browser may try a device code now.
func mayType(l *Locked, browser string) bool {
	return l.guesses.row(browser).LockedUntil <= l.unix() && l.guesses.row("").LockedUntil <= l.unix()
}

// mistyped counts a device code that nobody was given.
func mistyped(l *Locked, browser string) {
	countGuess(l, browser, mostDeviceMisses)
	countGuess(l, "", mostMissesOfAll)
}

func countGuess(l *Locked, key string, most int) {
	row := l.guesses.row(key)
	if l.unix() >= row.At+guessMemory {
		row = guessRow{}
	}
	row.Misses, row.At = row.Misses+1, l.unix()
	if row.Misses >= most {
		row.Misses, row.LockedUntil = 0, l.unix()+lockSeconds
	}
	makeRoomForGuesser(l, key)
	l.guesses.put(key, row)
}

// makeRoomForGuesser forgets who guessed longest ago when a new one would be too many.
func makeRoomForGuesser(l *Locked, key string) {
	if _, known := l.guesses.find(key); known || key == "" || l.guesses.len() < mostGuessers {
		return
	}
	keys := l.guesses.keysBy(func(a, b guessRow) int { return cmp.Compare(a.At, b.At) })
	if keys[0] == "" {
		keys = keys[1:]
	}
	l.guesses.remove(keys[0])
}
