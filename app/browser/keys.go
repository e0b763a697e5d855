package browser

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"io"
	"sync"
	"time"

	"latchkey/app/problem"
)

// How long a ticket lives, and how many are remembered.
const (
	openedLifetime  = 30 * time.Second
	printedLifetime = 10 * time.Minute
	mostTickets     = 1000
)

// fingerprint is what is kept of a ticket or a bearer.
type fingerprint [sha256.Size]byte

func fingerprintOf(value string) fingerprint { return sha256.Sum256([]byte(value)) }

// ticket is one ticket, before and after its use.
type ticket struct {
	print   fingerprint
	expires time.Time
	session *session // what it was exchanged for; nil until then
}

// session is one signed-in tab. ended is closed when it is revoked.
type session struct {
	print   fingerprint
	revoked bool
	ended   chan struct{}
}

// keys are the tickets and the sessions of one server.
type keys struct {
	now  func() time.Time
	rand io.Reader

	mu       sync.Mutex
	tickets  []*ticket
	sessions []*session
}

func newKeys(now func() time.Time, rand io.Reader) *keys {
	return &keys{now: now, rand: rand}
}

// randomText returns 256 bits as text that needs no escaping in a URL. A source of
// randomness that fails leaves no safe way on, as in crypto/rand.
func randomText(source io.Reader) string {
	b := make([]byte, 32)
	if _, err := io.ReadFull(source, b); err != nil {
		panic("browser: no randomness: " + err.Error())
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// issue makes a ticket. Used tickets are kept, to recognise their second use; when
// there are very many the oldest are forgotten, and so refused as unknown.
func (k *keys) issue(lifetime time.Duration) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	value := randomText(k.rand)
	if len(k.tickets) == mostTickets {
		k.tickets = k.tickets[1:]
	}
	k.tickets = append(k.tickets, &ticket{print: fingerprintOf(value), expires: k.now().Add(lifetime)})
	return value
}

// exchange gives a bearer for a ticket, once. The second time it revokes the session
// that the ticket began, whoever came first: one of the two had copied it. ended says
// that a session has ended by this, which happens once.
func (k *keys) exchange(value string) (bearer string, ended bool, refused *problem.Problem) {
	k.mu.Lock()
	defer k.mu.Unlock()
	t := k.ticket(value)
	switch {
	case t == nil:
		return "", false, problem.New(problem.SignInNeeded, "browser-ticket-unknown")
	case t.session != nil:
		return "", t.session.revoke(), problem.New(problem.SignInNeeded, "browser-ticket-used")
	case !k.now().Before(t.expires):
		return "", false, problem.New(problem.SignInNeeded, "browser-ticket-expired")
	}
	bearer = randomText(k.rand)
	t.session = &session{print: fingerprintOf(bearer), ended: make(chan struct{})}
	k.sessions = append(k.sessions, t.session)
	return bearer, false, nil
}

// session finds the session of a bearer.
func (k *keys) session(bearer string) (*session, *problem.Problem) {
	k.mu.Lock()
	defer k.mu.Unlock()
	found := k.find(fingerprintOf(bearer))
	switch {
	case found == nil:
		return nil, problem.New(problem.SignInNeeded, "browser-session-unknown")
	case found.revoked:
		return nil, problem.New(problem.SignInNeeded, "browser-session-revoked")
	}
	return found, nil
}

// ticket looks at every ticket, so that the time taken gives nothing away.
func (k *keys) ticket(value string) *ticket {
	print := fingerprintOf(value)
	var found *ticket
	for _, t := range k.tickets {
		if subtle.ConstantTimeCompare(t.print[:], print[:]) == 1 {
			found = t
		}
	}
	return found
}

// find looks at every session, so that the time taken gives nothing away.
func (k *keys) find(print fingerprint) *session {
	var found *session
	for _, s := range k.sessions {
		if subtle.ConstantTimeCompare(s.print[:], print[:]) == 1 {
			found = s
		}
	}
	return found
}

// revoke ends a session and reports whether it was alive; the caller holds the keys'
// lock.
func (s *session) revoke() bool {
	if s.revoked {
		return false
	}
	s.revoked = true
	close(s.ended)
	return true
}
