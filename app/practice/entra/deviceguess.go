package entra

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
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
	guessMemory      = deviceSeconds
)

const tooManyCodes = "Too many codes didn't work. Wait a minute and try again."

// guesser is the key of a request's browser; those without a cookie are one.
func (s *Server) guesser(r *http.Request) string { return hashed(cookieOf(r, s.cookie.browser)) }

// mayType says whether a browser may try a device code now. The lock is held.
func (s *Server) mayType(browser string) bool {
	rows, now := s.data.guesses.rows, s.unix()
	return rows[browser].LockedUntil <= now && rows[""].LockedUntil <= now
}

// mistyped counts a device code that nobody was given. The lock is held.
func (s *Server) mistyped(browser string) {
	s.countGuess(browser, mostDeviceMisses)
	s.countGuess("", mostMissesOfAll)
}

func (s *Server) countGuess(key string, most int) {
	row := s.data.guesses.rows[key]
	if s.unix() >= row.At+guessMemory {
		row = guessRow{}
	}
	row.Misses, row.At = row.Misses+1, s.unix()
	if row.Misses >= most {
		row.Misses, row.LockedUntil = 0, s.unix()+lockSeconds
	}
	s.makeRoomForGuesser(key)
	s.data.guesses.put(key, row)
}

// makeRoomForGuesser forgets who guessed longest ago when a new one would be too many.
func (s *Server) makeRoomForGuesser(key string) {
	rows := s.data.guesses.rows
	if _, known := rows[key]; known || key == "" || len(rows) < mostGuessers {
		return
	}
	keys := slices.DeleteFunc(slices.Collect(maps.Keys(rows)), func(k string) bool { return k == "" })
	s.data.guesses.remove(slices.MinFunc(keys, func(a, b string) int { return cmp.Compare(rows[a].At, rows[b].At) }))
}
