package api

import (
	"slices"
	"sync"
	"time"

	"github.com/atotto/clipboard"
	"github.com/google/uuid"

	"latchkey/app/manual"
	"latchkey/app/problem"
	"latchkey/app/secret"
)

// How long an exchange by hand is kept, and how many are.
const (
	manualAge  = 30 * time.Minute
	manualMost = 8
)

// manualTable holds the exchanges that have begun, the oldest first.
type manualTable struct {
	now func() time.Time

	mu  sync.Mutex
	all []*manualEntry
}

// manualEntry is one exchange with what it has brought so far.
type manualEntry struct {
	id     string
	made   time.Time
	plan   manual.Plan
	of     string // whose client secret is kept, or ""
	code   secret.String
	result manual.Result
}

// add keeps a plan and drops those that are too many.
func (t *manualTable) add(plan manual.Plan, secretOwner string) (id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	e := &manualEntry{id: uuid.NewString(), made: t.now(), plan: plan, of: secretOwner}
	t.all = append(t.all, e)
	t.prune()
	return e.id
}

// prune forgets what is too old or too many. The lock is held.
func (t *manualTable) prune() {
	t.all = slices.DeleteFunc(t.all, func(e *manualEntry) bool { return t.now().Sub(e.made) >= manualAge })
	if more := len(t.all) - manualMost; more > 0 {
		t.all = slices.Delete(t.all, 0, more)
	}
}

// entry finds an exchange, or nil. The lock is held.
func (t *manualTable) entry(id string) *manualEntry {
	t.prune()
	if i := slices.IndexFunc(t.all, func(e *manualEntry) bool { return e.id == id }); i >= 0 {
		return t.all[i]
	}
	return nil
}

// change edits an exchange if it is still there.
func (t *manualTable) change(id string, edit func(*manualEntry)) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	e := t.entry(id)
	if e == nil {
		return problem.New(problem.NotFound, "manual-gone")
	}
	edit(e)
	return nil
}

func (t *manualTable) find(id string) (plan manual.Plan, err error) {
	err = t.change(id, func(e *manualEntry) { plan = e.plan })
	return plan, err
}

// owner is whose client secret is kept, or "".
func (t *manualTable) owner(id string) (of string) {
	_ = t.change(id, func(e *manualEntry) { of = e.of })
	return of
}

func (t *manualTable) keepCode(id string, code secret.String) error {
	return t.change(id, func(e *manualEntry) { e.code = code })
}

// takeCode takes the code out, so that no second call sends it.
func (t *manualTable) takeCode(id string) (code secret.String) {
	_ = t.change(id, func(e *manualEntry) { code, e.code = e.code, secret.String{} })
	return code
}

// giveBack puts a code back that is not spent, unless a newer one has come.
func (t *manualTable) giveBack(id string, code secret.String) {
	_ = t.change(id, func(e *manualEntry) {
		if e.code.Empty() {
			e.code = code
		}
	})
}

// keepResult keeps the tokens; nobody asks for those of an exchange that is gone.
func (t *manualTable) keepResult(id string, r manual.Result) {
	_ = t.change(id, func(e *manualEntry) { e.result = r })
}

// value is what may be copied of an exchange, empty when it is not there.
func (t *manualTable) value(id, what string) (text secret.String, err error) {
	err = t.change(id, func(e *manualEntry) {
		switch what {
		case "access_token":
			text = e.result.AccessToken
		case "refresh_token":
			text = e.result.RefreshToken
		case "code":
			text = e.code
		case "curl":
			text = e.plan.FilledCurl(manual.Sh, e.code, secret.String{})
		case "powershell":
			text = e.plan.FilledCurl(manual.PowerShell, e.code, secret.String{})
		}
	})
	return text, err
}

// systemClipboard is the operating system's. The text reaches the program that serves
// it by its standard input, never by an argument.
func systemClipboard(text string) error { return clipboard.WriteAll(text) }
