package entra

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// table is a named map whose changes are journaled.
type table[T any] struct {
	s    *Server
	name string
	rows map[string]T
}

func (t *table[T]) put(key string, row T) {
	t.rows[key] = row
	if t.s.journal == nil {
		return
	}
	value, err := json.Marshal(row)
	if err != nil {
		t.s.log.Error("practice tenant: record", "table", t.name, "error", err)
		return
	}
	t.s.record(t.name, key, value)
}

func (t *table[T]) remove(key string) {
	if _, ok := t.rows[key]; !ok {
		return
	}
	delete(t.rows, key)
	t.s.record(t.name, key, json.RawMessage("null"))
}

// append adds a row to a table that is a list: under the next number, and at most as many
// as that; the oldest make room.
func (t *table[T]) append(row T, most int) {
	keys := t.keys()
	next := 1
	if len(keys) > 0 {
		_, _ = fmt.Sscanf(keys[len(keys)-1], "%d", &next)
		next++
	}
	for ; len(keys) >= most; keys = keys[1:] {
		t.remove(keys[0])
	}
	t.put(fmt.Sprintf("%08d", next), row)
}

// keys are in order: of a list, that of time.
func (t *table[T]) keys() []string { return slices.Sorted(maps.Keys(t.rows)) }

// tableOf is what the restoring side needs of a table, whatever its rows are.
type tableOf interface {
	load(key string, value json.RawMessage) error
	dump(to []Record) ([]Record, error)
	clear()
	called() string
}

func (t *table[T]) called() string { return t.name }

func (t *table[T]) clear() { clear(t.rows) }

func (t *table[T]) load(key string, value json.RawMessage) error {
	if len(value) == 0 || bytes.Equal(value, []byte("null")) {
		delete(t.rows, key)
		return nil
	}
	var row T
	if err := json.Unmarshal(value, &row); err != nil {
		return fmt.Errorf("row %q: %w", key, err)
	}
	t.rows[key] = row
	return nil
}

func (t *table[T]) dump(to []Record) ([]Record, error) {
	for _, key := range t.keys() {
		value, err := json.Marshal(t.rows[key])
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", t.name, err)
		}
		to = append(to, Record{t.name, key, value})
	}
	return to, nil
}

// tables is all state that outlives a request.
type tables struct {
	settings *table[Settings]
	clock    *table[clockRow]
	base     *table[baseRow]
	people   *table[personRow]
	policies *table[Policies]
	// registrations by ApplicationID
	registrations   *table[appRow]
	users           *table[userRow]
	requests        *table[request]    // by flow id: what the client asked, never changes
	flows           *table[flow]       // by flow id: how far the user has come
	prompts         *table[promptRow]  // by prompt id
	messages        *table[messageRow] // by message id
	passes          *table[passRow]    // by user
	sessions        *table[sessionRow] // by hash of the session cookie
	trusted         *table[trustedRow] // by hash of the trusted-browser cookie
	codes           *table[codeRow]    // by hash of the authorization code
	families        *table[familyRow]  // by family id: the refresh tokens of one sign-in
	alarms          *table[alarmRow]
	signIns         *table[SignIn]            // by number
	appPasswords    *table[appPasswordRow]    // by person and number
	consents        *table[consentRow]        // by consentKey
	consentRequests *table[consentRequestRow] // by id
	devices         *table[deviceRow]         // by hash of the device code
	guesses         *table[guessRow]          // by browser: device codes that were wrong
	enrolments      *table[enrolRow]          // by user and tenant
	// by application and thumbprint
	certificates *table[certificateRow]

	all []tableOf
}

func newTables(s *Server) tables {
	var t tables
	t.settings = add(s, &t, "settings", Settings{})
	t.clock = add(s, &t, "clock", clockRow{})
	t.base = add(s, &t, "base", baseRow{})
	t.policies = add(s, &t, "policies", Policies{})
	t.people = add(s, &t, "person", personRow{})
	t.registrations = add(s, &t, "registration", appRow{})
	t.users = add(s, &t, "user", userRow{})
	t.requests = add(s, &t, "request", request{})
	t.flows = add(s, &t, "flow", flow{})
	t.prompts = add(s, &t, "prompt", promptRow{})
	t.messages = add(s, &t, "message", messageRow{})
	t.passes = add(s, &t, "pass", passRow{})
	t.sessions = add(s, &t, "session", sessionRow{})
	t.trusted = add(s, &t, "trusted", trustedRow{})
	t.codes = add(s, &t, "code", codeRow{})
	t.families = add(s, &t, "family", familyRow{})
	t.devices = add(s, &t, "device", deviceRow{})
	t.guesses = add(s, &t, "device-guess", guessRow{})
	t.enrolments = add(s, &t, "enrolment", enrolRow{})
	t.certificates = add(s, &t, "certificate", certificateRow{})
	t.signIns = add(s, &t, "sign-in", SignIn{})
	t.appPasswords = add(s, &t, "app-password", appPasswordRow{})
	t.consents = add(s, &t, "consent", consentRow{})
	t.consentRequests = add(s, &t, "consent-request", consentRequestRow{})
	t.alarms = add(s, &t, "alarm", alarmRow{})
	return t
}

func add[T any](s *Server, all *tables, name string, _ T) *table[T] {
	t := &table[T]{s: s, name: name, rows: map[string]T{}}
	all.all = append(all.all, t)
	return t
}

func (t *tables) clear() {
	for _, each := range t.all {
		each.clear()
	}
}

func (t *tables) apply(r Record) error {
	if r.Table == "reset" {
		t.clear()
		return t.base.load("", r.Value) // null after a reset, what was loaded otherwise
	}
	for _, each := range t.all {
		if each.called() == r.Table {
			return each.load(r.Key, r.Value)
		}
	}
	return nil // written by a newer version; it can do without
}

// record hands a change to the journal. The lock is held.
func (s *Server) record(table, key string, value json.RawMessage) {
	if s.journal == nil {
		return
	}
	if err := s.journal(Record{table, key, value}); err != nil {
		s.log.Error("practice tenant: journal", "table", table, "error", err)
	}
}

// Snapshot is the whole state as records.
func (s *Server) Snapshot() []Record {
	var all []Record
	_ = s.Compact(func(r []Record) error { all = r; return nil })
	return all
}

// Compact hands the whole state to write while no change can be journaled: what
// the journal hears afterwards comes on top of it.
func (s *Server) Compact(write func([]Record) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	var all []Record
	for _, each := range s.data.all {
		var err error
		if all, err = each.dump(all); err != nil {
			return fmt.Errorf("practice tenant: snapshot: %w", err)
		}
	}
	return write(all)
}

// sweepEvery is after how many new sign-ins the expired rows are looked for.
const sweepEvery = 512

// sweep drops what has expired. The lock is held.
func (s *Server) sweep() {
	now := s.unix()
	for id, r := range s.data.requests.rows {
		if now >= r.Created+flowLifetime {
			s.dropFlow(id)
		}
	}
	removeIf(s.data.prompts, func(p promptRow) bool { return now >= p.Expires+flowLifetime })
	removeIf(s.data.sessions, func(r sessionRow) bool { return now >= r.Expires })
	removeIf(s.data.trusted, func(t trustedRow) bool { return now >= t.Expires })
	removeIf(s.data.codes, func(c codeRow) bool { return now >= c.Expires+codeMemory })
	removeIf(s.data.devices, func(d deviceRow) bool { return now >= d.Expires+codeMemory })
	removeIf(s.data.guesses, func(g guessRow) bool { return now >= g.At+guessMemory })
	removeIf(s.data.families, func(f familyRow) bool { return now >= f.Used+refreshIdle })
	removeIf(s.data.messages, func(m messageRow) bool { return now >= m.Expires+flowLifetime })
	removeIf(s.data.passes, func(p passRow) bool { return now >= p.Expires+passMemory })
	removeIf(s.data.enrolments, func(row enrolRow) bool { return now >= row.Changed+enrolMemory })
	removeIf(s.data.signIns, func(row SignIn) bool { return now >= row.Time.Unix()+logSeconds })
}

// hashed is the only form in which a credential is kept.
func hashed(credential string) string {
	sum := sha256.Sum256([]byte(credential))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (s *Server) fresh(n int) string { return base64.RawURLEncoding.EncodeToString(s.random(n)) }
