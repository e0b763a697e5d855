package api

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"latchkey/app/connection"
	"latchkey/app/discovery"
	"latchkey/app/problem"
	"latchkey/app/signin"
)

// The states of an operation.
const (
	running   = "running"
	waiting   = "waiting"
	overdue   = "overdue"
	done      = "done"
	failed    = "failed"
	cancelled = "cancelled"
)

// waitLimit is how long a person is awaited, waitGrace how much longer an answer is
// still taken while the dialog asks whether to keep waiting.
const (
	waitLimit = 10 * time.Minute
	waitGrace = 10 * time.Minute
)

// kept is how many ended operations are remembered.
const kept = 20

// operation is one Operation with what moves it.
type operation struct {
	hub    *hub
	owner  string // one operation at a time for each
	cancel context.CancelFunc
	more   chan struct{}
	ended  chan struct{}

	mu        sync.Mutex
	view      Operation
	attempt   signin.Attempt
	session   connection.Session
	instances []discovery.Instance
}

// operations is the table of operations.
type operations struct {
	hub *hub
	mu  sync.Mutex
	all []*operation
}

func newOperations(h *hub) *operations { return &operations{hub: h} }

// start runs work as an operation. An older one of the same owner is cancelled
// first: a retry kills the old link.
func (o *operations) start(kind, owner string, steps []connection.Step, work func(context.Context, *operation) error) Operation {
	ctx, cancel := context.WithCancel(context.Background())
	op := &operation{
		hub: o.hub, owner: owner, cancel: cancel, more: make(chan struct{}, 1), ended: make(chan struct{}),
		view: Operation{ID: uuid.NewString(), Kind: kind, State: running, Steps: make([]Step, len(steps)), Tenants: []TenantResult{}, LimitSeconds: int(waitLimit.Seconds())},
	}
	for i, s := range steps {
		op.view.Steps[i] = Step{ID: string(s), State: "todo"}
	}
	rivals := o.admit(op)
	for _, old := range rivals {
		old.cancel()
	}
	go func() {
		defer close(op.ended)
		defer cancel()
		for _, old := range rivals {
			<-old.ended
		}
		op.end(work(ctx, op))
	}()
	return op.snapshot()
}

// admit adds an operation, forgets the oldest ended ones, and returns those that
// have to end first.
func (o *operations) admit(op *operation) []*operation {
	o.mu.Lock()
	defer o.mu.Unlock()
	var rivals []*operation
	for _, old := range o.all {
		if old.owner == op.owner && !old.over() {
			rivals = append(rivals, old)
		}
	}
	o.all = append(o.all, op)
	for len(o.all) > kept {
		oldest := slices.IndexFunc(o.all, (*operation).over)
		if oldest < 0 {
			break
		}
		o.all = slices.Delete(o.all, oldest, oldest+1)
	}
	return rivals
}

func (o *operations) find(id string) (*operation, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, op := range o.all {
		if op.view.ID == id { // the ID never changes: no lock needed
			return op, nil
		}
	}
	return nil, problem.New(problem.NotFound, "operation-not-found")
}

// waiting finds an operation that waits for the person, and its attempt.
func (o *operations) waiting(id string) (*operation, signin.Attempt, error) {
	op, err := o.find(id)
	if err != nil {
		return nil, nil, err
	}
	attempt, err := op.waitingAttempt()
	return op, attempt, err
}

func (o *operations) close() {
	o.mu.Lock()
	all := slices.Clone(o.all)
	o.mu.Unlock()
	for _, op := range all {
		op.cancel()
		<-op.ended
	}
}

func (op *operation) over() bool {
	select {
	case <-op.ended:
		return true
	default:
		return false
	}
}

// change edits the view and announces it.
func (op *operation) change(edit func(*Operation)) {
	op.mu.Lock()
	edit(&op.view)
	op.view.Rev++
	op.mu.Unlock()
	op.hub.changed(TopicOperation)
}

func (op *operation) snapshot() Operation {
	op.mu.Lock()
	defer op.mu.Unlock()
	view := op.view
	view.Steps, view.Tenants = slices.Clone(view.Steps), slices.Clone(view.Tenants)
	if op.attempt != nil {
		view.RejectedRequests = op.attempt.RejectedRequests()
	}
	return view
}

// profile is the ID of the saved profile that the work is for, or "".
func (op *operation) profile() string {
	if uuid.Validate(op.owner) != nil {
		return ""
	}
	return op.owner
}

// end records how the work ended.
func (op *operation) end(err error) {
	p := problem.From(err)
	op.hub.shown(p, op.profile())
	op.change(func(v *Operation) {
		switch {
		case p == nil:
			v.State = done
		case p.Kind == problem.Cancelled:
			v.State, v.Problem = cancelled, p
		default:
			v.State, v.Problem = failed, p
		}
	})
}

// Step implements connection.Watcher.
func (op *operation) Step(step connection.Step, state connection.StepState) {
	op.change(func(v *Operation) {
		for i := range v.Steps {
			if v.Steps[i].ID == string(step) {
				v.Steps[i].State = string(state)
			}
		}
		if step == connection.StepExchange || step == connection.StepWait && state != connection.Doing {
			v.State = running // nobody is awaited any more
		}
	})
	if step == connection.StepExchange && state != connection.Doing && state != connection.Skipped {
		op.hub.front()
	}
}

// Waiting implements connection.Watcher.
func (op *operation) Waiting(a signin.Attempt) {
	op.mu.Lock()
	op.attempt = a
	op.mu.Unlock()
	op.change(func(v *Operation) {
		v.State, v.Flow = waiting, string(a.Flow())
		v.StartedAt = op.now()
		v.ForeignHost = a.ForeignHost()
		// What an earlier flow showed is over.
		v.Fallback, v.InsecureFormSuspected, v.HTTPSForced, v.BrowserFailed, v.DeviceCode = a.Fallback(), false, false, false, deviceCode(a.Device())
	})
}

// InsecureFormSuspected implements connection.Watcher.
func (op *operation) InsecureFormSuspected() {
	op.change(func(v *Operation) { v.InsecureFormSuspected = true })
}

// HTTPSForced implements connection.Watcher.
func (op *operation) HTTPSForced() { op.change(func(v *Operation) { v.HTTPSForced = true }) }

// Guest implements connection.Watcher.
func (op *operation) Guest(tenant string) { op.change(func(v *Operation) { v.Guest = tenant }) }

// retrieved records what was found.
func (op *operation) retrieved(found connection.Retrieved) {
	op.mu.Lock()
	op.instances = found.Instances
	op.mu.Unlock()
	op.change(func(v *Operation) {
		v.Organizations = len(found.Instances)
		for _, t := range found.Tenants {
			v.Tenants = append(v.Tenants, TenantResult{Tenant: t.Tenant, Organizations: t.Organizations, Problem: t.Problem})
		}
	})
}

// extended starts the limit anew, if the person is still awaited.
func (op *operation) extended() {
	op.change(func(v *Operation) {
		if v.State == waiting || v.State == overdue {
			v.State, v.StartedAt = waiting, op.now()
		}
	})
}

// now is the time as the front end gets it.
func (op *operation) now() string { return op.hub.now().UTC().Format(time.RFC3339) }

// BrowserNotOpened implements connection.Watcher.
func (op *operation) BrowserNotOpened(*problem.Problem) {
	op.change(func(v *Operation) { v.BrowserFailed = true })
}

// Overdue implements connection.Watcher.
func (op *operation) Overdue() { op.change(func(v *Operation) { v.State = overdue }) }

// signedIn records who is signed in.
func (op *operation) signedIn(s connection.Session) {
	op.mu.Lock()
	op.session = s
	op.mu.Unlock()
	op.change(func(v *Operation) {
		v.Account, v.Prompt, v.PromptGuessed, v.Storage, v.Notice = s.Account.Username, s.Prompt, s.PromptGuessed, "keychain", s.Notice
		if s.Unsaved != nil {
			v.Storage, v.StorageProblem = "memory", s.Unsaved
		}
	})
}

// waitingAttempt is the attempt whose answer is awaited.
func (op *operation) waitingAttempt() (signin.Attempt, error) {
	op.mu.Lock()
	defer op.mu.Unlock()
	if op.attempt == nil || op.over() || (op.view.State != waiting && op.view.State != overdue) {
		return nil, problem.New(problem.NotFound, "operation-not-waiting")
	}
	return op.attempt, nil
}
