package entra

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"slices"
)

// table is a named map whose changes are journaled.
type table[T any] struct {
	*journal
	name string
	rows map[string]T
}

func (t *table[T]) put(key string, row T) {
	t.rows[key] = row
	if t.write == nil {
		return
	}
	value, err := json.Marshal(row)
	if err != nil {
		t.log.Error("practice tenant: record", "table", t.name, "error", err)
		return
	}
	t.record(t.name, key, value)
}

func (t *table[T]) remove(key string) {
	if _, ok := t.rows[key]; !ok {
		return
	}
	delete(t.rows, key)
	t.record(t.name, key, json.RawMessage("null"))
}

// row is the row of a key, or an empty one.
func (t *table[T]) row(key string) T { return t.rows[key] }

// find is the row of a key, and whether there is one.
func (t *table[T]) find(key string) (T, bool) {
	row, ok := t.rows[key]
	return row, ok
}

// all are the rows with their keys, in no order. Rows may be removed meanwhile.
func (t *table[T]) all() iter.Seq2[string, T] { return maps.All(t.rows) }

func (t *table[T]) len() int { return len(t.rows) }

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

// keysBy are in the order of their rows; equal ones in that of the keys.
func (t *table[T]) keysBy(compare func(a, b T) int) []string {
	keys := t.keys()
	slices.SortStableFunc(keys, func(a, b string) int { return compare(t.rows[a], t.rows[b]) })
	return keys
}

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

	*journal
	every []tableOf
}

func newTables(log *slog.Logger) tables {
	t := tables{journal: &journal{log: log}}
	t.settings = add(&t, "settings", Settings{})
	t.clock = add(&t, "clock", clockRow{})
	t.base = add(&t, "base", baseRow{})
	t.policies = add(&t, "policies", Policies{})
	t.people = add(&t, "person", personRow{})
	t.registrations = add(&t, "registration", appRow{})
	t.users = add(&t, "user", userRow{})
	t.requests = add(&t, "request", request{})
	t.flows = add(&t, "flow", flow{})
	t.prompts = add(&t, "prompt", promptRow{})
	t.messages = add(&t, "message", messageRow{})
	t.passes = add(&t, "pass", passRow{})
	t.sessions = add(&t, "session", sessionRow{})
	t.trusted = add(&t, "trusted", trustedRow{})
	t.codes = add(&t, "code", codeRow{})
	t.families = add(&t, "family", familyRow{})
	t.devices = add(&t, "device", deviceRow{})
	t.guesses = add(&t, "device-guess", guessRow{})
	t.enrolments = add(&t, "enrolment", enrolRow{})
	t.certificates = add(&t, "certificate", certificateRow{})
	t.signIns = add(&t, "sign-in", SignIn{})
	t.appPasswords = add(&t, "app-password", appPasswordRow{})
	t.consents = add(&t, "consent", consentRow{})
	t.consentRequests = add(&t, "consent-request", consentRequestRow{})
	t.alarms = add(&t, "alarm", alarmRow{})
	return t
}

func add[T any](all *tables, name string, _ T) *table[T] {
	t := &table[T]{journal: all.journal, name: name, rows: map[string]T{}}
	all.every = append(all.every, t)
	return t
}

func (t *tables) clear() {
	for _, each := range t.every {
		each.clear()
	}
}

func (t *tables) apply(r Record) error {
	if r.Table == "reset" {
		t.clear()
		return t.base.load("", r.Value) // null after a reset, what was loaded otherwise
	}
	for _, each := range t.every {
		if each.called() == r.Table {
			return each.load(r.Key, r.Value)
		}
	}
	return nil // written by a newer version; it can do without
}

// journal is told each change.
type journal struct {
	write func(Record) error // nil is nobody
	log   *slog.Logger
}

func (j *journal) record(table, key string, value json.RawMessage) {
	if j.write == nil {
		return
	}
	if err := j.write(Record{table, key, value}); err != nil {
		j.log.Error("practice tenant: journal", "table", table, "error", err)
	}
}

// Snapshot is the whole state as records.
func (s *Store) Snapshot() []Record {
	var all []Record
	_ = s.Compact(func(r []Record) error { all = r; return nil })
	return all
}

// Compact hands the whole state to write while no change can be journaled: what
// the journal hears afterwards comes on top of it.
func (s *Store) Compact(write func([]Record) error) error {
	l := s.Lock()
	defer l.Unlock()
	l.sweep()
	var all []Record
	for _, each := range l.every {
		var err error
		if all, err = each.dump(all); err != nil {
			return fmt.Errorf("practice tenant: snapshot: %w", err)
		}
	}
	return write(all)
}

// sweepEvery is after how many new sign-ins the expired rows are looked for.
const sweepEvery = 512

// sweep drops what has expired.
func (l *Locked) sweep() {
	now := l.unix()
	for id, r := range l.requests.rows {
		if now >= r.Created+flowLifetime {
			l.dropFlow(id)
		}
	}
	l.prompts.removeIf(func(p promptRow) bool { return now >= p.Expires+flowLifetime })
	l.sessions.removeIf(func(r sessionRow) bool { return now >= r.Expires })
	l.trusted.removeIf(func(t trustedRow) bool { return now >= t.Expires })
	l.codes.removeIf(func(c codeRow) bool { return now >= c.Expires+codeMemory })
	l.devices.removeIf(func(d deviceRow) bool { return now >= d.Expires+codeMemory })
	l.guesses.removeIf(func(g guessRow) bool { return now >= g.At+guessMemory })
	l.families.removeIf(func(f familyRow) bool { return now >= f.Used+refreshIdle })
	l.messages.removeIf(func(m messageRow) bool { return now >= m.Expires+flowLifetime })
	l.passes.removeIf(func(p passRow) bool { return now >= p.Expires+passMemory })
	l.enrolments.removeIf(func(row enrolRow) bool { return now >= row.Changed+enrolMemory })
	l.signIns.removeIf(func(row SignIn) bool { return now >= row.Time.Unix()+logSeconds })
}

// hashed is the only form in which a credential is kept.
func hashed(credential string) string {
	sum := sha256.Sum256([]byte(credential))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (s *open) fresh(n int) string { return base64.RawURLEncoding.EncodeToString(s.random(n)) }
