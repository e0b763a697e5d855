package api

import (
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"latchkey/app/exchange"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

// How long an exchange by hand is kept, and how many are.
const (
	exchangeAge  = 30 * time.Minute
	exchangeMost = 8
)

// exchangeTable holds the exchanges that have begun, the oldest first.
type exchangeTable struct {
	now func() time.Time

	mu  sync.Mutex
	all []*exchangeEntry
}

// exchangeEntry is one exchange with what it has brought so far.
type exchangeEntry struct {
	id     string
	made   time.Time
	plan   exchange.Plan
	of     string // whose client secret is kept, or ""
	code   secret.String
	result exchange.Result
}

// add keeps a plan and drops those that are too many.
func (t *exchangeTable) add(plan exchange.Plan, secretOwner string) (id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	e := &exchangeEntry{id: uuid.NewString(), made: t.now(), plan: plan, of: secretOwner}
	t.all = current(append(t.all, e), t.now())
	return e.id
}

// current are the exchanges that are neither too old nor too many.
func current(all []*exchangeEntry, now time.Time) []*exchangeEntry {
	all = slices.DeleteFunc(all, func(e *exchangeEntry) bool { return now.Sub(e.made) >= exchangeAge })
	return slices.Delete(all, 0, max(0, len(all)-exchangeMost))
}

// change edits an exchange if it is still there.
func (t *exchangeTable) change(id string, edit func(*exchangeEntry)) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all = current(t.all, t.now())
	i := slices.IndexFunc(t.all, func(e *exchangeEntry) bool { return e.id == id })
	if i < 0 {
		return problem.New(problem.NotFound, "exchange-gone")
	}
	edit(t.all[i])
	return nil
}

func (t *exchangeTable) find(id string) (plan exchange.Plan, err error) {
	err = t.change(id, func(e *exchangeEntry) { plan = e.plan })
	return plan, err
}

// owner is whose client secret is kept, or "".
func (t *exchangeTable) owner(id string) (of string) {
	_ = t.change(id, func(e *exchangeEntry) { of = e.of })
	return of
}

func (t *exchangeTable) keepCode(id string, code secret.String) error {
	return t.change(id, func(e *exchangeEntry) { e.code = code })
}

// takeCode takes the code out, so that no second call sends it.
func (t *exchangeTable) takeCode(id string) (code secret.String) {
	_ = t.change(id, func(e *exchangeEntry) { code, e.code = e.code, secret.String{} })
	return code
}

// giveBack puts a code back that is not spent, unless a newer one has come.
func (t *exchangeTable) giveBack(id string, code secret.String) {
	_ = t.change(id, func(e *exchangeEntry) {
		if e.code.Empty() {
			e.code = code
		}
	})
}

// keepResult keeps the tokens; nobody asks for those of an exchange that is gone.
func (t *exchangeTable) keepResult(id string, r exchange.Result) {
	_ = t.change(id, func(e *exchangeEntry) { e.result = r })
}

// value is what may be copied of an exchange, empty when it is not there.
func (t *exchangeTable) value(id, what string) (text secret.String, err error) {
	err = t.change(id, func(e *exchangeEntry) {
		switch what {
		case "access_token":
			text = e.result.AccessToken
		case "refresh_token":
			text = e.result.RefreshToken
		case "code":
			text = e.code
		case "curl":
			text = e.plan.FilledCurl(exchange.Sh, e.code, secret.String{})
		case "powershell":
			text = e.plan.FilledCurl(exchange.PowerShell, e.code, secret.String{})
		}
	})
	return text, err
}
