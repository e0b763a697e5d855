package directory

import (
	"bytes"
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

// Put keeps a row and journals it.
func (t *table[T]) Put(key string, row T) {
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

// Remove drops a row and journals that. There being none is fine.
func (t *table[T]) Remove(key string) {
	if _, ok := t.rows[key]; !ok {
		return
	}
	delete(t.rows, key)
	t.record(t.name, key, json.RawMessage("null"))
}

// Row is the row of a key, or an empty one.
func (t *table[T]) Row(key string) T { return t.rows[key] }

// Find is the row of a key, and whether there is one.
func (t *table[T]) Find(key string) (T, bool) {
	row, ok := t.rows[key]
	return row, ok
}

// All are the rows with their keys, in no order. rows may be removed meanwhile.
func (t *table[T]) All() iter.Seq2[string, T] { return maps.All(t.rows) }

// Len is the number of rows.
func (t *table[T]) Len() int { return len(t.rows) }

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
		t.Remove(keys[0])
	}
	t.Put(fmt.Sprintf("%08d", next), row)
}

// keys are in order: of a list, that of time.
func (t *table[T]) keys() []string { return slices.Sorted(maps.Keys(t.rows)) }

// KeysBy are in the order of their rows; equal ones in that of the keys.
func (t *table[T]) KeysBy(compare func(a, b T) int) []string {
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
	Users           *table[UserRow]
	Requests        *table[AuthRequest] // by flow id: what the client asked, never changes
	Flows           *table[Flow]        // by flow id: how far the user has come
	Prompts         *table[PromptRow]   // by prompt id
	Messages        *table[MessageRow]  // by message id
	Passes          *table[passRow]     // by user
	Sessions        *table[SessionRow]  // by hash of the session cookie
	Trusted         *table[TrustedRow]  // by hash of the trusted-browser cookie
	Codes           *table[CodeRow]     // by hash of the authorization code
	Families        *table[FamilyRow]   // by family id: the refresh tokens of one sign-in
	alarms          *table[alarmRow]
	signIns         *table[SignIn]            // by number
	appPasswords    *table[appPasswordRow]    // by person and number
	consents        *table[consentRow]        // by consentKey
	consentRequests *table[consentRequestRow] // by id
	Devices         *table[DeviceRow]         // by hash of the device code
	Guesses         *table[GuessRow]          // by browser: device codes that were wrong
	Enrolments      *table[EnrolmentRow]      // by user and tenant
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
	t.Users = add(&t, "user", UserRow{})
	t.Requests = add(&t, "request", AuthRequest{})
	t.Flows = add(&t, "flow", Flow{})
	t.Prompts = add(&t, "prompt", PromptRow{})
	t.Messages = add(&t, "message", MessageRow{})
	t.Passes = add(&t, "pass", passRow{})
	t.Sessions = add(&t, "session", SessionRow{})
	t.Trusted = add(&t, "trusted", TrustedRow{})
	t.Codes = add(&t, "code", CodeRow{})
	t.Families = add(&t, "family", FamilyRow{})
	t.Devices = add(&t, "device", DeviceRow{})
	t.Guesses = add(&t, "device-guess", GuessRow{})
	t.Enrolments = add(&t, "enrolment", EnrolmentRow{})
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

// sweepEvery is after how many new sign-ins the expired rows are looked for.
const sweepEvery = 512

// sweep drops what has expired.
func (l *Locked) sweep() {
	now := l.Unix()
	for id, r := range l.Requests.rows {
		if now >= r.Created+FlowLifetime {
			l.DropFlow(id)
		}
	}
	l.Prompts.removeIf(func(p PromptRow) bool { return now >= p.Expires+FlowLifetime })
	l.Sessions.removeIf(func(r SessionRow) bool { return now >= r.Expires })
	l.Trusted.removeIf(func(t TrustedRow) bool { return now >= t.Expires })
	l.Codes.removeIf(func(c CodeRow) bool { return now >= c.Expires+codeMemory })
	l.Devices.removeIf(func(d DeviceRow) bool { return now >= d.Expires+codeMemory })
	l.Guesses.removeIf(func(g GuessRow) bool { return now >= g.At+GuessMemory })
	l.Families.removeIf(func(f FamilyRow) bool { return now >= f.Used+RefreshIdle })
	l.Messages.removeIf(func(m MessageRow) bool { return now >= m.Expires+FlowLifetime })
	l.Passes.removeIf(func(p passRow) bool { return now >= p.Expires+passMemory })
	l.Enrolments.removeIf(func(row EnrolmentRow) bool { return now >= row.Changed+EnrolmentMemory })
	l.signIns.removeIf(func(row SignIn) bool { return now >= row.Time.Unix()+logSeconds })
}
